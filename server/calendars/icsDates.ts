import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import type { AllDayEvent } from './readIcs.ts'

/** Dates `YYYY-MM-DD`, both included. */
export type DateSpan = { from: string; until: string }

const REPEATED_DAYWISE = /(?:^|;)FREQ=(?:YEARLY|MONTHLY|WEEKLY|DAILY)(?:;|$)/
/** Days of forty years: a rule that finds nothing in them is given up. */
const STEPS_MAX = 15_000

/**
 * The dates on which an event begins so that it touches the span; none when it is cancelled. `all` are the events of its file:
 * one of them may stand in for an occurrence of this one. A rule that cannot be followed is a sentence.
 */
export const occurrences = (
  event: AllDayEvent,
  all: readonly AllDayEvent[],
  span: DateSpan,
): { dates: string[] } | { problem: string } => {
  if (event.isCancelled) return { dates: [] }
  if (event.rule === null || event.insteadOf !== null) return { dates: [event.start, ...event.also] }
  const repeated = byRule(event, event.rule, span)
  if ('problem' in repeated) return repeated
  const gone = new Set(event.except)
  for (const { uid, insteadOf } of all) if (uid === event.uid && insteadOf !== null) gone.add(insteadOf)
  return { dates: [...repeated.dates, ...event.also].filter((date) => !gone.has(date)) }
}

const byRule = (event: AllDayEvent, rule: string, span: DateSpan): { dates: string[] } | { problem: string } => {
  if (!REPEATED_DAYWISE.test(rule))
    return { problem: `Event «${event.name}»: an all-day event cannot repeat by ${rule}.` }
  // A date has no zone; in UTC no day is longer than another.
  const midnight = (date: string) => Temporal.PlainDate.from(date).toZonedDateTime('UTC')
  try {
    const dates = new RRuleTemporal({
      rruleString: `RRULE:${rule}`,
      dtstart: midnight(event.start),
      temporal: Temporal,
      maxIterations: STEPS_MAX,
    }).between(midnight(span.from).subtract({ days: event.days }), midnight(span.until), true)
    return { dates: dates.map((each) => each.toPlainDate().toString()) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { problem: `Event «${event.name}»: its repetition ${rule} cannot be followed (${why}).` }
  }
}
