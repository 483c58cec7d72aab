import fc from 'fast-check'
import { test } from 'vitest'

const IS_LONG = process.env.BATON_LONG === '1'
const FIXED_SEED = 20_260_717
const FRESH_SEED = Date.now() & 0x7fffffff

/**
 * Holds a law against random cases: of a fixed seed, and of a fresh one that a failure names. `cases` is the full number, a
 * fiftieth of it, at most 1,000, is run every day.
 */
export const law = <T>(
  sentence: string,
  arbitrary: fc.Arbitrary<T>,
  holds: (value: T) => void,
  cases = 50_000,
): void => {
  const numRuns = IS_LONG ? cases : Math.min(1_000, Math.ceil(cases / 50))
  test(sentence, { timeout: IS_LONG ? 1_800_000 : 60_000 }, () => {
    for (const seed of [FIXED_SEED, FRESH_SEED]) {
      fc.assert(
        fc.property(arbitrary, (value) => holds(value)),
        { seed, numRuns },
      )
    }
  })
}

/** To be printed once a file, so that the run can be had again. */
export const seedLine = (): string =>
  `laws: seeds ${FIXED_SEED} and ${FRESH_SEED}${IS_LONG ? ', full number of cases' : ''}`
