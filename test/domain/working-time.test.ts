import { describe, expect, test } from 'vitest'
import {
  addWorking,
  calendarProblem,
  deadline,
  openWindows,
  workingMsBetween,
} from '../../server/domain/workingTime.ts'
import type { Calendar } from '../../shared/calendar.ts'
import type { Deadline } from '../../shared/point.ts'

const WORKDAYS = [1, 2, 3, 4, 5]
const calendar = (over: Partial<Calendar> = {}): Calendar => ({
  id: 'office',
  zone: 'Europe/Stockholm',
  weekly: [{ days: WORKDAYS, windows: [{ from: '09:00', to: '17:00' }] }],
  exceptions: [],
  ...over,
})
const always = (zone = 'UTC'): Calendar =>
  calendar({ zone, weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], windows: [{ from: '00:00', to: '24:00' }] }] })
const weekly = (from: string, to: string, days = WORKDAYS) => [{ days, windows: [{ from, to }] }]
const at = (iso: string): number => Date.parse(iso)
const iso = (ms: number): string => new Date(ms).toISOString()
const spans = (found: ReturnType<typeof openWindows>) => found.map((w) => `${w.day} ${iso(w.startMs)} ${iso(w.endMs)}`)

const office = calendar()
const highAccept: Deadline = { kind: 'working', minutes: 15 }
const highTouch: Deadline = { kind: 'working_same_day', minutes: 60, unlessUnderMinutes: 30, thenMinutes: 30 }
const mediumTouch: Deadline = { kind: 'close_of_next_day' }
const due = (rule: Deadline, from: string, on = office): string => iso(deadline(on, rule, at(from)))

// 17 July 2026 is a Friday; Stockholm is then two hours ahead of UTC.
describe('an office that works Monday to Friday, 9 to 17', () => {
  test('one hour from Saturday 15:00 is due Monday 10:00', () => {
    expect(iso(addWorking(office, at('2026-07-18T15:00+02:00'), 60))).toBe('2026-07-20T08:00:00.000Z')
  })
  test('one hour from Friday 16:00 is due at the close, not at the next opening', () => {
    expect(iso(addWorking(office, at('2026-07-17T16:00+02:00'), 60))).toBe('2026-07-17T15:00:00.000Z')
  })
  test('no minutes are over at once, also when closed', () => {
    expect(addWorking(office, at('2026-07-18T15:00+02:00'), 0)).toBe(at('2026-07-18T15:00+02:00'))
  })
  test('at the close nothing is left of the day', () => {
    expect(due(highAccept, '2026-07-17T17:00+02:00')).toBe('2026-07-20T07:15:00.000Z')
  })
  test('a high touch is due within the hour, at the latest at the close, or soon after the next opening', () => {
    expect(due(highTouch, '2026-07-17T10:00+02:00')).toBe('2026-07-17T09:00:00.000Z')
    expect(due(highTouch, '2026-07-17T16:10+02:00')).toBe('2026-07-17T15:00:00.000Z')
    expect(due(highTouch, '2026-07-17T16:30+02:00')).toBe('2026-07-17T15:00:00.000Z')
    expect(due(highTouch, '2026-07-17T16:40+02:00')).toBe('2026-07-20T07:30:00.000Z')
  })
  test('a high touch that arrives when closed has its hour from the next opening', () => {
    expect(due(highTouch, '2026-07-18T15:00+02:00')).toBe('2026-07-20T08:00:00.000Z')
  })
  test('a medium touch is due at the close of the next business day', () => {
    expect(due(mediumTouch, '2026-07-17T10:00+02:00')).toBe('2026-07-20T15:00:00.000Z')
    expect(due(mediumTouch, '2026-07-18T10:00+02:00')).toBe('2026-07-20T15:00:00.000Z')
    expect(due(mediumTouch, '2026-07-17T20:00+02:00')).toBe('2026-07-20T15:00:00.000Z')
  })
  test('the hours before the opening belong to that day', () => {
    expect(due(mediumTouch, '2026-07-20T07:00+02:00')).toBe('2026-07-21T15:00:00.000Z')
  })
  test('a week holds forty hours', () => {
    expect(workingMsBetween(office, at('2026-07-13T00:00Z'), at('2026-07-20T00:00Z'))).toBe(40 * 3_600_000)
    expect(workingMsBetween(office, at('2026-07-20T00:00Z'), at('2026-07-13T00:00Z'))).toBe(0)
    expect(workingMsBetween(office, at('2026-07-17T12:00Z'), at('2026-07-17T10:00Z'))).toBe(0)
  })
})

