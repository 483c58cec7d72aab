import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import * as workingTime from '../../server/domain/workingTime.ts'
import type { Calendar } from '../../shared/calendar.ts'
import { anyCase, check } from '../support/workingCases.ts'
import type { Implementation } from '../support/workingCases.ts'

const CASES = 2_000
const SEED = 20_260_717
const MINUTE_MS = 60_000
/** Long enough for each `minutes` of a generated calendar, which opens some hours a week. */
const SEEN_DAYS = 40

describe('the comparison with the oracle notices', () => {
  const { addWorking } = workingTime
  const windowsAt = (calendar: Calendar, atMs: number) => workingTime.openWindows(calendar, atMs - 1, atMs + 1)
  const fixedOffset = (calendar: Calendar, atMs: number): Calendar => ({
    ...calendar,
    zone: Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(calendar.zone).offset,
  })
  const wrong: Record<string, Implementation['addWorking']> = {
    'a clock that runs when closed': (_, fromMs, minutes) => fromMs + minutes * MINUTE_MS,
    'week-ends that are worked': (calendar, ...rest) =>
      addWorking(
        { ...calendar, weekly: calendar.weekly.map((rule) => ({ ...rule, days: [1, 2, 3, 4, 5, 6, 7] })) },
        ...rest,
      ),
    'exceptions that are overlooked': (calendar, ...rest) => addWorking({ ...calendar, exceptions: [] }, ...rest),
    'one offset for the whole span': (calendar, fromMs, minutes) =>
      addWorking(fixedOffset(calendar, fromMs), fromMs, minutes),
    'a due time at the close that moves to the next opening': (calendar, fromMs, minutes) => {
      const dueMs = addWorking(calendar, fromMs, minutes)
      return windowsAt(calendar, dueMs).some(({ endMs }) => endMs > dueMs)
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
  }
  const endingAtMidnight = (calendar: Calendar): Calendar => ({
    ...calendar,
    weekly: calendar.weekly.map((rule) => ({
      ...rule,
      windows: rule.windows.map(({ from, to }) => ({ from, to: to <= from ? '24:00' : to })),
    })),
  })
  test.each(Object.entries(wrong))('%s', { timeout: 60_000 }, (_, addWorkingWrongly) => {
    const mutant = { ...workingTime, addWorking: addWorkingWrongly }
    expect(() => check(mutant, anyCase, { seed: SEED, numRuns: CASES, endOnFailure: true })).toThrow('Property failed')
  })
  test('but not the same thing said in another way', { timeout: 60_000 }, () => {
    const other = {
      ...workingTime,
      addWorking: (calendar: Calendar, fromMs: number, minutes: number) =>
        plainly(calendar, fromMs, minutes, { overlap: 'once', disambiguation: 'compatible' }),
    }
    check(other, anyCase, { seed: SEED, numRuns: 300 })
  })
})

type Habits = { overlap: 'once' | 'twice'; disambiguation: 'compatible' | 'earlier' | 'later' }

/** Another `addWorking`, without caches and look-ahead, whose habits can be set wrong. */
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
