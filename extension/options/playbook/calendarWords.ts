import type { Calendar, DatedWindows, Holidays } from '../../../shared/calendar.ts'
import type { Reader } from '../../ui/instants.ts'
import { cityOf, clockTime, dateIn } from '../../ui/instants.ts'
import { t } from '../messages.ts'

type Window = DatedWindows['windows'][number]

/** A local time as the reader is used to it; `24:00` is midnight. */
const timeText = (time: string, reader: Reader): string => {
  const [h = 0, m = 0] = time.split(':').map(Number)
  return clockTime(Date.UTC(2_024, 0, 1, h, m), { ...reader, zone: 'UTC' })
}

const windowText = ({ from, to }: Window, reader: Reader): string =>
  from === '00:00' && to === '24:00'
    ? t('book.allDay')
    : t(to <= from ? 'book.windowOver' : 'book.window', { from: timeText(from, reader), to: timeText(to, reader) })

const windowsText = (windows: readonly Window[], reader: Reader): string =>
  windows.length === 0 ? t('book.closed') : windows.map((each) => windowText(each, reader)).join(', ')

/** 1 January 2024 was a Monday. */
const dayName = (day: number): string =>
  new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2_024, 0, day))

/** «Mon–Fri», «Mon, Wed, Fri». */
const daysText = (days: readonly number[]): string => {
  const sorted = days.toSorted((a, b) => a - b)
  const runs = sorted.reduce<number[][]>((all, day) => {
    const last = all.at(-1)
    if (last !== undefined && last.at(-1) === day - 1) last.push(day)
    else all.push([day])
    return all
  }, [])
  return runs
    .flatMap((run) => (run.length > 2 ? [`${dayName(run[0]!)}–${dayName(run.at(-1)!)}`] : run.map(dayName)))
    .join(', ')
}

/** A week, line by line: «Mon–Fri 9:00 AM–5:00 PM»; days that are not named are closed. */
export const weekLines = ({ weekly }: Calendar, reader: Reader = {}): string[] =>
  weekly.map(({ days, windows }) => t('book.week', { days: daysText(days), windows: windowsText(windows, reader) }))

/** «Stockholm time» of a zone. */
export const zoneText = ({ zone }: Calendar): string => t('book.zone', { city: cityOf(zone) })

/** «Fri, Dec 25, 2026: closed, Christmas Day», of today in the calendar’s zone and after, in the order of the dates. */
export const datedLines = ({ exceptions, zone }: Calendar, nowMs: number, reader: Reader = {}): string[] =>
  exceptions
    .filter(({ date }) => date >= dateIn(zone, nowMs))
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .map(({ date, windows, name }) =>
      t(name === undefined ? 'book.dated' : 'book.datedNamed', {
        date: new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(date)),
        windows: windowsText(windows, reader),
        name: name ?? '',
      }),
    )

/** «Closed on the public holidays of Sweden; half days until 1:00 PM». */
export const holidaysText = (
  { country, region, types = ['public'], halfDays }: Holidays,
  reader: Reader = {},
): string => {
  const land = new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country
  const where = region === undefined ? land : t('book.landRegion', { land, region })
  const closed = t('book.holidays', { kinds: types.map((type) => t(`holiday.${type}`)).join(', '), where })
  if (halfDays === undefined) return closed
  return t('book.holidaysHalf', {
    closed,
    kinds: halfDays.types.map((type) => t(`holiday.${type}`)).join(', '),
    until: timeText(halfDays.until, reader),
  })
}
