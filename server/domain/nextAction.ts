import { Temporal } from 'temporal-polyfill'
import type { Calendar } from '../../shared/calendar.ts'
import type { NextAction } from '../../shared/point.ts'
import { openWindows } from './workingTime.ts'

const DAY_MS = 86_400_000

/**
 * Instants to choose from for the dated next action, the proposed one first: the point's time of day on the business day so
 * many working days ahead, then that time and four hours later on the days around it. All lie in the future, in open time.
 */
export const nextActionOptions = (calendar: Calendar, rule: NextAction, nowMs: number): number[] => {
  const windows = openWindows(calendar, nowMs, nowMs + 21 * DAY_MS)
  const days = [...new Set(windows.map(({ day }) => day))].slice(0, rule.inWorkingDays + 5)
  const isOpen = (at: number) => at > nowMs && windows.some(({ startMs, endMs }) => startMs <= at && at < endMs)
  const options = days
    .flatMap((day) => [0, 4].map((hours) => instantAt(day, rule.at, calendar.zone) + hours * 3_600_000))
    .filter(isOpen)
  const proposed = days
    .slice(rule.inWorkingDays)
    .map((day) => instantAt(day, rule.at, calendar.zone))
    .find(isOpen)
  return proposed === undefined
    ? options.slice(0, 8)
    : [proposed, ...options.filter((at) => at !== proposed)].slice(0, 8)
}

const instantAt = (day: string, time: string, zone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
    .epochMilliseconds
