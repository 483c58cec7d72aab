import { describe, expect, test } from 'vitest'
import { anyCase, changedZones, check, checkChange, OURS } from '../support/workingCases.ts'
import { zones } from '../support/zones.ts'

const CASES = 1_000
const FRESH_SEED = Date.now() & 0x7fffffff
const FIXED_SEED = 20_260_717

describe('working time is what stepping through the minutes says', () => {
  test.each([
    ['a fixed seed', FIXED_SEED],
    ['a fresh seed', FRESH_SEED],
  ])('in random calendars, holidays and zones, from %s', { timeout: 120_000 }, (_, seed) => {
    console.log(`seed ${seed}, ${CASES} cases`)
    check(OURS, anyCase, { seed, numRuns: CASES })
  })

  test('around a clock change of every zone that has one', { timeout: 120_000 }, () => {
    const changed = changedZones()
    for (const [index, { zone, changesMs }] of changed.entries()) {
      checkChange(OURS, zone, changesMs[index % changesMs.length]!, { seed: FIXED_SEED + index, numRuns: 1 })
    }
    console.log(`${changed.length} of ${zones().length} zones`)
    expect(changed.length).toBeGreaterThan(150)
  })
})
