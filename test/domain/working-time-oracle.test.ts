import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as workingTime from '../../server/domain/workingTime.ts'
import { agree, anyCase, caseAround, changesFrom2020, check, zones } from '../support/workingCases.ts'

const IS_LONG = process.env.BATON_LONG === '1'
const CASES = IS_LONG ? 100_000 : 2_000
const FRESH_SEED = Date.now() & 0x7fffffff
const FIXED_SEED = 20_260_717

describe('working time is what stepping through the minutes says', () => {
  test.each([
    ['a fixed seed', FIXED_SEED],
    ['a fresh seed', FRESH_SEED],
  ])('in random calendars and zones, from %s', { timeout: 30 * 60_000 }, (_, seed) => {
    console.log(`seed ${seed}, ${CASES / 2} cases`)
    check(workingTime, anyCase, { seed, numRuns: CASES / 2 })
  })

  test('around the clock changes of every zone', { timeout: 30 * 60_000 }, () => {
    let count = 0
    for (const [index, zone] of zones.entries()) {
      const all = changesFrom2020(zone)
      const chosen = IS_LONG ? all : all.slice(index % Math.max(1, all.length)).slice(0, 1)
      for (const changeMs of chosen) {
        count += 1
        const [one] = fc.sample(caseAround(fc.constant(zone), fc.constant(changeMs)), {
          seed: FIXED_SEED + count,
          numRuns: 1,
        })
        agree(workingTime, one!)
      }
    }
    console.log(`${count} clock changes of ${zones.filter((zone) => changesFrom2020(zone).length > 0).length} zones`)
    expect(count).toBeGreaterThan(IS_LONG ? 4_000 : 100)
  })
})
