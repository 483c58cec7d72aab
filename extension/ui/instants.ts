/** Whose zone and which language a time is written for; the viewer's own unless a test says otherwise. */
export type Reader = { zone?: string; locale?: string }

/** The messages are English, so dates are too, but a reader who is used to 24 hours keeps them. */
const ownLocale = (): string => {
  const languages = typeof navigator === 'undefined' ? [] : (navigator.languages ?? [])
  const english = languages.find((language) => language.startsWith('en')) ?? 'en-US'
  const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions()
  return hourCycle === undefined ? english : `${english}-u-hc-${hourCycle}`
}

const made = new Map<string, Intl.DateTimeFormat>()

const format = (ms: number, options: Intl.DateTimeFormatOptions, { zone, locale }: Reader): string => {
  const key = `${locale}|${zone}|${JSON.stringify(options)}`
  const known = made.get(key) ?? new Intl.DateTimeFormat(locale ?? ownLocale(), { timeZone: zone, ...options })
  made.set(key, known)
  // Engines differ in the space before AM and PM; one that does not break keeps «2:45 PM» on one line.
  return known
    .format(ms)
    .replaceAll('\u202f', '\u00a0')
    .replace(/ (?=[AP]M$)/, '\u00a0')
}

const dayOf = (ms: number, reader: Reader): string =>
  format(ms, { year: 'numeric', month: '2-digit', day: '2-digit' }, reader)

/** «2:45 PM». */
export const clockTime = (ms: number, reader: Reader = {}): string =>
  format(ms, { hour: 'numeric', minute: '2-digit' }, reader)

const WEEK_MS = 6 * 24 * 3_600_000

/** «2:45 PM», on another day «9:00 AM Mon», more than six days off «9:00 AM Mon, Dec 7». */
export const whenText = (ms: number, nowMs: number, reader: Reader = {}): string => {
  const time = clockTime(ms, reader)
  if (dayOf(ms, reader) === dayOf(nowMs, reader)) return time
  const isNear = Math.abs(ms - nowMs) < WEEK_MS
  return `${time} ${format(ms, isNear ? { weekday: 'short' } : { weekday: 'short', month: 'short', day: 'numeric' }, reader)}`
}

/** «2:45 PM», on another day the day alone: «Mon». */
export const shortWhenText = (ms: number, nowMs: number, reader: Reader = {}): string =>
  dayOf(ms, reader) === dayOf(nowMs, reader)
    ? clockTime(ms, reader)
    : format(ms, Math.abs(ms - nowMs) < WEEK_MS ? { weekday: 'short' } : { month: 'short', day: 'numeric' }, reader)

/** «Wed, Nov 25 · 10:00 AM», for a date to choose. */
export const dateText = (ms: number, reader: Reader = {}): string =>
  `${format(ms, { weekday: 'short', month: 'short', day: 'numeric' }, reader)} · ${clockTime(ms, reader)}`

/** «Thursday», more than six days off «Dec 7»: until when somebody is away. */
export const dayText = (ms: number, nowMs: number, reader: Reader = {}): string =>
  format(ms, Math.abs(ms - nowMs) < WEEK_MS ? { weekday: 'long' } : { month: 'short', day: 'numeric' }, reader)

/** «Stockholm» of `Europe/Stockholm`. */
export const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** The time of day in another zone, «9:34 PM»; with its weekday where that differs. Null for a zone that is none, or when
 *  clocks show the same there and here. */
export const timeIn = (zone: string, nowMs: number, reader: Reader = {}): string | null => {
  try {
    const there = { ...reader, zone }
    const sameDay = dayOf(nowMs, there) === dayOf(nowMs, reader)
    const time = clockTime(nowMs, there)
    if (sameDay) return time === clockTime(nowMs, reader) ? null : time
    return `${time} ${format(nowMs, { weekday: 'short' }, there)}`
  } catch {
    return null
  }
}

/** The date in a zone, `2026-11-23`; in UTC for a zone that is none. */
export const dateIn = (zone: string, nowMs: number): string => {
  const parts: Intl.DateTimeFormatOptions = { year: 'numeric', month: '2-digit', day: '2-digit' }
  try {
    return format(nowMs, parts, { zone, locale: 'en-CA' })
  } catch {
    return format(nowMs, parts, { zone: 'UTC', locale: 'en-CA' })
  }
}

/** «Nov 23» of the date `2026-11-23`: a day of the calendar, in no zone. */
export const monthDay = (date: string, { locale }: Reader = {}): string =>
  format(Date.parse(date), { month: 'short', day: 'numeric' }, { locale, zone: 'UTC' })
