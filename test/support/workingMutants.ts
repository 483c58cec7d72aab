import { Temporal } from 'temporal-polyfill'
import { addWorking, deadline, openWindows } from '../../server/domain/workingTime.ts'
import type { Calendar } from '../../shared/calendar.ts'
import { OURS, type Implementation } from './workingCases.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** Long enough for each `minutes` of a generated calendar, which opens some hours a week. */
const SEEN_DAYS = 40

/** Our code with one mistake each, by what the mistake is. */
export const mutants = (): Record<string, Implementation> => ({
  ...addingWrongly({
    'a clock that runs when closed': (_, fromMs, minutes) => fromMs + minutes * MINUTE_MS,
    'week-ends that are worked': (calendar, ...rest) =>
      addWorking(
        { ...calendar, weekly: calendar.weekly.map((rule) => ({ ...rule, days: [1, 2, 3, 4, 5, 6, 7] })) },
        ...rest,
      ),
    'exceptions that are overlooked': (calendar, ...rest) => addWorking({ ...calendar, exceptions: [] }, ...rest),
    'half days that are closed': (calendar, ...rest) =>
      addWorking(
        { ...calendar, exceptions: calendar.exceptions.map((exception) => ({ ...exception, windows: [] })) },
        ...rest,
      ),
    'one offset for the whole span': (calendar, fromMs, minutes) =>
      addWorking(fixedOffset(calendar, fromMs), fromMs, minutes),
    'a due time at the close that moves to the next opening': (calendar, fromMs, minutes) => {
      const dueMs = addWorking(calendar, fromMs, minutes)
      return openWindows(calendar, dueMs - 1, dueMs + 1).some(({ endMs }) => endMs > dueMs)
        ? dueMs
        : addWorking(calendar, dueMs, 1) - MINUTE_MS
    },
    'only the first window of a day': (calendar, ...rest) =>
      addWorking(
        { ...calendar, weekly: calendar.weekly.map((rule) => ({ ...rule, windows: rule.windows.slice(0, 1) })) },
        ...rest,
      ),
    'windows over midnight that end there': (calendar, ...rest) => addWorking(endingAtMidnight(calendar), ...rest),
    'seconds that are dropped': (calendar, fromMs, minutes) =>
      addWorking(calendar, fromMs - (fromMs % MINUTE_MS), minutes),
    'overlaps that are counted twice': (calendar, ...rest) =>
      plainly(calendar, ...rest, { overlap: 'twice', disambiguation: 'compatible' }),
    'the second of an ambiguous time': (calendar, ...rest) =>
      plainly(calendar, ...rest, { overlap: 'once', disambiguation: 'later' }),
    'a missing time that moves backward': (calendar, ...rest) =>
      plainly(calendar, ...rest, { overlap: 'once', disambiguation: 'earlier' }),
  }),
  ...dueWrongly({
    'a high touch that runs on after the close': (calendar, rule, fromMs) =>
      rule.kind === 'working_same_day' && deadline(calendar, rule, fromMs) < addWorking(calendar, fromMs, rule.minutes)
        ? addWorking(calendar, fromMs, rule.minutes)
        : deadline(calendar, rule, fromMs),
    'a high touch that is due at the close however little is left': (calendar, rule, fromMs) =>
      deadline(calendar, rule.kind === 'working_same_day' ? { ...rule, unlessUnderMinutes: 0 } : rule, fromMs),
    'a medium touch that is due at the close of today': (calendar, rule, fromMs) =>
      deadline(calendar, rule, rule.kind === 'close_of_next_day' ? fromMs - DAY_MS : fromMs),
  }),
  ...closingWrongly({
    'holidays that are overlooked': (calendar) => calendar,
    'a half holiday that lasts all day': (calendar, holidays, until) =>
      OURS.withHolidays(calendar, holidays.map(wholeDays), until),
    'a holiday that ends a minute early': (calendar, holidays, until) =>
      OURS.withHolidays(calendar, holidays.map(minuteLess), until),
    'a holiday that overrules what a person wrote': (calendar, holidays, until) => {
      const closed = OURS.withHolidays({ ...calendar, exceptions: [] }, holidays, until)
      const dates = new Set(closed.exceptions.map(({ date }) => date))
      return {
        ...closed,
        exceptions: [...closed.exceptions, ...calendar.exceptions.filter(({ date }) => !dates.has(date))],
      }
    },
  }),
})

