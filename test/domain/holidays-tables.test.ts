import { describe, expect, test } from 'vitest'
import { countryHolidays } from '../../server/calendars/countryHolidays.ts'
import { pinHolidays } from '../../server/calendars/pinHolidays.ts'
import { officeHours } from '../../server/domain/defaultPlaybook.ts'
import { withFile } from '../../server/domain/holidays.ts'
import { deadline } from '../../server/domain/workingTime.ts'
import type { Calendar, Holidays } from '../../shared/calendar.ts'

const in2026 = { first: 2026, last: 2026 }
const spans = async (holidays: Holidays): Promise<string[]> => {
  const found = await countryHolidays(holidays, in2026)
  if ('problem' in found) throw new Error(found.problem)
  return found.holidays.filter(({ from }) => from < '2027').map(({ name, from, to }) => `${from} ${to} ${name}`)
}
const calendar = (holidays: Holidays, zone = 'Europe/Stockholm'): Calendar => ({
  ...officeHours('office', zone),
  holidays,
})
const NOW = Date.parse('2026-06-01T12:00Z')
const pinned = async (holidays: Holidays, zone?: string): Promise<Calendar> => {
  const [first] = (await pinHolidays([calendar(holidays, zone)], NOW)).calendars
  return first!
}
const datesOf = ({ exceptions }: Calendar, year: string) =>
  exceptions.filter(({ date }) => date.startsWith(year)).map(({ date }) => date.slice(5))

describe('the tables', () => {
  test('know what is closed by law, from midnight to midnight', async () => {
    expect(await spans({ country: 'SE' })).toEqual([
      "2026-01-01T00:00:00 2026-01-02T00:00:00 New Year's Day",
      '2026-01-06T00:00:00 2026-01-07T00:00:00 Epiphany',
      '2026-04-03T00:00:00 2026-04-04T00:00:00 Good Friday',
      '2026-04-05T00:00:00 2026-04-06T00:00:00 Easter Sunday',
      '2026-04-06T00:00:00 2026-04-07T00:00:00 Easter Monday',
      '2026-05-01T00:00:00 2026-05-02T00:00:00 Labour Day',
      '2026-05-14T00:00:00 2026-05-15T00:00:00 Ascension Day',
      '2026-05-24T00:00:00 2026-05-25T00:00:00 Pentecost',
      '2026-06-06T00:00:00 2026-06-07T00:00:00 National Day',
      '2026-06-20T00:00:00 2026-06-21T00:00:00 Midsummer Day',
      "2026-10-31T00:00:00 2026-11-01T00:00:00 All Saints' Day",
      '2026-12-25T00:00:00 2026-12-26T00:00:00 Christmas Day',
      '2026-12-26T00:00:00 2026-12-27T00:00:00 Boxing Day',
    ])
  })
  test('tell regions apart', async () => {
    const corpusChristi = '2026-06-04T00:00:00 2026-06-05T00:00:00 Corpus Christi'
    expect(await spans({ country: 'DE', region: 'BY' })).toContain(corpusChristi)
    expect(await spans({ country: 'DE', region: 'BE' })).not.toContain(corpusChristi)
    const peace = (region: string) =>
      spans({ country: 'DE', region }).then((all) => all.some((one) => one.includes('-08-08')))
    expect([await peace('BY'), await peace('BY-A')]).toEqual([false, true])
  })
  test('have half days of their own, and those of a kind that somebody calls half', async () => {
    expect(await spans({ country: 'AT', types: ['bank'] })).toEqual([
      '2026-12-24T14:00:00 2026-12-25T00:00:00 Christmas Eve',
      "2026-12-31T14:00:00 2027-01-01T00:00:00 New Year's Eve",
    ])
    const halves = await spans({ country: 'SE', halfDays: { types: ['bank'], until: '13:00' } })
    expect(halves).toContain('2026-12-24T13:00:00 2026-12-25T00:00:00 Christmas Eve')
    expect(halves).toHaveLength(13 + 3)
  })
  test('have days that begin in the evening before, and last several days', async () => {
    expect(await spans({ country: 'IL' })).toContain(
      '2026-09-20T18:00:00 2026-09-21T18:00:00 Day of Atonement (Yom Kippur)',
    )
    expect((await spans({ country: 'SA' })).filter((one) => one.includes('al-Fitr'))).toEqual([
      '2026-03-18T18:00:00 2026-03-22T18:00:00 End of Ramadan (Eid al-Fitr)',
    ])
  })
  test('keep a day a day where clocks change in it, for every country', async () => {
    const { default: Tables } = await import('date-holidays')
    const odd: string[] = []
    const countries = Object.keys(new Tables().getCountries())
    for (const country of countries) {
      for (const span of await spans({ country })) {
        const [from, to] = span.split(' ')
        const isWhole = from!.slice(11) === to!.slice(11)
        if (!isWhole && !/T(?:12|13|14|15|16|17|18):00:00$/.test(from!)) odd.push(`${country} ${span}`)
      }
    }
    expect(countries.length).toBeGreaterThan(200)
    expect(odd).toEqual([])
  })
  test.each<[Holidays, string]>([
    [{ country: 'XX' }, 'no holidays are known for «XX»'],
    [{ country: 'SE', region: 'AB' }, 'no holidays of their own are known for parts of SE: leave «AB» out'],
    [{ country: 'DE', region: 'BZ' }, 'no holidays are known for «BZ» in DE; known are BB, BE, BW, BY, HB'],
    [{ country: 'DE', region: 'BY-Z' }, 'no holidays are known for «BY-Z» in DE BY; known are A, KATH, EVANG'],
    [{ country: 'DE', region: 'constructor' }, 'no holidays are known for «constructor» in DE'],
  ])('say so when they do not know %o', async (holidays, problem) => {
    const found = await countryHolidays(holidays, in2026)
    expect('problem' in found && found.problem).toMatch(problem)
  })
})

