import type { Calendar } from '../../shared/calendar.ts'
import type { Deadline } from '../../shared/playbook.ts'

/** An account of working time that is slow and plain: it steps through the minutes, and knows zones from `Intl` alone. */
export type Oracle = {
  /** Business day of each open stretch, `[startMs, endMs)`. */
  windows(fromMs: number, untilMs: number): { startMs: number; endMs: number; day: string }[]
  add(fromMs: number, minutes: number): number
  between(aMs: number, bMs: number): number
  deadline(rule: Deadline, fromMs: number): number
}

const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440

/** Knows the calendar between two instants (whole minutes); throws when asked for what lies past `toMs`. */
export const oracleOf = (calendar: Calendar, startMs: number, toMs: number): Oracle => {
  const open = openMinutes(calendar, startMs, toMs)
  const dayOf = (atMs: number): string | null => {
    const day = open[Math.floor((atMs - startMs) / MINUTE_MS)]
    if (day === undefined) throw new Error('The oracle was not told enough')
    return day
  }
  const nextMinute = (atMs: number): number => Math.floor(atMs / MINUTE_MS) * MINUTE_MS + MINUTE_MS

  const windows: Oracle['windows'] = (fromMs, untilMs) => {
    const found: ReturnType<Oracle['windows']> = []
    for (let at = fromMs; at < untilMs; at = nextMinute(at)) {
      const day = dayOf(at)
      const last = found.at(-1)
      const end = Math.min(nextMinute(at), untilMs)
      if (last && last.endMs === at && last.day === day) last.endMs = end
      else if (day !== null) found.push({ startMs: at, endMs: end, day })
    }
    return found
  }
  const between: Oracle['between'] = (aMs, bMs) => {
    let sum = 0
    for (let at = aMs; at < bMs; at = nextMinute(at)) if (dayOf(at) !== null) sum += Math.min(nextMinute(at), bMs) - at
    return sum
  }
  const add: Oracle['add'] = (fromMs, minutes) => {
    let left = minutes * MINUTE_MS
    let at = fromMs
    for (; left > 0; at = nextMinute(at)) {
      if (dayOf(at) === null) continue
      if (left <= nextMinute(at) - at) return at + left
      left -= nextMinute(at) - at
    }
    return at
  }
  const firstOpen = (fromMs: number, counts: (day: string) => boolean): number => {
    for (let at = fromMs; ; at = nextMinute(at)) {
      const day = dayOf(at)
      if (day !== null && counts(day)) return at
    }
  }
  /** Nothing of a business day lies three days after its first minute. */
  const closeOf = (day: string, fromMs: number): number => {
    let close = fromMs
    for (let at = fromMs; at < fromMs + 3 * DAY_MINUTES * MINUTE_MS; at = nextMinute(at)) if (dayOf(at) === day) close = nextMinute(at)
    return close
  }
  const deadline: Oracle['deadline'] = (rule, fromMs) => {
    if (rule.kind === 'working') return add(fromMs, rule.minutes)
    if (rule.kind === 'close_of_next_day') {
      const today = dayOf(fromMs) ?? wallClock(calendar.zone)(fromMs).slice(0, 10)
      const opening = firstOpen(fromMs, (day) => day > today)
      return closeOf(dayOf(opening)!, opening)
    }
    const start = firstOpen(fromMs, () => true)
    const today = dayOf(start)!
    const close = closeOf(today, start)
    let left = 0
    for (let at = start; at < close; at = nextMinute(at)) if (dayOf(at) === today) left += nextMinute(at) - at
    if (left >= rule.unlessUnderMinutes * MINUTE_MS) return Math.min(add(fromMs, rule.minutes), close)
    return add(firstOpen(close, (day) => day > today), rule.thenMinutes)
  }
  return { windows, add, between, deadline }
}

