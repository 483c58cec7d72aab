import assert from 'node:assert/strict'
import fc from 'fast-check'
import { withHolidays, type LocalHoliday } from '../../server/domain/holidays.ts'
import * as workingTime from '../../server/domain/workingTime.ts'
import type { Calendar } from '../../shared/calendar.ts'
import type { Deadline } from '../../shared/point.ts'
import { oracleOf, wallClock } from './oracle.ts'
import { zones } from './zones.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** `calendar` as people write it, `holidays` what tables say beside it. */
type Case = { calendar: Calendar; holidays: LocalHoliday[]; fromMs: number; minutes: number; rule: Deadline }
export type Implementation = Pick<
  typeof workingTime,
  'addWorking' | 'deadline' | 'openWindows' | 'workingMsBetween'
> & { withHolidays: typeof withHolidays }

export const OURS: Implementation = { ...workingTime, withHolidays }

/** Whether the code under test says what the oracle says; throws what differs. */
export const agree = (code: Implementation, { calendar: written, holidays, fromMs, minutes, rule }: Case): void => {
  const oracle = oracleOf(written, fromMs, holidays)
  const calendar = code.withHolidays(written, holidays, '2099-12-31')
  const dueMs = oracle.add(fromMs, minutes)
  assert.equal(code.addWorking(calendar, fromMs, minutes), dueMs)
  assert.deepEqual(code.openWindows(calendar, fromMs, dueMs), oracle.windows(fromMs, dueMs))
  assert.equal(code.workingMsBetween(calendar, fromMs, dueMs), oracle.between(fromMs, dueMs))
  assert.equal(code.deadline(calendar, rule, fromMs), oracle.deadline(rule, fromMs))
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

const quarters = (min: number, max: number) => fc.integer({ min, max }).map((quarter) => quarter * 15)
/** Minutes before the moment, at any millisecond; often on a quarter of an hour, where windows begin and end. */
const start = fc.oneof(
  fc.record({
    stepMs: fc.constant(MINUTE_MS),
    before: fc.integer({ min: -3 * 1_440, max: 2 * 1_440 }),
    ms: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: MINUTE_MS - 1 })),
  }),
  fc.record({ stepMs: fc.constant(15 * MINUTE_MS), before: quarters(-3 * 96, 2 * 96), ms: fc.constant(0) }),
)

/** Many are whole days; the others begin or end at some minute, as evenings and half days do. */
const holiday = fc.record({
  ahead: fc.integer({ min: -3, max: 9 }),
  fromMinute: fc.oneof(fc.constant(0), fc.constant(0), fc.constant(720), fc.integer({ min: 0, max: 1_439 })),
  minutes: fc.oneof(fc.constant(1_440), fc.constant(1_440), fc.constant(720), fc.integer({ min: 1, max: 3_000 })),
})
const wallText = (ms: number) => new Date(ms).toISOString().slice(0, 16)

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

const caseAround = (zone: fc.Arbitrary<string>, momentMs: fc.Arbitrary<number>): fc.Arbitrary<Case> =>
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
      holidays: fc.array(holiday, { maxLength: 3 }),
      start,
      minutes: fc.oneof(minutesUpTo(60), minutesUpTo(600), quarters(1, 40)),
      rule,
    })
    .map(({ zone, momentMs, weekly, exceptions, holidays, start, minutes, rule }) => ({
      calendar: {
        id: 'random',
        zone,
        weekly,
        exceptions: exceptions.map(({ ahead, windows }) => ({
          date: new Date(momentMs + ahead * DAY_MS).toISOString().slice(0, 10),
          windows,
        })),
      },
      holidays: holidays.map(({ ahead, fromMinute, minutes }) => {
        const wallMs = (Math.floor(momentMs / DAY_MS) + ahead) * DAY_MS + fromMinute * MINUTE_MS
        return { name: 'Closed', from: wallText(wallMs), to: wallText(wallMs + minutes * MINUTE_MS) }
      }),
      fromMs: Math.floor(momentMs / start.stepMs) * start.stepMs + start.before * MINUTE_MS + start.ms,
      minutes,
      rule,
    }))
    // Windows that lie in a gap each week would be none, and some minutes a week fill no hour.
    .filter(({ calendar }) => calendar.weekly.some(({ windows }) => windows.some(isLong)))

const isLong = ({ from, to }: { from: string; to: string }) =>
  (to <= from ? 24 : 0) + Number(to.slice(0, 2)) - Number(from.slice(0, 2)) >= 4

const everyZone = zones()
const changes = new Map<string, number[]>()
const changesFrom2020 = (zone: string): number[] => {
  const known = changes.get(zone) ?? changesOf(zone, 2020, 2037)
  changes.set(zone, known)
  return known
}

/** The zones whose clocks change from 2020 to 2037, and when. */
export const changedZones = (): { zone: string; changesMs: number[] }[] =>
  everyZone.map((zone) => ({ zone, changesMs: changesFrom2020(zone) })).filter(({ changesMs }) => changesMs.length > 0)

export const anyCase = fc.oneof(
  caseAround(
    fc.constantFrom(...ODD_ZONES, ...ODD_ZONES_MORE),
    fc.constantFrom(...ODD_TIMES.map((iso) => Date.parse(iso))),
  ),
  caseAround(fc.constantFrom(...everyZone), fc.integer({ min: Date.UTC(2005), max: Date.UTC(2037) })),
  fc
    .constantFrom(...ODD_ZONES.slice(0, 2), ...ODD_ZONES.slice(3), ...ODD_ZONES_MORE.slice(0, 3), 'Europe/Stockholm')
    .chain((zone) => caseAround(fc.constant(zone), fc.constantFrom(...changesFrom2020(zone)))),
)

export const check = (code: Implementation, cases: fc.Arbitrary<Case>, parameters: fc.Parameters<[Case]>): void =>
  fc.assert(
    fc.property(cases, (one) => agree(code, one)),
    { ...parameters, interruptAfterTimeLimit: 25 * 60_000, markInterruptAsFailure: true },
  )

/** Cases in a zone within days of one of its clock changes. */
export const checkChange = (code: Implementation, zone: string, changeMs: number, parameters: fc.Parameters<[Case]>) =>
  check(code, caseAround(fc.constant(zone), fc.constant(changeMs)), parameters)
