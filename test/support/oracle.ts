import type { LocalHoliday } from '../../server/domain/holidays.ts'
import type { Calendar } from '../../shared/calendar.ts'
import type { Deadline } from '../../shared/point.ts'

/** An account of working time that is slow and plain: it steps through the minutes, and knows zones from `Intl` alone. */
export type Oracle = {
  /** Business day of each open stretch, `[startMs, endMs)`. */
  windows(fromMs: number, untilMs: number): { startMs: number; endMs: number; day: string }[]
  add(fromMs: number, minutes: number): number
  between(aMs: number, bMs: number): number
  deadline(rule: Deadline, fromMs: number): number
}

/** What clocks on the wall show, `[fromMs, toMs)`, as if they hung in UTC. */
type WallSpan = { fromMs: number; toMs: number }

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/** Gives up where it finds nothing for sixty days. Holidays close what no exception of the calendar speaks of. */
export const oracleOf = (calendar: Calendar, startMs: number, holidays: LocalHoliday[] = []): Oracle => {
  const open = new Map<number, (string | null)[]>()
  const localise = wallToInstant(calendar.zone)
  const closed = holidays.map(({ from, to }) => ({ fromMs: Date.parse(`${from}Z`), toMs: Date.parse(`${to}Z`) }))
  const dayOf = (atMs: number): string | null => {
    const utcDay = Math.floor(atMs / DAY_MS)
    if (atMs > startMs + 60 * DAY_MS) throw new Error('The oracle looked too far')
    const minutes = open.get(utcDay) ?? openMinutes(calendar, closed, localise, utcDay * DAY_MS)
    open.set(utcDay, minutes)
    return minutes[Math.floor((atMs - utcDay * DAY_MS) / MINUTE_MS)] ?? null
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
    for (let at = fromMs; at < fromMs + 3 * DAY_MS; at = nextMinute(at)) if (dayOf(at) === day) close = nextMinute(at)
    return close
  }
  const deadline: Oracle['deadline'] = (rule, fromMs) => {
    if (rule.kind === 'working') return add(fromMs, rule.minutes)
    if (rule.kind === 'close_of_next_day') {
      const today = dayOf(fromMs) ?? dateText(wallClock(calendar.zone)(Math.floor(fromMs / MINUTE_MS) * MINUTE_MS))
      const opening = firstOpen(fromMs, (day) => day > today)
      return closeOf(dayOf(opening)!, opening)
    }
    const start = firstOpen(fromMs, () => true)
    const today = dayOf(start)!
    const close = closeOf(today, start)
    let left = 0
    for (let at = start; at < close; at = nextMinute(at)) if (dayOf(at) === today) left += nextMinute(at) - at
    if (left >= rule.unlessUnderMinutes * MINUTE_MS) return Math.min(add(fromMs, rule.minutes), close)
    return add(
      firstOpen(close, (day) => day > today),
      rule.thenMinutes,
    )
  }
  return { windows, add, between, deadline }
}

/** For each minute of a day of UTC the business day that it belongs to, or null. */
const openMinutes = (
  calendar: Calendar,
  closed: WallSpan[],
  localise: (wallMs: number) => number,
  utcDayMs: number,
): (string | null)[] => {
  const windows: { startMs: number; endMs: number; day: string }[] = []
  for (let dayMs = utcDayMs - 4 * DAY_MS; dayMs <= utcDayMs + 2 * DAY_MS; dayMs += DAY_MS) {
    const day = dateText(dayMs)
    const own = windowsOn(calendar, closed, day).map(({ fromMs, toMs }) => ({
      startMs: localise(dayMs + fromMs),
      endMs: localise(dayMs + toMs),
    }))
    for (const window of joined(own)) windows.push({ ...window, day })
  }
  windows.sort((a, b) => a.startMs - b.startMs || a.day.localeCompare(b.day))
  return Array.from({ length: 1_440 }, (_, minute) => {
    const at = utcDayMs + minute * MINUTE_MS
    return windows.find((window) => window.startMs <= at && at < window.endMs)?.day ?? null
  })
}

