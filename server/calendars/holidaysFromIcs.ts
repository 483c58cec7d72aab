import { Temporal } from 'temporal-polyfill'
import type { DatedWindows } from '../../shared/calendar.ts'
import { occurrences, type DateSpan } from './icsDates.ts'
import { readIcs } from './readIcs.ts'

/** `leftOut`: events with a time of day, which close no day. */
type FromIcs = { exceptions: DatedWindows[]; leftOut: number } | { problem: string }

/**
 * The dates that the all-day events of an iCalendar file close, within the span, each named after its events: several days long,
 * repeated, moved and cancelled ones as the standard has it (RFC 5545). A file that cannot be read gives a sentence that
 * says what is wrong with it.
 */
export const holidaysFromIcs = (text: string, span: DateSpan): FromIcs => {
  const file = readIcs(text)
  if ('problem' in file) return file
  const { events, leftOut } = file
  if (events.length === 0) {
    const others = leftOut === 0 ? 'no event' : `only ${leftOut} with a time of day, and those close no day`
    return { problem: `The file has no all-day event, ${others}. Nothing was taken from it.` }
  }
  const names = new Map<string, Set<string>>()
  for (const event of events) {
    const starts = occurrences(event, events, span)
    if ('problem' in starts) return starts
    for (const start of starts.dates) {
      for (const date of datesFrom(start, event.days, span)) {
        names.set(date, (names.get(date) ?? new Set()).add(event.name))
      }
    }
  }
  if (names.size === 0) return { problem: `None of its all-day events lies between ${span.from} and ${span.until}.` }
  const exceptions = [...names].map(([date, of]) => ({
    date,
    windows: [],
    name: [...of].join(', ').slice(0, 120).toWellFormed(),
    origin: 'file' as const,
  }))
  return { exceptions: exceptions.toSorted((a, b) => (a.date < b.date ? -1 : 1)), leftOut }
}

const datesFrom = (start: string, days: number, { from, until }: DateSpan): string[] => {
  const dates: string[] = []
  const last = Temporal.PlainDate.from(start)
    .add({ days: days - 1 })
    .toString()
  let day = Temporal.PlainDate.from(start < from ? from : start)
  for (; day.toString() <= (last < until ? last : until); day = day.add({ days: 1 })) dates.push(day.toString())
  return dates
}