describe('windows', () => {
  test('several a day are apart, overlapping and adjacent ones are one', () => {
    const split = calendar({
      weekly: [
        ...weekly('09:00', '12:00', [5]),
        ...weekly('13:00', '15:00', [5]),
        ...weekly('14:00', '16:00', [5]),
        ...weekly('16:00', '17:00', [5]),
      ],
    })
    expect(spans(openWindows(split, at('2026-07-17T10:00+02:00'), at('2026-07-19T00:00Z')))).toEqual([
      '2026-07-17 2026-07-17T08:00:00.000Z 2026-07-17T10:00:00.000Z',
      '2026-07-17 2026-07-17T11:00:00.000Z 2026-07-17T15:00:00.000Z',
    ])
    expect(due(highTouch, '2026-07-17T11:40+02:00', split)).toBe('2026-07-17T11:40:00.000Z')
    expect(due(mediumTouch, '2026-07-17T12:30+02:00', split)).toBe('2026-07-24T15:00:00.000Z')
  })
  test('a night shift belongs to the day on which it began', () => {
    const night = calendar({ weekly: weekly('22:00', '06:00') })
    expect(spans(openWindows(night, at('2026-07-18T00:30Z'), at('2026-07-19T00:30Z')))).toEqual([
      '2026-07-17 2026-07-18T00:30:00.000Z 2026-07-18T04:00:00.000Z',
    ])
    expect(due(highTouch, '2026-07-18T05:15+02:00', night)).toBe('2026-07-18T04:00:00.000Z')
    expect(due(highTouch, '2026-07-18T05:45+02:00', night)).toBe('2026-07-20T20:30:00.000Z')
    expect(due(mediumTouch, '2026-07-18T05:45+02:00', night)).toBe('2026-07-21T04:00:00.000Z')
  })
  test('two shifts that overlap are counted once, and the earlier day keeps the overlap', () => {
    const shifts = calendar({
      zone: 'UTC',
      weekly: [...weekly('22:00', '06:00', [1]), ...weekly('05:00', '13:00', [2])],
    })
    expect(workingMsBetween(shifts, at('2026-07-20T00:00Z'), at('2026-07-22T00:00Z'))).toBe(15 * 3_600_000)
    expect(due(highTouch, '2026-07-21T05:45Z', shifts)).toBe('2026-07-21T06:30:00.000Z')
  })
  test('an exception closes a day or gives it other windows', () => {
    const holidays = calendar({
      exceptions: [
        { date: '2026-07-17', windows: [{ from: '09:00', to: '12:00' }] },
        { date: '2026-07-20', windows: [] },
        { date: '2026-07-25', windows: [{ from: '10:00', to: '11:00' }] },
      ],
    })
    expect(due(highAccept, '2026-07-17T12:00+02:00', holidays)).toBe('2026-07-21T07:15:00.000Z')
    expect(due(mediumTouch, '2026-07-24T12:00+02:00', holidays)).toBe('2026-07-25T09:00:00.000Z')
  })
  test('round the clock never pauses', () => {
    expect(iso(addWorking(always(), at('2026-07-18T23:50:30Z'), 15))).toBe('2026-07-19T00:05:30.000Z')
  })
})

