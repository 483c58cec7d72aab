import type { Calendar } from '../../shared/calendar.ts'
import type { Deadline } from '../../shared/point.ts'
import { DAY_MS, dayNumberOf, isZone, localDate, windowsOfDay } from './localDay.ts'
import type { OpenWindow } from './localDay.ts'

const MINUTE_MS = 60_000
/** How far working time is looked for before a calendar counts as closed for good. */
const SEARCH_DAYS = 400

/** Working time within `[fromMs, untilMs)`, in order and without overlap; where windows of two days meet, the earlier keeps it. */
export const openWindows = (calendar: Calendar, fromMs: number, untilMs: number): OpenWindow[] =>
  windowsTouching(calendar, fromMs, untilMs).map(({ startMs, endMs, day }) => ({
    startMs: Math.max(startMs, fromMs),
    endMs: Math.min(endMs, untilMs),
    day,
  }))

/**
 * The instant at which so many working minutes have passed since `fromMs`; an instant at a window's end counts as done there,
 * and no minutes are over at once. Throws a RangeError when the calendar stays closed for 400 days.
 */
export const addWorking = (calendar: Calendar, fromMs: number, minutes: number): number => {
  if (!Number.isFinite(minutes) || minutes < 0) throw new RangeError(`${minutes} is no number of working minutes`)
  let leftMs = Math.round(minutes * MINUTE_MS)
  if (leftMs === 0) return fromMs
  for (const { startMs, endMs } of windowsFrom(calendar, fromMs)) {
    if (leftMs <= endMs - startMs) return startMs + leftMs
    leftMs -= endMs - startMs
  }
  throw neverOpens(calendar)
}

/** Milliseconds of working time in `[aMs, bMs)`; 0 when b is not after a. */
export const workingMsBetween = (calendar: Calendar, aMs: number, bMs: number): number =>
  lengthMs(openWindows(calendar, aMs, bMs))

/** The instant of a deadline that starts at `fromMs`. Throws a RangeError when the calendar stays closed for 400 days. */
export const deadline = (calendar: Calendar, rule: Deadline, fromMs: number): number => {
  if (rule.kind === 'working') return addWorking(calendar, fromMs, rule.minutes)
  if (rule.kind === 'close_of_next_day') return businessDay(calendar, fromMs, dayAt(calendar, fromMs)).closeMs
  const today = businessDay(calendar, fromMs)
  if (today.leftMs >= rule.unlessUnderMinutes * MINUTE_MS) {
    return Math.min(addWorking(calendar, fromMs, rule.minutes), today.closeMs)
  }
  const next = businessDay(calendar, today.closeMs, today.day)
  return addWorking(calendar, next.openMs, rule.thenMinutes)
}

/** What makes a calendar unusable, as a sentence, or null. */
export const calendarProblem = (calendar: Calendar): string | null => {
  if (!isZone(calendar.zone)) return `Calendar «${calendar.id}»: «${calendar.zone}» is no IANA time zone.`
  const dated = calendar.exceptions.map(({ date }) => dayNumberOf(date))
  // Dated windows alone run out one day, so the weekly ones must open by themselves.
  const isDry = !opensAfter({ ...calendar, exceptions: [] }, 0) || dated.some((day) => !opensAfter(calendar, day))
  return isDry ? neverOpens(calendar).message : null
}

const opensAfter = (calendar: Calendar, day: number): boolean => {
  for (let ahead = 1; ahead <= SEARCH_DAYS; ahead++) {
    if (windowsOfDay(calendar, day + ahead).length > 0) return true
  }
  return false
}

/** The first business day with working time at or after `fromMs`, past the date `after` if given; `leftMs` is its own alone. */
const businessDay = (calendar: Calendar, fromMs: number, after = '') => {
  for (const { startMs, day } of windowsFrom(calendar, fromMs)) {
    if (day <= after) continue
    const own = openWindows(calendar, startMs, startMs + 4 * DAY_MS).filter((window) => window.day === day)
    return { day, openMs: startMs, closeMs: Math.max(...own.map(({ endMs }) => endMs)), leftMs: lengthMs(own) }
  }
  throw neverOpens(calendar)
}

/** The business day of an instant: that of the window it lies in, else its local date. */
const dayAt = (calendar: Calendar, atMs: number): string =>
  windowsTouching(calendar, atMs, atMs + 1)[0]?.day ?? localDate(calendar.zone, atMs)

/** Working time from `fromMs` on; ends after 400 days without any. */
function* windowsFrom(calendar: Calendar, fromMs: number): Generator<OpenWindow> {
  const stepMs = 4 * DAY_MS
  let openedMs = fromMs
  for (let aheadMs = fromMs; aheadMs - openedMs <= SEARCH_DAYS * DAY_MS; aheadMs += stepMs) {
    for (const { startMs, endMs, day } of windowsTouching(calendar, aheadMs, aheadMs + stepMs)) {
      const wasSeenInAnEarlierStep = startMs < aheadMs && aheadMs > fromMs
      if (wasSeenInAnEarlierStep) continue
      if (startMs - openedMs > SEARCH_DAYS * DAY_MS) return
      yield { startMs: Math.max(startMs, fromMs), endMs, day }
      openedMs = endMs
    }
  }
}

/** Whole windows that share an instant with `[fromMs, untilMs)`. */
const windowsTouching = (calendar: Calendar, fromMs: number, untilMs: number): OpenWindow[] => {
  if (untilMs <= fromMs) return []
  const windows: OpenWindow[] = []
  // A window lasts a day, is at most a day from UTC, and a clock change of up to a day may move it.
  for (let day = Math.floor(fromMs / DAY_MS) - 4; day <= Math.floor(untilMs / DAY_MS) + 2; day++) {
    windows.push(...windowsOfDay(calendar, day))
  }
  return withoutOverlap(windows).filter(({ startMs, endMs }) => startMs < untilMs && endMs > fromMs)
}

const withoutOverlap = (windows: OpenWindow[]): OpenWindow[] => {
  let doneMs = -Infinity
  const kept: OpenWindow[] = []
  for (const { startMs, endMs, day } of windows.sort((a, b) => a.startMs - b.startMs || (a.day < b.day ? -1 : 1))) {
    if (endMs > Math.max(startMs, doneMs)) kept.push({ startMs: Math.max(startMs, doneMs), endMs, day })
    doneMs = Math.max(doneMs, endMs)
  }
  return kept
}

const lengthMs = (windows: OpenWindow[]): number =>
  windows.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)

const neverOpens = (calendar: Calendar): RangeError =>
  new RangeError(`Calendar «${calendar.id}» has no working time within ${SEARCH_DAYS} days.`)