/** Windows of one day that overlap or touch are one window, which begins where the first does. */
const joined = (windows: { startMs: number; endMs: number }[]): { startMs: number; endMs: number }[] => {
  for (const one of windows) {
    for (const other of windows) {
      const isApart = one === other || one.endMs < other.startMs || other.endMs < one.startMs
      const isTurned = one.endMs <= one.startMs || other.endMs <= other.startMs
      if (isApart || isTurned) continue
      const whole = { startMs: Math.min(one.startMs, other.startMs), endMs: Math.max(one.endMs, other.endMs) }
      return joined([whole, ...windows.filter((each) => each !== one && each !== other)])
    }
  }
  return windows
}

const dateText = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const clockMs = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE_MS

/** What is open of a business day, as times on the wall since its midnight. */
const windowsOn = (calendar: Calendar, closed: WallSpan[], day: string): WallSpan[] => {
  const exceptions = calendar.exceptions.filter(({ date }) => date === day)
  const weekday = new Date(`${day}T00:00Z`).getUTCDay() || 7
  const rules = exceptions.length > 0 ? exceptions : calendar.weekly.filter(({ days }) => days.includes(weekday))
  return rules.flatMap(({ windows }) =>
    windows.flatMap(({ from, to }) => {
      const whole = { fromMs: clockMs(from), toMs: clockMs(to) + (to <= from ? DAY_MS : 0) }
      return exceptions.length > 0 ? [whole] : workedIn(whole, closed, Date.parse(`${day}T00:00Z`))
    }),
  )
}

/** Steps through the minutes of a window; those past midnight are closed when the last minute before it is. */
const workedIn = ({ fromMs, toMs }: WallSpan, closed: WallSpan[], dayMs: number): WallSpan[] => {
  const isClosed = (sinceMs: number): boolean => {
    const wallMs = dayMs + Math.min(sinceMs, DAY_MS - MINUTE_MS)
    return closed.some((span) => span.fromMs <= wallMs && wallMs < span.toMs)
  }
  const worked: WallSpan[] = []
  for (let ms = fromMs; ms < toMs; ms += MINUTE_MS) {
    if (isClosed(ms)) continue
    const last = worked.at(-1)
    if (last?.toMs === ms) last.toMs = ms + MINUTE_MS
    else worked.push({ fromMs: ms, toMs: ms + MINUTE_MS })
  }
  return worked
}

/**
 * Where a wall clock first shows a time; one that it never shows lies as far after the jump as the clock was short of it.
 * What a wall clock shows is written as the instant at which a clock in UTC shows the same.
 */
const wallToInstant = (zone: string): ((wallMs: number) => number) => {
  const shows = wallClock(zone)
  const known = new Map<number, number>()
  const search = (wallMs: number): number => {
    let before = { atMs: NaN, showsMs: NaN }
    // Clocks are at most fourteen hours ahead of UTC and twelve behind.
    for (let atMs = wallMs - 15 * HOUR_MS; atMs < wallMs + 13 * HOUR_MS; atMs += MINUTE_MS) {
      const showsMs = shows(atMs)
      if (showsMs === wallMs) return atMs
      if (showsMs > wallMs && before.showsMs < wallMs) return before.atMs + wallMs - before.showsMs
      before = { atMs, showsMs }
    }
    throw new Error(`${zone} neither shows nor skips ${new Date(wallMs).toISOString()}`)
  }
  return (wallMs) => {
    const instant = known.get(wallMs) ?? search(wallMs)
    known.set(wallMs, instant)
    return instant
  }
}

/** What a wall clock in the zone shows at a whole minute. */
export const wallClock = (zone: string): ((atMs: number) => number) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const read = (atMs: number): number => Date.parse(`${format.format(atMs).replace(' ', 'T')}Z`)
  const offsets = offsetsByZone.get(zone) ?? new Map<number, number>()
  offsetsByZone.set(zone, offsets)
  const offset = (hour: number): number => {
    const offsetMs = offsets.get(hour) ?? read(hour * HOUR_MS) - hour * HOUR_MS
    offsets.set(hour, offsetMs)
    return offsetMs
  }
  return (atMs) => {
    // No zone changes twice within an hour, so an hour with one offset at both ends needs no further look.
    const hour = Math.floor(atMs / HOUR_MS)
    return offset(hour) === offset(hour + 1) ? atMs + offset(hour) : read(atMs)
  }
}

const offsetsByZone = new Map<string, Map<number, number>>()
