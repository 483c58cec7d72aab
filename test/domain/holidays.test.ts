import { describe, expect, test } from 'vitest'
import { alwaysOpen } from '../../server/domain/alwaysOpen.ts'
import { officeHours } from '../../server/domain/defaultPlaybook.ts'
import { holidayNotice, withFile, withHolidays, withoutHolidays } from '../../server/domain/holidays.ts'
import { addWorking, calendarProblem, deadline } from '../../server/domain/workingTime.ts'
import { Calendar, type DatedWindows } from '../../shared/calendar.ts'
import type { Deadline } from '../../shared/point.ts'

const office = officeHours('office', 'Europe/Stockholm')
const day = (date: string, next: string, name = 'Closed') => ({ name, from: `${date}T00:00`, to: `${next}T00:00` })
/** Midsummer of 2026 with a half day before it. 19 June is a Friday. */
const midsummer = [
  { name: 'Day before', from: '2026-06-18T12:00', to: '2026-06-19T00:00' },
  day('2026-06-19', '2026-06-20', 'Midsummer Eve'),
  day('2026-06-20', '2026-06-21', 'Midsummer Day'),
]
const until = '2029-12-31'
const closed = withHolidays(office, midsummer, until)
const highTouch: Deadline = { kind: 'working_same_day', minutes: 60, unlessUnderMinutes: 30, thenMinutes: 30 }
const due = (calendar: Calendar, rule: Deadline, from: string): string =>
  new Date(deadline(calendar, rule, Date.parse(from))).toISOString()

describe('a calendar with holidays', () => {
  test('is one that a playbook stores, and so is one of before there were any', () => {
    const stored = { ...closed, name: 'Office', holidays: { country: 'SE', types: ['public', 'bank'] } }
    expect(Calendar.parse(stored)).toEqual(stored)
    const before = { id: 'office', zone: 'UTC', weekly: [], exceptions: [{ date: '2026-06-19', windows: [] }] }
    expect(Calendar.parse(before)).toEqual(before)
    expect(Calendar.parse({ id: 'office', zone: 'UTC', weekly: [] }).exceptions).toEqual([])
    for (const holidays of [{ country: 'Sweden' }, { country: 'SE', types: [] }, { country: 'SE', until: '2030' }]) {
      expect(Calendar.safeParse({ ...office, holidays }).success).toBe(false)
    }
  })
  test('closes whole days, shortens half days, and says nothing of what is closed anyway', () => {
    expect(closed.exceptions).toEqual([
      { date: '2026-06-18', windows: [{ from: '09:00', to: '12:00' }], name: 'Day before', origin: 'holidays' },
      { date: '2026-06-19', windows: [], name: 'Midsummer Eve', origin: 'holidays' },
    ])
    expect(closed.holidaysUntil).toBe(until)
    expect(calendarProblem(closed)).toBeNull()
  })
  test('lets deadlines jump over them', () => {
    expect(due(closed, highTouch, '2026-06-18T11:10+02:00')).toBe('2026-06-18T10:00:00.000Z')
    expect(due(closed, highTouch, '2026-06-18T11:40+02:00')).toBe('2026-06-22T07:30:00.000Z')
    expect(due(closed, highTouch, '2026-06-19T11:00+02:00')).toBe('2026-06-22T08:00:00.000Z')
    expect(due(closed, { kind: 'close_of_next_day' }, '2026-06-17T18:00+02:00')).toBe('2026-06-18T10:00:00.000Z')
    expect(due(closed, { kind: 'close_of_next_day' }, '2026-06-18T10:00+02:00')).toBe('2026-06-22T15:00:00.000Z')
    expect(new Date(addWorking(closed, Date.parse('2026-06-18T11:00+02:00'), 120)).toISOString()).toBe(
      '2026-06-22T08:00:00.000Z',
    )
  })
  test('keeps what a person wrote for the same date', () => {
    const written = { date: '2026-06-19', windows: [{ from: '10:00', to: '11:00' }] }
    const own = withHolidays({ ...office, exceptions: [written] }, midsummer, until)
    expect(own.exceptions.filter(({ date }) => date === '2026-06-19')).toEqual([written])
    expect(due(own, highTouch, '2026-06-18T13:00+02:00')).toBe('2026-06-19T09:00:00.000Z')
  })
  test('is the same when it is worked out again, and forgets what no longer holds', () => {
    expect(withHolidays(closed, midsummer, until)).toEqual(closed)
    expect(withHolidays(closed, midsummer.slice(1), until)).toEqual(withHolidays(office, midsummer.slice(1), until))
    expect(withoutHolidays(closed)).toEqual(office)
  })
  test('knows none after the date until which it knows them', () => {
    expect(withHolidays(office, midsummer, '2026-06-18').exceptions.map(({ date }) => date)).toEqual(['2026-06-18'])
  })
  test('keeps two that meet on one date apart in name only', () => {
    const both = [...midsummer.slice(0, 1), { name: 'Early', from: '2026-06-18T00:00', to: '2026-06-18T10:00' }]
    expect(withHolidays(office, both, until).exceptions).toEqual([
      { date: '2026-06-18', windows: [{ from: '10:00', to: '12:00' }], name: 'Day before, Early', origin: 'holidays' },
    ])
  })
})

