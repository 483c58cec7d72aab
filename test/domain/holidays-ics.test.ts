import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { holidaysFromIcs } from '../../server/calendars/holidaysFromIcs.ts'
import { law, seedLine } from '../support/law.ts'

beforeAll(() => console.info(seedLine()))

const SPAN = { from: '2026-01-01', until: '2029-12-31' }
const lines = (...all: string[]): string => `${all.join('\r\n')}\r\n`
const calendar = (...events: string[][]): string =>
  lines(
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Example//Holidays//EN',
    ...events.flatMap((event, i) => ['BEGIN:VEVENT', `UID:${i}@example.com`, ...event, 'END:VEVENT']),
    'END:VCALENDAR',
  )
const taken = (text: string, span = SPAN): string[] => {
  const found = holidaysFromIcs(text, span)
  if ('problem' in found) throw new Error(found.problem)
  return found.exceptions.map(({ date, name }) => `${date} ${name}`)
}
const problem = (text: string): string => {
  const found = holidaysFromIcs(text, SPAN)
  return 'problem' in found ? found.problem : 'none'
}

describe('an iCalendar file closes', () => {
  test('one date for an all-day event, with or without an end', () => {
    expect(
      taken(
        calendar(
          ['DTSTART;VALUE=DATE:20260619', 'DTEND;VALUE=DATE:20260620', 'SUMMARY:Midsummer Eve'],
          ['DTSTART;VALUE=DATE:20261224', 'SUMMARY:Christmas Eve', 'TRANSP:TRANSPARENT'],
          ['DTSTART;VALUE=DATE:20261231', 'DTEND;VALUE=DATE:20261231'],
        ),
      ),
    ).toEqual(['2026-06-19 Midsummer Eve', '2026-12-24 Christmas Eve', '2026-12-31 Closed'])
  })
  test('each date of one that lasts several days, by its end or its length, within the span', () => {
    const week = ['2026-07-13 Stängt', '2026-07-14 Stängt', '2026-07-15 Stängt']
    const start = ['DTSTART;VALUE=DATE:20260713', 'SUMMARY:Stängt']
    expect(taken(calendar([...start, 'DTEND;VALUE=DATE:20260716']))).toEqual(week)
    expect(taken(calendar([...start, 'DURATION:P3D']))).toEqual(week)
    expect(taken(calendar([...start, 'DURATION:P3D']), { from: '2026-07-14', until: '2026-07-14' })).toEqual([week[1]])
  })
  test('a day that a program wrote without its type, or as midnight to midnight', () => {
    expect(taken(calendar(['DTSTART:20260619', 'SUMMARY:A']))).toEqual(['2026-06-19 A'])
    const outlook = [
      'DTSTART;TZID=W. Europe Standard Time:20260619T000000',
      'DTEND;TZID=W. Europe Standard Time:20260621T000000',
    ]
    expect(taken(calendar([...outlook, 'SUMMARY:B']))).toEqual(['2026-06-19 B', '2026-06-20 B'])
  })
  test('what is repeated each year, by date or by weekday, with its end, exceptions and additions', () => {
    const christmas = ['DTSTART;VALUE=DATE:20201225', 'SUMMARY:Christmas', 'RRULE:FREQ=YEARLY']
    expect(taken(calendar(christmas))).toEqual(
      ['2026', '2027', '2028', '2029'].map((year) => `${year}-12-25 Christmas`),
    )
    const thanks = [
      'DTSTART;VALUE=DATE:20201126',
      'SUMMARY:Thanks',
      'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20281130',
    ]
    expect(taken(calendar(thanks))).toEqual(['2026-11-26 Thanks', '2027-11-25 Thanks', '2028-11-23 Thanks'])
    const less = [...christmas, 'EXDATE;VALUE=DATE:20271225,20281225', 'RDATE;VALUE=DATE:20260107']
    expect(taken(calendar(less))).toEqual(['2026-01-07 Christmas', '2026-12-25 Christmas', '2029-12-25 Christmas'])
    const leap = ['DTSTART;VALUE=DATE:20200229', 'SUMMARY:Leap', 'RRULE:FREQ=YEARLY']
    expect(taken(calendar(leap))).toEqual(['2028-02-29 Leap'])
  })
  test('a repeated one that began before the span and reaches into it', () => {
    const newYear = ['DTSTART;VALUE=DATE:20201230', 'DURATION:P4D', 'SUMMARY:N', 'RRULE:FREQ=YEARLY']
    expect(taken(calendar(newYear), { from: '2026-01-01', until: '2026-06-30' })).toEqual([
      '2026-01-01 N',
      '2026-01-02 N',
    ])
  })
  test('nothing that was cancelled, and a single occurrence where it was moved to', () => {
    const yearly = ['DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=YEARLY;COUNT=3', 'SUMMARY:May Day', 'UID:may']
    const moved = [
      'RECURRENCE-ID;VALUE=DATE:20270501',
      'DTSTART;VALUE=DATE:20270503',
      'SUMMARY:May Day, moved',
      'UID:may',
    ]
    const dropped = ['RECURRENCE-ID;VALUE=DATE:20280501', 'DTSTART;VALUE=DATE:20280501', 'STATUS:CANCELLED', 'UID:may']
    const events = [yearly, moved, dropped, ['DTSTART;VALUE=DATE:20260606', 'SUMMARY:Off', 'STATUS:CANCELLED']]
    const text = calendar(...events).replaceAll(/UID:\d@example.com\r\n(?=(?:(?!END:VEVENT)[^])*UID:may)/g, '')
    expect(taken(text)).toEqual(['2026-05-01 May Day', '2027-05-03 May Day, moved'])
  })
  test('the day once where two events meet, with both names', () => {
    const same = (name: string) => ['DTSTART;VALUE=DATE:20260501', `SUMMARY:${name}`]
    expect(taken(calendar(same('Labour Day'), same('Valborg'), same('Valborg')))).toEqual([
      '2026-05-01 Labour Day, Valborg',
    ])
  })
  test('what stands in folded lines, escaped text, plain line ends, after a mark of byte order, in a second calendar', () => {
    const folded = ['DTSTART;VALUE=DA', ' TE:20260606', 'SUMMARY:National Day\\, Swed', '\ten']
    expect(taken(calendar(folded))).toEqual(['2026-06-06 National Day, Sweden'])
    expect(taken(`\uFEFF${calendar(folded).replaceAll('\r\n', '\n')}\n\n`)).toEqual(['2026-06-06 National Day, Sweden'])
    const two = calendar() + calendar(['DTSTART;VALUE=DATE:20260101', 'SUMMARY:New Year'])
    expect(taken(two)).toEqual(['2026-01-01 New Year'])
  })
  test('nothing for events with a time of day, which are counted', () => {
    const meeting = ['DTSTART:20260619T120000Z', 'DTEND:20260619T130000Z', 'SUMMARY:Lunch']
    const long = ['DTSTART:20260619T000000', 'DURATION:PT90M', 'SUMMARY:Early']
    const found = holidaysFromIcs(calendar(meeting, long, ['DTSTART;VALUE=DATE:20260620']), SPAN)
    expect(found).toEqual({
      exceptions: [{ date: '2026-06-20', windows: [], name: 'Closed', origin: 'file' }],
      leftOut: 2,
    })
  })
})

