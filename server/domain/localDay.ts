import { Temporal } from 'temporal-polyfill'
import type { Calendar } from '../../shared/calendar.ts'

/**
 * A stretch of working time `[startMs, endMs)`, epoch milliseconds. `day` is its business day: the local date whose window it
 * is, also after midnight.
 */
export type OpenWindow = { startMs: number; endMs: number; day: string }

export const DAY_MS = 86_400_000
const KEPT_DAYS_MAX = 5_000
const EPOCH = new Temporal.PlainDate(1970, 1, 1)

/** A calendar is a value, never changed in place: what was localised once holds for as long as the calendar does. */
const localised = new WeakMap<Calendar, Map<number, OpenWindow[]>>()

/**
 * The windows of one local date (`dayNumber`: days since 1970-01-01), in order and disjoint. Each edge is localised on its own
 * date: a missing local time moves forward by the length of the gap, an ambiguous one is the first. Throws a RangeError when
 * the zone is unknown.
 */
export const windowsOfDay = (calendar: Calendar, dayNumber: number): OpenWindow[] => {
  const days = localised.get(calendar) ?? new Map<number, OpenWindow[]>()
  localised.set(calendar, days)
  const known = days.get(dayNumber)
  if (known) return known
  if (days.size >= KEPT_DAYS_MAX) days.clear()
  const date = EPOCH.add({ days: dayNumber })
  const windows = merged(
    rulesOn(calendar, date).map(({ from, to }) => ({
      startMs: instantMs(calendar.zone, date, from),
      endMs: instantMs(calendar.zone, to > from ? date : date.add({ days: 1 }), to),
      day: date.toString(),
    })),
  )
  days.set(dayNumber, windows)
  return windows
}

/** The local date of an instant, `YYYY-MM-DD`. */
export const localDate = (zone: string, atMs: number): string =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDate().toString()

/** Days from 1970-01-01 to a date `YYYY-MM-DD`. */
export const dayNumberOf = (date: string): number => EPOCH.until(date, { largestUnit: 'days' }).days

/** Whether this is an IANA zone; Temporal also takes bare offsets, which know no clock change. */
export const isZone = (zone: string): boolean => {
  try {
    localDate(zone, 0)
    return /^[a-z]/i.test(zone)
  } catch {
    return false
  }
}

/** The windows that a calendar gives a local date, as written: those of its exceptions where it has any, else of the week. */
export const rulesOn = (calendar: Calendar, date: Temporal.PlainDate): { from: string; to: string }[] => {
  const day = date.toString()
  const exceptions = calendar.exceptions.filter((exception) => exception.date === day)
  const rules = exceptions.length > 0 ? exceptions : calendar.weekly.filter(({ days }) => days.includes(date.dayOfWeek))
  return rules.flatMap(({ windows }) => windows)
}

/** Overlapping and adjacent windows become one; one whose edges a clock change has turned round is none. */
const merged = (windows: OpenWindow[]): OpenWindow[] => {
  const kept: OpenWindow[] = []
  for (const window of windows.filter(({ startMs, endMs }) => endMs > startMs).sort((a, b) => a.startMs - b.startMs)) {
    const last = kept.at(-1)
    if (last && window.startMs <= last.endMs) last.endMs = Math.max(last.endMs, window.endMs)
    else kept.push(window)
  }
  return kept
}

const instantMs = (zone: string, date: Temporal.PlainDate, time: string): number => {
  const [day, clock] = time === '24:00' ? [date.add({ days: 1 }), '00:00'] : [date, time]
  // `compatible` is what the calendar promises: forward out of a gap, the first of two.
  return day.toPlainDateTime(clock).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
}
