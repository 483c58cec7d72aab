import type { Calendar } from '../../shared/calendar.ts'
import type { HandoffPoint, TierRule } from '../../shared/point.ts'
import type { Playbook } from '../../shared/playbook.ts'
import type { Tier } from '../../shared/terms.ts'
import { type Facts, holds } from './condition.ts'
import { startClock } from './escalate.ts'
import type { Clock, Offer } from './event.ts'

/** What a tier asks for, and the calendar on which the touch deadline is computed. */
export type TierDeadlines = { rule: TierRule; coverage: string }

/** A buyer who waits: since when, and what that asks for. */
export type Wait = { rule: NonNullable<TierRule>; coverage: string; at: number }

/** The point's tier, or that of the first of its exceptions that holds and says something about this tier. */
export const deadlinesFor = (
  { fits }: Pick<Playbook, 'fits'>,
  point: HandoffPoint,
  tier: Tier,
  facts: Facts,
  nowMs: number,
): TierDeadlines => {
  const known: Facts = { ...facts, 'handoff.tier': tier, 'handoff.point': point.id }
  const other = point.tiersWhen.find(({ when }) => holds(when, known, { fits, nowMs }))
  const own = other?.tiers[tier]
  return { rule: own === undefined ? point.tiers[tier] : own, coverage: other?.coverage ?? point.coverage }
}

/** The buyer's clock: of all who wait the one whose deadline is nearest. Throws a RangeError when nobody waits. */
export const touchClockOf = (
  calendars: readonly Calendar[],
  point: HandoffPoint,
  waits: readonly Wait[],
  cycle: number,
): Clock =>
  nearest(
    waits.map(({ rule, coverage, at }) =>
      startClock({
        kind: 'touch',
        rule: rule.touch,
        policy: point.escalation,
        calendar: named(calendars, coverage),
        startedAt: at,
        scope: String(cycle),
      }),
    ),
  )

/**
 * The owner's clock as the strictest of these waits would have it, on its own calendar: from the offer's own start, or from `fromMs`,
 * when the server learned of them, so that nobody is late for what they could not know.
 */
export const acceptClockOf = (
  calendars: readonly Calendar[],
  point: HandoffPoint,
  waits: readonly Wait[],
  { number, accept }: Offer,
  fromMs = accept.startedAt,
): Clock =>
  nearest([
    accept,
    ...waits.map(({ rule }) =>
      startClock({
        kind: 'accept',
        rule: rule.accept,
        policy: point.escalation,
        calendar: named(calendars, accept.calendar),
        startedAt: Math.max(accept.startedAt, fromMs),
        scope: String(number),
      }),
    ),
  ])

const nearest = (clocks: readonly Clock[]): Clock => {
  const [first] = clocks.toSorted((a, b) => a.dueAt - b.dueAt || a.startedAt - b.startedAt)
  if (first === undefined) throw new RangeError('nobody waits')
  return first
}

const named = (calendars: readonly Calendar[], id: string): Calendar => {
  const calendar = calendars.find((each) => each.id === id) ?? calendars[0]
  if (calendar === undefined) throw new RangeError('the playbook has no calendar')
  return calendar
}