describe('clock changes', () => {
  test('a missing edge moves forward, and the day is an hour shorter', () => {
    const early = calendar({ weekly: weekly('02:30', '10:00', [7]) })
    expect(spans(openWindows(early, at('2026-03-28T12:00Z'), at('2026-03-30T00:00Z')))).toEqual([
      '2026-03-29 2026-03-29T01:30:00.000Z 2026-03-29T08:00:00.000Z',
    ])
    expect(workingMsBetween(always('Europe/Stockholm'), at('2026-03-28T23:00Z'), at('2026-03-29T22:00Z'))).toBe(
      23 * 3_600_000,
    )
  })
  test('an ambiguous edge is the first of the two', () => {
    const early = calendar({ weekly: weekly('02:30', '04:00', [7]) })
    expect(spans(openWindows(early, at('2026-10-24T12:00Z'), at('2026-10-26T00:00Z')))).toEqual([
      '2026-10-25 2026-10-25T00:30:00.000Z 2026-10-25T03:00:00.000Z',
    ])
  })
  test('a window whose edges the change turns round is none', () => {
    const early = calendar({ weekly: weekly('02:30', '03:15', [7]) })
    expect(openWindows(early, at('2026-03-28T12:00Z'), at('2026-03-30T00:00Z'))).toEqual([])
  })
  test('on Lord Howe the clock moves by half an hour', () => {
    const howe = always('Australia/Lord_Howe')
    const sunday = openWindows(howe, at('2026-10-03T13:30Z'), at('2026-10-04T13:00Z'))
    expect(sunday.map(({ day, startMs, endMs }) => [day, (endMs - startMs) / 3_600_000])).toEqual([
      ['2026-10-04', 23.5],
    ])
  })
  test('on the day after the one that Samoa skipped, overlapping windows are one, which began before those that moved', () => {
    const samoa = calendar({
      zone: 'Pacific/Apia',
      weekly: [...weekly('01:00', '04:45', [5, 6]), ...weekly('00:00', '04:00', [6])],
    })
    expect(spans(openWindows(samoa, at('2011-12-31T02:00+14:00'), at('2011-12-31T06:00+14:00')))).toEqual([
      '2011-12-31 2011-12-30T12:00:00.000Z 2011-12-30T14:45:00.000Z',
    ])
  })
  test('on the day that Samoa skipped, its windows move to the next', () => {
    const samoa = calendar({ zone: 'Pacific/Apia' })
    expect(iso(addWorking(samoa, at('2011-12-29T17:00-10:00'), 60))).toBe('2011-12-30T20:00:00.000Z')
  })
})

describe('a calendar that cannot be used', () => {
  test('is refused with a sentence that names it', () => {
    expect(calendarProblem(office)).toBeNull()
    expect(calendarProblem(calendar({ zone: 'Europe/Nowhere' }))).toBe(
      'Calendar «office»: «Europe/Nowhere» is no IANA time zone.',
    )
    expect(calendarProblem(calendar({ zone: '+02:00' }))).toMatch('is no IANA time zone')
    expect(calendarProblem(calendar({ weekly: [] }))).toBe('Calendar «office» has no working time within 400 days.')
    expect(calendarProblem(calendar({ weekly: [{ days: WORKDAYS, windows: [] }] }))).toMatch('no working time')
  })
  test('a year of closed dates is fine, more than 400 days are not', () => {
    const closedFor = (days: number) =>
      calendar({
        exceptions: Array.from({ length: days }, (_, day) => ({
          date: iso(at('2026-01-05') + day * 86_400_000).slice(0, 10),
          windows: [],
        })),
      })
    expect(calendarProblem(closedFor(365))).toBeNull()
    expect(calendarProblem(closedFor(410))).toMatch('no working time within 400 days')
    expect(() => addWorking(closedFor(410), at('2026-01-05T00:00Z'), 1)).toThrow(RangeError)
    expect(iso(addWorking(closedFor(365), at('2026-01-05T00:00Z'), 1))).toBe('2027-01-05T08:01:00.000Z')
  })
  test('asking it for a time throws instead of looking for ever', () => {
    const closed = calendar({ weekly: [] })
    for (const rule of [highAccept, highTouch, mediumTouch]) {
      expect(() => deadline(closed, rule, at('2026-07-17T10:00Z'))).toThrow(
        'Calendar «office» has no working time within 400 days.',
      )
    }
    expect(() => addWorking(office, 0, -1)).toThrow(RangeError)
    expect(() => addWorking(office, 0, Infinity)).toThrow(RangeError)
  })
})