describe('publishing', () => {
  test('writes the dates down, from the year before to the third year after', async () => {
    const swedish = await pinned({ country: 'SE', types: ['public', 'bank'] })
    expect(datesOf(swedish, '2026')).toEqual([
      '01-01',
      '01-06',
      '04-03',
      '04-06',
      '05-01',
      '05-14',
      '06-19',
      '12-24',
      '12-25',
      '12-31',
    ])
    expect(new Set(swedish.exceptions.map(({ date }) => date.slice(0, 4)))).toEqual(
      new Set(['2025', '2026', '2027', '2028', '2029']),
    )
    expect(swedish.holidaysUntil).toBe('2029-12-31')
    const rule = { kind: 'working', minutes: 60 } as const
    expect(new Date(deadline(swedish, rule, Date.parse('2026-12-23T16:30+01:00'))).toISOString()).toBe(
      '2026-12-28T08:30:00.000Z',
    )
  })
  test('gives the same again, leaves other calendars alone, and has nothing to say', async () => {
    const first = await pinHolidays([calendar({ country: 'US' }, 'America/New_York'), officeHours('b', 'UTC')], NOW)
    expect(datesOf(first.calendars[0]!, '2026')).toContain('07-03')
    expect(first.calendars[1]).toEqual(officeHours('b', 'UTC'))
    expect(first.findings).toEqual([])
    expect(await pinHolidays(first.calendars, NOW)).toEqual(first)
  })
  test('is refused by a finding where the tables know no such place', async () => {
    const { findings, calendars } = await pinHolidays([officeHours('a', 'UTC'), calendar({ country: 'ZZ' })], NOW)
    expect(findings).toEqual([
      { path: 'calendars.1.holidays', problem: 'no holidays are known for «ZZ»', kind: 'error' },
    ])
    expect(calendars[1]!.exceptions).toEqual([])
  })
  test('warns where a file ends within the year', async () => {
    const filed = withFile(officeHours('a', 'UTC'), [{ date: '2026-12-24', windows: [] }])
    expect((await pinHolidays([filed], NOW)).findings).toMatchObject([{ path: 'calendars.0', kind: 'warning' }])
  })
  test('forgets the dates of a country that is no longer named', async () => {
    const { holidays: _, ...left } = await pinned({ country: 'SE' })
    expect((await pinHolidays([left], NOW)).calendars).toEqual([officeHours('office', 'Europe/Stockholm')])
  })
})
