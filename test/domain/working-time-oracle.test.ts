import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import * as workingTime from '../../server/domain/workingTime.ts'
import type { Calendar } from '../../shared/calendar.ts'
import type { Deadline } from '../../shared/playbook.ts'
import { oracleOf, wallClock } from '../support/oracle.ts'

const IS_LONG = process.env.BATON_LONG === '1'
const CASES = IS_LONG ? 100_000 : 2_000
const FRESH_SEED = Date.now() & 0x7fffffff
const FIXED_SEED = 20_260_717
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Long enough for each `minutes` of a generated calendar, which opens some hours a week. */
const SEEN_DAYS = 40

type Case = { calendar: Calendar; fromMs: number; minutes: number; rule: Deadline }
type Implementation = Pick<typeof workingTime, 'addWorking' | 'deadline' | 'openWindows' | 'workingMsBetween'>

/** Whether the code under test says what the oracle says; throws what differs. */
const agree = (code: Implementation, { calendar, fromMs, minutes, rule }: Case): void => {
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

const zones = Intl.supportedValuesOf('timeZone')
const changes = new Map<string, number[]>()
const changesFrom2020 = (zone: string): number[] => {
  const known = changes.get(zone) ?? changesOf(zone, 2020, 2037)
  changes.set(zone, known)
  return known
}

const anyCase = fc.oneof(
  caseAround(
    fc.constantFrom(...ODD_ZONES, ...ODD_ZONES_MORE),
    fc.constantFrom(...ODD_TIMES.map((iso) => Date.parse(iso))),
  ),
  caseAround(fc.constantFrom(...zones), fc.integer({ min: Date.UTC(2005), max: Date.UTC(2037) })),
  fc
    .constantFrom(...ODD_ZONES.slice(0, 2), ...ODD_ZONES.slice(3), ...ODD_ZONES_MORE.slice(0, 3), 'Europe/Stockholm')
    .chain((zone) => caseAround(fc.constant(zone), fc.constantFrom(...changesFrom2020(zone)))),
)

const check = (code: Implementation, cases: fc.Arbitrary<Case>, parameters: fc.Parameters<[Case]>): void =>
  fc.assert(
    fc.property(cases, (one) => agree(code, one)),
    { ...parameters, interruptAfterTimeLimit: 25 * 60_000, markInterruptAsFailure: true },
  )

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
    console.log(`${count} clock changes of ${[...changes.values()].filter((all) => all.length > 0).length} zones`)
    expect(count).toBeGreaterThan(IS_LONG ? 4_000 : 100)
  })
})

