import fc from 'fast-check'
import { expect } from 'vitest'
import type * as workingTime from '../../server/domain/workingTime.ts'
import type { Calendar } from '../../shared/calendar.ts'
import type { Deadline } from '../../shared/playbook.ts'
import { oracleOf, wallClock } from './oracle.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

type Case = { calendar: Calendar; fromMs: number; minutes: number; rule: Deadline }
export type Implementation = Pick<typeof workingTime, 'addWorking' | 'deadline' | 'openWindows' | 'workingMsBetween'>

/** Whether the code under test says what the oracle says; throws what differs. */
export const agree = (code: Implementation, { calendar, fromMs, minutes, rule }: Case): void => {
  const oracle = oracleOf(calendar, fromMs)
  const dueMs = oracle.add(fromMs, minutes)
  expect(code.addWorking(calendar, fromMs, minutes)).toBe(dueMs)
  expect(code.openWindows(calendar, fromMs, dueMs)).toEqual(oracle.windows(fromMs, dueMs))
  expect(code.workingMsBetween(calendar, fromMs, dueMs)).toBe(oracle.between(fromMs, dueMs))
  expect(code.deadline(calendar, rule, fromMs)).toBe(oracle.deadline(rule, fromMs))
}

const ODD_ZONES = [
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Africa/Casablanca',
  'America/St_Johns',
  'Africa/Cairo',
]
const ODD_ZONES_MORE = [
  'America/Nuuk',
  'America/Santiago',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Europe/Dublin',
  'Europe/Stockholm',
  'UTC',
]
/** When clocks did something strange: Samoa skipped a day, St John's changed at 00:01, Casablanca rests for Ramadan. */
const ODD_TIMES = [
  '2011-12-30T12:00Z',
  '2010-11-07T02:31Z',
  '2011-03-13T03:31Z',
  '2026-02-15T02:00Z',
  '2026-03-22T02:00Z',
]

const twoDigits = (value: number) => String(value).padStart(2, '0')
const time = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 4 })),
    fc.constantFrom(0, 0, 1, 15, 30, 45, 59),
  )
  .map(([hour, minute]) => `${twoDigits(hour)}:${twoDigits(minute)}`)
const window = fc.record({ from: time, to: fc.oneof(time, fc.constant('24:00')) })
const windows = fc.array(window, { minLength: 1, maxLength: 3 })
const closed: typeof windows = fc.constant([])
const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 })
const weekly = fc.array(fc.record({ days: weekdays, windows }), { minLength: 1, maxLength: 2 })
const minutesUpTo = (max: number) => fc.integer({ min: 1, max })
const rule: fc.Arbitrary<Deadline> = fc.oneof(
  fc.record({ kind: fc.constant('working' as const), minutes: minutesUpTo(240) }),
  fc.record({
    kind: fc.constant('working_same_day' as const),
    minutes: minutesUpTo(120),
    unlessUnderMinutes: minutesUpTo(60),
    thenMinutes: minutesUpTo(60),
  }),
  fc.record({ kind: fc.constant('close_of_next_day' as const) }),
)

/** Each zone's clock changes in a span of years, found by stepping through it with `Intl`. */
const changesOf = (zone: string, firstYear: number, lastYear: number): number[] => {
  const offset = offsetIn(zone)
  const changes: number[] = []
  for (let ms = Date.UTC(firstYear); ms < Date.UTC(lastYear + 1); ms += 7 * DAY_MS) {
    if (offset(ms) === offset(ms + 7 * DAY_MS)) continue
    let [low, high] = [ms, ms + 7 * DAY_MS]
    while (high - low > MINUTE_MS) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS
      if (offset(middle) === offset(low)) low = middle
      else high = middle
    }
    changes.push(high)
  }
  return changes
}

const offsetIn = (zone: string) => {
  const shows = wallClock(zone)
  return (ms: number) => shows(ms) - ms
}

export const caseAround = (zone: fc.Arbitrary<string>, momentMs: fc.Arbitrary<number>): fc.Arbitrary<Case> =>
  fc
    .record({
      zone,
      momentMs,
      weekly,
      exceptions: fc.uniqueArray(
        fc.record({ ahead: fc.integer({ min: -2, max: 9 }), windows: fc.oneof(closed, windows) }),
        {
          selector: ({ ahead }) => ahead,
          maxLength: 4,
        },
      ),
      before: fc.integer({ min: -3 * 1_440, max: 2 * 1_440 }),
      ms: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: MINUTE_MS - 1 })),
      minutes: fc.oneof(minutesUpTo(60), minutesUpTo(600)),
      rule,
    })
    .map(({ zone, momentMs, weekly, exceptions, before, ms, minutes, rule }) => ({
      calendar: {
        id: 'random',
        zone,
        weekly,
        exceptions: exceptions.map(({ ahead, windows }) => ({
          date: new Date(momentMs + ahead * DAY_MS).toISOString().slice(0, 10),
          windows,
        })),
      },
      fromMs: Math.floor(momentMs / MINUTE_MS) * MINUTE_MS + before * MINUTE_MS + ms,
      minutes,
      rule,
    }))
    // Windows that lie in a gap each week would be none, and some minutes a week fill no hour.
    .filter(({ calendar }) => calendar.weekly.some(({ windows }) => windows.some(isLong)))

const isLong = ({ from, to }: { from: string; to: string }) =>
  (to <= from ? 24 : 0) + Number(to.slice(0, 2)) - Number(from.slice(0, 2)) >= 4

export const zones = Intl.supportedValuesOf('timeZone')
const changes = new Map<string, number[]>()
export const changesFrom2020 = (zone: string): number[] => {
  const known = changes.get(zone) ?? changesOf(zone, 2020, 2037)
  changes.set(zone, known)
  return known
}

export const anyCase = fc.oneof(
  caseAround(
    fc.constantFrom(...ODD_ZONES, ...ODD_ZONES_MORE),
    fc.constantFrom(...ODD_TIMES.map((iso) => Date.parse(iso))),
  ),
  caseAround(fc.constantFrom(...zones), fc.integer({ min: Date.UTC(2005), max: Date.UTC(2037) })),
  fc
    .constantFrom(...ODD_ZONES.slice(0, 2), ...ODD_ZONES.slice(3), ...ODD_ZONES_MORE.slice(0, 3), 'Europe/Stockholm')
    .chain((zone) => caseAround(fc.constant(zone), fc.constantFrom(...changesFrom2020(zone)))),
)

export const check = (code: Implementation, cases: fc.Arbitrary<Case>, parameters: fc.Parameters<[Case]>): void =>
  fc.assert(
    fc.property(cases, (one) => agree(code, one)),
    { ...parameters, interruptAfterTimeLimit: 25 * 60_000, markInterruptAsFailure: true },
  )
