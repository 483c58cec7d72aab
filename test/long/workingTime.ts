import type { Context, Figure, Group } from '../support/figures.ts'
import { anyCase, changedZones, check, checkChange, OURS } from '../support/workingCases.ts'
import { mutants, saidOtherwise } from '../support/workingMutants.ts'
import { zones } from '../support/zones.ts'

const CASES_A_CHANGE = 5
const CASES_A_PART = 25_000
const CASES_A_MUTANT = 5_000

/** A mismatch ends the run with the case in its smallest form, so a figure that is there holds. */
const agreed = (id: string, what: string, n: number): Figure => ({
  id,
  what,
  value: 0,
  unit: 'mismatches',
  target: 0,
  n,
  holds: true,
})

const ofZones =
  (part: number, parts: number) =>
  async ({ seed, progress }: Context): Promise<Figure[]> => {
    const all = changedZones()
    let n = 0
    for (const [index, { zone, changesMs }] of all.entries()) {
      if (index % parts !== part) continue
      for (const changeMs of changesMs) {
        checkChange(OURS, zone, changeMs, { seed: (seed + changeMs / 60_000) | 0, numRuns: CASES_A_CHANGE })
        n += CASES_A_CHANGE
      }
    }
    const changes = all.reduce((sum, { changesMs }) => sum + changesMs.length, 0)
    progress(`${zones().length} zones, ${all.length} of them with ${changes} changes`)
    const what = `within days of each clock change 2020–2037 of every zone that has one, part ${part + 1} of ${parts}`
    return [agreed(`working-time-changes-${part + 1}`, what, n)]
  }

const random =
  (part: number) =>
  async ({ seed }: Context): Promise<Figure[]> => {
    check(OURS, anyCase, { seed: (seed + part) | 0, numRuns: CASES_A_PART })
    const what =
      'random calendars with several windows, exceptions, half days and holidays, any zone, odd zones more often'
    return [agreed(`working-time-random-${part + 1}`, what, CASES_A_PART)]
  }

/** Working time against the oracle that steps through the minutes, and whether the comparison sees mistakes. */
export const workingTime: Group = {
  about: 'working time, holidays and deadlines against stepping through the minutes',
  parts: {
    'changes 1': ofZones(0, 2),
    'changes 2': ofZones(1, 2),
    'random 1': random(0),
    'random 2': random(1),
    'random 3': random(2),
    'random 4': random(3),
    mutants: async ({ seed, progress }) => {
      check(saidOtherwise, anyCase, { seed, numRuns: CASES_A_MUTANT })
      const missed = Object.entries(mutants()).filter(([mistake, mutant]) => {
        const isSeen = disagrees(() => check(mutant, anyCase, { seed, numRuns: CASES_A_MUTANT, endOnFailure: true }))
        if (!isSeen) progress(`${mistake}: not seen`)
        return !isSeen
      })
      const n = Object.keys(mutants()).length
      const what = 'mistakes put into our code that the comparison does not see'
      const figure = { ...agreed('working-time-mutants', what, n), value: missed.length, unit: 'mistakes not seen' }
      return [{ ...figure, holds: missed.length === 0 }]
    },
  },
}

/** Whether cases failed by what was said, not by breaking down. */
const disagrees = (run: () => void): boolean => {
  try {
    run()
    return false
  } catch (error) {
    return error instanceof Error && error.cause instanceof Error && error.cause.name === 'AssertionError'
  }
}