describe('the comparison notices', () => {
  const { addWorking } = workingTime
  const windowsAt = (calendar: Calendar, atMs: number) => workingTime.openWindows(calendar, atMs - 1, atMs + 1)
  const fixedOffset = (calendar: Calendar, atMs: number): Calendar => ({
    ...calendar,
    zone: Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(calendar.zone).offset,
  })
  const wrong: Record<string, Implementation['addWorking']> = {
    'a clock that runs when closed': (_, fromMs, minutes) => fromMs + minutes * MINUTE_MS,
    'week-ends that are worked': (calendar, ...rest) =>
      addWorking(
        { ...calendar, weekly: calendar.weekly.map((rule) => ({ ...rule, days: [1, 2, 3, 4, 5, 6, 7] })) },
        ...rest,
      ),
    'exceptions that are overlooked': (calendar, ...rest) => addWorking({ ...calendar, exceptions: [] }, ...rest),
    'one offset for the whole span': (calendar, fromMs, minutes) =>
      addWorking(fixedOffset(calendar, fromMs), fromMs, minutes),
    'a due time at the close that moves to the next opening': (calendar, fromMs, minutes) => {
      const dueMs = addWorking(calendar, fromMs, minutes)
      return windowsAt(calendar, dueMs).some(({ endMs }) => endMs > dueMs)
        ? dueMs
        : addWorking(calendar, dueMs, 1) - MINUTE_MS
    },
    'only the first window of a day': (calendar, ...rest) =>
      addWorking(
        { ...calendar, weekly: calendar.weekly.map((rule) => ({ ...rule, windows: rule.windows.slice(0, 1) })) },
        ...rest,
      ),
    'windows over midnight that end there': (calendar, ...rest) => addWorking(endingAtMidnight(calendar), ...rest),
    'seconds that are dropped': (calendar, fromMs, minutes) =>
      addWorking(calendar, fromMs - (fromMs % MINUTE_MS), minutes),
    'overlaps that are counted twice': (calendar, ...rest) =>
      plainly(calendar, ...rest, { overlap: 'twice', disambiguation: 'compatible' }),
    'the second of an ambiguous time': (calendar, ...rest) =>
      plainly(calendar, ...rest, { overlap: 'once', disambiguation: 'later' }),
    'a missing time that moves backward': (calendar, ...rest) =>
      plainly(calendar, ...rest, { overlap: 'once', disambiguation: 'earlier' }),
  }
  const endingAtMidnight = (calendar: Calendar): Calendar => ({
    ...calendar,
    weekly: calendar.weekly.map((rule) => ({
      ...rule,
      windows: rule.windows.map(({ from, to }) => ({ from, to: to <= from ? '24:00' : to })),
    })),
  })
  test.each(Object.entries(wrong))('%s', { timeout: 60_000 }, (_, addWorkingWrongly) => {
    const mutant = { ...workingTime, addWorking: addWorkingWrongly }
    expect(() => check(mutant, anyCase, { seed: FIXED_SEED, numRuns: CASES, endOnFailure: true })).toThrow(
      'Property failed',
    )
  })
  test('but not the same thing said in another way', { timeout: 60_000 }, () => {
    const other = {
      ...workingTime,
      addWorking: (calendar: Calendar, fromMs: number, minutes: number) =>
        plainly(calendar, fromMs, minutes, { overlap: 'once', disambiguation: 'compatible' }),
    }
    check(other, anyCase, { seed: FIXED_SEED, numRuns: 300 })
  })
})

type Habits = { overlap: 'once' | 'twice'; disambiguation: 'compatible' | 'earlier' | 'later' }

/** Another `addWorking`, without caches and look-ahead, whose habits can be set wrong. */
const plainly = (calendar: Calendar, fromMs: number, minutes: number, { overlap, disambiguation }: Habits): number => {
  const first = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(calendar.zone).toPlainDate()
  const found: { startMs: number; endMs: number }[] = []
  for (let ahead = -4; ahead < SEEN_DAYS; ahead++) {
    const date = first.add({ days: ahead })
    const edge = (on: Temporal.PlainDate, clock: string) =>
      (clock === '24:00' ? on.add({ days: 1 }).toPlainDateTime('00:00') : on.toPlainDateTime(clock)).toZonedDateTime(
        calendar.zone,
        { disambiguation },
      ).epochMilliseconds
    const exception = calendar.exceptions.find((one) => one.date === date.toString())
    const rules = exception ? [exception] : calendar.weekly.filter(({ days }) => days.includes(date.dayOfWeek))
    for (const { from, to } of rules.flatMap(({ windows }) => windows)) {
      found.push({ startMs: edge(date, from), endMs: edge(to <= from ? date.add({ days: 1 }) : date, to) })
    }
  }
  let leftMs = minutes * MINUTE_MS
  let doneMs = fromMs
  for (const { startMs, endMs } of found.sort((a, b) => a.startMs - b.startMs)) {
    const openMs = Math.max(startMs, overlap === 'once' ? doneMs : fromMs)
    if (endMs <= openMs) continue
    if (leftMs <= endMs - openMs) return openMs + leftMs
    leftMs -= endMs - openMs
    doneMs = endMs
  }
  return doneMs
}