describe('a file that cannot be read says why', () => {
  const day = 'DTSTART;VALUE=DATE:20260619'
  const event = (...all: string[]) => calendar([...all, 'SUMMARY:Eve'])
  test.each<[what: string, text: string, why: string]>([
    ['nothing', '', 'This is no iCalendar file: it does not begin with BEGIN:VCALENDAR.'],
    ['a web page', '<html></html>', 'no iCalendar file'],
    ['a visiting card', lines('BEGIN:VCARD', 'END:VCARD'), 'no iCalendar file'],
    ['half a file', event(day).slice(0, 120), 'The file is cut off: END:VCALENDAR is missing at its end.'],
    ['an event that does not end', event(day).replace('END:VEVENT\r\n', ''), 'The file is no valid iCalendar: '],
    ['a line that is none', event(day, 'rubbish'), 'The file is no valid iCalendar: invalid line'],
    ['no event', calendar(), 'The file has no all-day event, no event. Nothing was taken from it.'],
    ['meetings only', event('DTSTART:20260619T120000Z'), 'only 1 with a time of day, and those close no day'],
    ['an event without a start', event(), 'Event «Eve» has no start.'],
    ['a 13th month', event('DTSTART;VALUE=DATE:20261340'), 'Event «Eve»: 2026-13-40 is no date.'],
    ['a day that February lacks', event(day, 'DTEND;VALUE=DATE:20260230'), 'Event «Eve»: 2026-02-30 is no date.'],
    ['a date that is cut', event('DTSTART;VALUE=DATE:2026'), 'is no date'],
    ['an end before the start', event(day, 'DTEND;VALUE=DATE:20260601'), 'ends on 2026-06-01, before it starts'],
    ['a length that is none', event(day, 'DURATION:long'), 'is no length of time'],
    [
      'a length beyond all time',
      event(day, 'DURATION:P999999999D'),
      'lasts 999999999 days: nobody is closed for so long.',
    ],
    ['an unknown rhythm', event(day, 'RRULE:FREQ=FOO'), 'FOO'],
    ['a rhythm within a day', event(day, 'RRULE:FREQ=SECONDLY'), 'an all-day event cannot repeat by FREQ=SECONDLY.'],
    [
      'past years',
      event('DTSTART;VALUE=DATE:20200101'),
      'None of its all-day events lies between 2026-01-01 and 2029-12-31.',
    ],
    ['a day that never comes', event(day, 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'), 'None of its all-day events'],
    ['a book', event(day, `DESCRIPTION:${'x'.repeat(2_000_000)}`), 'larger than 2 MB'],
  ])('%s', (_, text, why) => expect(problem(text)).toContain(why))

  const good = calendar(
    ['DTSTART;VALUE=DATE:20260619', 'DTEND;VALUE=DATE:20260622', 'SUMMARY:A', 'RRULE:FREQ=YEARLY;COUNT=4'],
    ['DTSTART;VALUE=DATE:20261224', 'DURATION:P2D', 'EXDATE;VALUE=DATE:20261224', 'RDATE;VALUE=DATE:20270101'],
  )
  const place = fc.integer({ min: 0, max: good.length })
  law(
    'whatever is cut out of a good one, it gives dates or a sentence, and never throws',
    fc.tuple(place, fc.integer({ min: 0, max: 12 }), fc.string({ maxLength: 4 })),
    ([at, length, instead]) => {
      const found = holidaysFromIcs(good.slice(0, at) + instead + good.slice(at + length), SPAN)
      if ('problem' in found) expect(found.problem).toMatch(/\.$/)
      else expect(found.exceptions.every(({ date }) => date >= SPAN.from && date <= SPAN.until)).toBe(true)
    },
  )
})