describe('shifts over midnight', () => {
  const night = officeHours('night', 'UTC', '22:00', '06:00')
  test('that begin on a holiday are closed to their end, and one that began before it runs on', () => {
    const nights = withHolidays(night, [day('2026-06-18', '2026-06-19')], until)
    expect(nights.exceptions.map(({ date, windows }) => [date, windows])).toEqual([['2026-06-18', []]])
    expect(due(nights, { kind: 'working', minutes: 60 }, '2026-06-18T05:30Z')).toBe('2026-06-19T22:30:00.000Z')
  })
  test('are cut where a holiday begins or ends in the evening', () => {
    const sunset = { name: 'From sunset to sunset', from: '2026-06-17T18:00', to: '2026-06-18T23:00' }
    expect(withHolidays(night, [sunset], until).exceptions.map(({ date, windows }) => [date, windows])).toEqual([
      ['2026-06-17', []],
      ['2026-06-18', [{ from: '23:00', to: '06:00' }]],
    ])
  })
  test('of 24 hours keep their hours after midnight', () => {
    const long = officeHours('long', 'UTC', '10:00', '10:00')
    const morning = [{ name: 'Morning', from: '2026-06-18T00:00', to: '2026-06-18T12:00' }]
    expect(withHolidays(long, morning, until).exceptions[0]?.windows).toEqual([{ from: '12:00', to: '10:00' }])
  })
})

describe('dates of a file', () => {
  const filed = (date: string): DatedWindows => ({ date, windows: [], name: 'Works outing', origin: 'file' })
  test('come after what a person wrote, before the tables, and replace those of an earlier file', () => {
    const written = { date: '2026-06-17', windows: [{ from: '09:00', to: '10:00' }] }
    const first = withFile({ ...closed, exceptions: [...closed.exceptions, written] }, [filed('2026-06-01')])
    const second = withFile(first, [filed('2026-06-17'), filed('2026-06-18')])
    expect(second.exceptions).toEqual([
      written,
      filed('2026-06-18'),
      { date: '2026-06-19', windows: [], name: 'Midsummer Eve', origin: 'holidays' },
    ])
    expect(withHolidays(second, midsummer, until)).toEqual(second)
  })
})

describe('what is worth a word', () => {
  const swedish = { ...office, holidays: { country: 'SE' } }
  const known = withHolidays(swedish, midsummer, until)
  test('is that holidays end within a year', () => {
    expect(holidayNotice(known, '2026-06-01')).toBeNull()
    expect(holidayNotice(known, '2028-12-31')).toBeNull()
    expect(holidayNotice(known, '2029-01-01')).toBe(
      'Calendar «office»: holidays are only known until 2029-12-31. Publish the playbook again to look further ahead.',
    )
  })
  test('that a file ends, and that nothing is published yet', () => {
    const filed = withFile(office, [{ date: '2026-12-24', windows: [] }])
    expect(holidayNotice(filed, '2025-06-01')).toBeNull()
    expect(holidayNotice(filed, '2026-06-01')).toMatch('until 2026-12-24, the last date of its file')
    expect(holidayNotice(swedish, '2026-06-01')).toMatch('once the playbook is published')
    expect(holidayNotice(office, '2026-06-01')).toBeNull()
  })
})

test('a calendar that is always open never pauses, and keeps holidays only when it is told to', () => {
  const always = alwaysOpen('always', 'Europe/Stockholm')
  expect(Calendar.parse(always)).toEqual(always)
  expect(calendarProblem(always)).toBeNull()
  expect(due(always, { kind: 'working', minutes: 240 }, '2026-03-28T23:00Z')).toBe('2026-03-29T03:00:00.000Z')
  expect(due(always, { kind: 'close_of_next_day' }, '2026-12-24T12:00Z')).toBe('2026-12-25T23:00:00.000Z')
})