/** The same thing said in another way: an `addWorking` without caches and look-ahead. */
export const saidOtherwise: Implementation = {
  ...OURS,
  addWorking: (calendar, fromMs, minutes) =>
    plainly(calendar, fromMs, minutes, { overlap: 'once', disambiguation: 'compatible' }),
}

const addingWrongly = (all: Record<string, Implementation['addWorking']>) => each(all, 'addWorking')
const dueWrongly = (all: Record<string, Implementation['deadline']>) => each(all, 'deadline')
const closingWrongly = (all: Record<string, Implementation['withHolidays']>) => each(all, 'withHolidays')
const each = <K extends keyof Implementation>(
  all: Record<string, Implementation[K]>,
  part: K,
): Record<string, Implementation> =>
  Object.fromEntries(Object.entries(all).map(([mistake, wrong]) => [mistake, { ...OURS, [part]: wrong }]))

const fixedOffset = (calendar: Calendar, atMs: number): Calendar => ({
  ...calendar,
  zone: Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(calendar.zone).offset,
})
const endingAtMidnight = (calendar: Calendar): Calendar => ({
  ...calendar,
  weekly: calendar.weekly.map((rule) => ({
    ...rule,
    windows: rule.windows.map(({ from, to }) => ({ from, to: to <= from ? '24:00' : to })),
  })),
})
const wholeDays = <T extends { from: string; to: string }>(holiday: T): T => {
  const end = Temporal.PlainDateTime.from(holiday.to).subtract({ minutes: 1 }).toPlainDate().add({ days: 1 })
  return { ...holiday, from: `${holiday.from.slice(0, 10)}T00:00`, to: `${end}T00:00` }
}
const minuteLess = <T extends { to: string }>(holiday: T): T => ({
  ...holiday,
  to: Temporal.PlainDateTime.from(holiday.to).subtract({ minutes: 1 }).toString(),
})

type Habits = { overlap: 'once' | 'twice'; disambiguation: 'compatible' | 'earlier' | 'later' }

/** An `addWorking` whose habits can be set wrong. */
const plainly = (calendar: Calendar, fromMs: number, minutes: number, { overlap, disambiguation }: Habits): number => {
  const first = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(calendar.zone).toPlainDate()
  const found: { startMs: number; endMs: number }[] = []
  for (let ahead = -4; ahead < SEEN_DAYS; ahead++) {
    const date = first.add({ days: ahead })
    const edge = (on: Temporal.PlainDate, clock: string) =>
      (clock === '24:00' ? on.add({ days: 1 }).toPlainDateTime('00:00') : on.toPlainDateTime(clock)).toZonedDateTime(
        calendar.zone,
        { disambiguation },
      ).epochMilliseconds
    const exception = calendar.exceptions.find((one) => one.date === date.toString())
    const rules = exception ? [exception] : calendar.weekly.filter(({ days }) => days.includes(date.dayOfWeek))
    for (const { from, to } of rules.flatMap(({ windows }) => windows)) {
      found.push({ startMs: edge(date, from), endMs: edge(to <= from ? date.add({ days: 1 }) : date, to) })
    }
  }
  let leftMs = minutes * MINUTE_MS
  let doneMs = fromMs
  for (const { startMs, endMs } of found.sort((a, b) => a.startMs - b.startMs)) {
    const openMs = Math.max(startMs, overlap === 'once' ? doneMs : fromMs)
    if (endMs <= openMs) continue
    if (leftMs <= endMs - openMs) return openMs + leftMs
    leftMs -= endMs - openMs
    doneMs = endMs
  }
  return doneMs
}
