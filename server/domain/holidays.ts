import { Temporal } from 'temporal-polyfill'
import type { Calendar, DatedWindows } from '../../shared/calendar.ts'
import type { Finding } from '../../shared/livePlaybook.ts'
import { dayNumberOf, isZone, localDate, rulesOn } from './localDay.ts'

/** A holiday as clocks on the wall show it, `[from, to)`, each `YYYY-MM-DDTHH:MM`; most last from midnight to midnight. */
export type LocalHoliday = { name: string; from: string; to: string }

type Window = DatedWindows['windows'][number]
/** Minutes of a business day; those past 1,440 lie after midnight. */
type Span = { from: number; to: number }

const DAY_MIN = 1_440
/** Nothing is due later than this, so holidays known for longer need no word. */
const NOTICE_DAYS = 365

/**
 * The calendar with these holidays as dated exceptions, up to and including the date `until`. Those of an earlier time are
 * replaced; a date that a person or a file speaks of is left as it is. What nobody works anyway is not written down.
 */
export const withHolidays = (calendar: Calendar, holidays: readonly LocalHoliday[], until: string): Calendar => {
  const bare = withoutHolidays(calendar)
  const spoken = new Set(bare.exceptions.map(({ date }) => date))
  const found: DatedWindows[] = []
  for (const [date, day] of byDate(holidays)) {
    if (date > until || spoken.has(date)) continue
    const before = rulesOn(bare, Temporal.PlainDate.from(date))
    const windows = day.closed.reduce(cut, before.map(spanOf)).map(windowOf)
    const isSame = windows.length === before.length && windows.every((each, i) => isEqual(each, before[i]!))
    if (!isSame)
      found.push({ date, windows, name: day.names.join(', ').slice(0, 120).toWellFormed(), origin: 'holidays' })
  }
  return { ...bare, exceptions: inOrder([...bare.exceptions, ...found]), holidaysUntil: until }
}

/** The calendar as people wrote it: without the dates that `holidays` stands for. */
export const withoutHolidays = ({ holidaysUntil: _, ...calendar }: Calendar): Calendar => ({
  ...calendar,
  exceptions: calendar.exceptions.filter(({ origin }) => origin !== 'holidays'),
})

/** The calendar with the dates of a file in the place of those of an earlier file; what a person wrote wins. */
export const withFile = (calendar: Calendar, dates: readonly DatedWindows[]): Calendar => {
  const written = calendar.exceptions.filter(({ origin }) => origin === undefined)
  const spoken = new Set(written.map(({ date }) => date))
  const taken = dates.filter(({ date }) => !spoken.has(date)).map((each) => ({ ...each, origin: 'file' as const }))
  const filed = new Set(taken.map(({ date }) => date))
  const held = calendar.exceptions.filter(({ origin, date }) => origin === 'holidays' && !filed.has(date))
  return { ...calendar, exceptions: inOrder([...written, ...taken, ...held]) }
}

/** What somebody should know of the holidays of a calendar on a date, as a sentence, or null. */
export const holidayNotice = (calendar: Calendar, today: string): string | null => {
  const isNear = (date: string) => dayNumberOf(date) - dayNumberOf(today) < NOTICE_DAYS
  const { id, holidays, holidaysUntil } = calendar
  if (holidays && holidaysUntil === undefined) {
    return `Calendar «${id}»: the holidays of ${holidays.country} count once the playbook is published.`
  }
  if (holidays && holidaysUntil !== undefined && isNear(holidaysUntil)) {
    return `Calendar «${id}»: holidays are only known until ${holidaysUntil}. Publish the playbook again to look further ahead.`
  }
  const filed = calendar.exceptions.filter(({ origin }) => origin === 'file').map(({ date }) => date)
  const last = filed.toSorted().at(-1)
  if (last !== undefined && isNear(last)) {
    return `Calendar «${id}»: holidays are only known until ${last}, the last date of its file. Bring in a newer one.`
  }
  return null
}

/** The notices of a playbook's calendars, as warnings. */
export const holidayNotices = (calendars: readonly Calendar[], nowMs: number): Finding[] =>
  calendars.flatMap((calendar, i) => {
    const notice = holidayNotice(calendar, localDate(isZone(calendar.zone) ? calendar.zone : 'UTC', nowMs))
    return notice === null ? [] : [{ path: `calendars.${i}`, problem: notice, kind: 'warning' as const }]
  })

/** For each date that a holiday touches, what it closes of it and what it is called. */
const byDate = (holidays: readonly LocalHoliday[]): Map<string, { closed: Span[]; names: string[] }> => {
  const dates = new Map<string, { closed: Span[]; names: string[] }>()
  for (const { name, from, to } of holidays) {
    const end = Temporal.PlainDateTime.from(to)
    let start = Temporal.PlainDateTime.from(from)
    while (Temporal.PlainDateTime.compare(start, end) < 0) {
      const midnight = start.toPlainDate().add({ days: 1 }).toPlainDateTime()
      const isWhole = Temporal.PlainDateTime.compare(end, midnight) >= 0
      const day = dates.get(start.toPlainDate().toString()) ?? { closed: [], names: [] }
      dates.set(start.toPlainDate().toString(), day)
      // What is closed at the end of a day takes the shift that began on it along, past midnight.
      day.closed.push({ from: minuteOf(start), to: isWhole ? 2 * DAY_MIN : minuteOf(end) })
      if (!day.names.includes(name)) day.names.push(name)
      start = midnight
    }
  }
  return dates
}

const cut = (open: Span[], closed: Span): Span[] =>
  open.flatMap(({ from, to }) =>
    [
      { from, to: Math.min(to, closed.from) },
      { from: Math.max(from, closed.to), to },
    ].filter((piece) => piece.to > piece.from),
  )

const minuteOf = ({ hour, minute }: Temporal.PlainDateTime): number => hour * 60 + minute
const minutesIn = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
const spanOf = ({ from, to }: Window): Span => ({
  from: minutesIn(from),
  to: minutesIn(to) + (to > from ? 0 : DAY_MIN),
})
const windowOf = ({ from, to }: Span): Window => ({
  from: clockOf(from),
  to: clockOf(to > DAY_MIN ? to - DAY_MIN : to),
})
const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const isEqual = (a: Window, b: Window): boolean => a.from === b.from && a.to === b.to

const inOrder = (dates: DatedWindows[]): DatedWindows[] =>
  dates.toSorted((a, b) => dayNumberOf(a.date) - dayNumberOf(b.date))