/** For each minute from `startMs` the business day that it belongs to, or null. */
const openMinutes = (calendar: Calendar, startMs: number, toMs: number): (string | null)[] => {
  const lookAroundMs = 4 * DAY_MINUTES * MINUTE_MS
  const localise = wallClockToInstant(calendar.zone, startMs - lookAroundMs, toMs + lookAroundMs)
  const windows: { startMs: number; endMs: number; day: string }[] = []
  for (let ms = startMs - 3 * DAY_MINUTES * MINUTE_MS; ms < toMs + 2 * DAY_MINUTES * MINUTE_MS; ms += DAY_MINUTES * MINUTE_MS) {
    const day = new Date(ms).toISOString().slice(0, 10)
    const nextDay = new Date(ms + DAY_MINUTES * MINUTE_MS).toISOString().slice(0, 10)
    for (const { from, to } of windowsOn(calendar, day)) {
      windows.push({ startMs: localise(day, from), endMs: localise(to <= from ? nextDay : day, to), day })
    }
  }
  windows.sort((a, b) => a.startMs - b.startMs || a.day.localeCompare(b.day))
  const open: (string | null)[] = []
  for (let at = startMs; at < toMs; at += MINUTE_MS) {
    open.push(windows.find((window) => window.startMs <= at && at < window.endMs)?.day ?? null)
  }
  return open
}

const windowsOn = (calendar: Calendar, day: string): { from: string; to: string }[] => {
  const exceptions = calendar.exceptions.filter(({ date }) => date === day)
  if (exceptions.length > 0) return exceptions.flatMap(({ windows }) => windows)
  const weekday = new Date(`${day}T00:00Z`).getUTCDay() || 7
  return calendar.weekly.filter(({ days }) => days.includes(weekday)).flatMap(({ windows }) => windows)
}

/** Where a wall clock first shows a time; one that it never shows lies as far after the jump as it is late for it. */
const wallClockToInstant = (zone: string, startMs: number, toMs: number): ((day: string, time: string) => number) => {
  const shows = wallClock(zone)
  const first = new Map<string, number>()
  const jumps: { beforeMs: number; before: string; after: string }[] = []
  let before = shows(startMs)
  for (let at = startMs; at < toMs; at += MINUTE_MS) {
    const after = shows(at)
    if (!first.has(after)) first.set(after, at)
    if (asUtc(after) - asUtc(before) > MINUTE_MS) jumps.push({ beforeMs: at - MINUTE_MS, before, after })
    before = after
  }
  return (day, time) => {
    const wall = time === '24:00' ? new Date(asUtc(`${day} 00:00`) + DAY_MINUTES * MINUTE_MS).toISOString().slice(0, 16).replace('T', ' ') : `${day} ${time}`
    const found = first.get(wall)
    if (found !== undefined) return found
    const jump = jumps.find((one) => one.before < wall && wall < one.after)
    if (!jump) throw new Error(`${zone} never shows ${wall} in the time looked at`)
    return jump.beforeMs + asUtc(wall) - asUtc(jump.before)
  }
}

const asUtc = (wall: string): number => Date.parse(`${wall.replace(' ', 'T')}Z`)

const formats = new Map<string, Intl.DateTimeFormat>()
const hours = new Map<string, number>()

/** What a wall clock in the zone shows at a whole minute: `YYYY-MM-DD HH:MM`. */
export const wallClock = (zone: string): ((atMs: number) => string) => {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })
  formats.set(zone, format)
  const offset = (hour: number): number => {
    const key = `${zone} ${hour}`
    const known = hours.get(key) ?? asUtc(format.format(hour * 60 * MINUTE_MS)) - hour * 60 * MINUTE_MS
    hours.set(key, known)
    return known
  }
  return (atMs) => {
    // No zone changes twice within an hour, so an hour with one offset at both ends needs no further look.
    const hour = Math.floor(atMs / (60 * MINUTE_MS))
    if (offset(hour) !== offset(hour + 1)) return format.format(atMs)
    return new Date(atMs + offset(hour)).toISOString().slice(0, 16).replace('T', ' ')
  }
}
