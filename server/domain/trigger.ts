import type { HandoffPoint } from '../../shared/point.ts'
import type { Fit } from '../../shared/playbook.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { Tier } from '../../shared/terms.ts'
import type { Scope, Trigger } from '../../shared/trigger.ts'
import { type Crossing, crossingOf } from './crossing.ts'
import { type Facts, holds } from './condition.ts'

/** A signal as triggers see it. `at` is when it occurred, epoch milliseconds. */
export type Sighted = {
  id: string
  kind: string
  at: number
  ref: RecordRef
  /** Who it was: a person's address, else their record. */
  contact: string
  facts: Facts
  /** It came from a list that nobody confirmed: by itself it makes no high intent. */
  capped: boolean
  /** A person handed it over at this point: it means nothing to another. */
  point?: string | null
}

/** A trigger that fires: by which signal, at which instant, and what it rests on. */
export type Firing = {
  trigger: Trigger
  /** Place among the point's triggers. */
  rank: number
  scope: 'signal' | Scope
  tier: Tier
  at: number
  by: Sighted
  /** What its trigger comes to: which signals it may not have fired without. */
  crossing: Crossing
  /** It would be high, had its list been confirmed. */
  lowered: boolean
}

/**
 * Every firing of a point's triggers over a history, in whatever order it is given. One that counts or scores fires at each signal
 * at which its windows, which end there and include both ends, are full. Signals at one instant see each other.
 */
export const firingsOf = (point: HandoffPoint, history: readonly Sighted[], fits: readonly Fit[]): Firing[] => {
  const inOrder = history.toSorted(byTime)
  const firings = allFirings(point, inOrder, fits)
  const confirmed = inOrder.filter(({ capped }) => !capped)
  if (confirmed.length === inOrder.length) return firings
  const sure = new Set(allFirings(point, confirmed, fits).map(nameOf))
  return firings.map((firing) =>
    firing.tier === 'high' && !sure.has(nameOf(firing)) ? { ...firing, tier: 'medium', lowered: true } : firing,
  )
}

/** What it goes by: whether one signal is enough, or signals of the record or the account are summed up. */
export const scopeOf = ({ counts = [], score }: Trigger): Firing['scope'] => {
  if (counts.length === 0 && score === undefined) return 'signal'
  return score?.over === 'account' || counts.some(({ over }) => over === 'account') ? 'account' : 'record'
}

/** Every kind of signal that means anything to the trigger. */
export const kindsOf = ({ kinds, counts = [], score }: Trigger): string[] => [
  ...kinds,
  ...counts.flatMap((count) => count.kinds ?? []),
  ...Object.keys(score?.weights ?? {}),
]

/** Whether this kind of signal means anything to the trigger. */
export const minds = ({ kinds, counts = [], score }: Trigger, kind: string): boolean =>
  kinds.includes(kind) ||
  counts.some((count) => count.kinds?.includes(kind)) ||
  (score !== undefined && Object.hasOwn(score.weights, kind))

/** Whether a signal is one of those at which the trigger is looked at. Dates in its condition are seen from the signal's time. */
export const isEligible = (trigger: Trigger, { kind, facts, at }: Sighted, fits: readonly Fit[]): boolean =>
  trigger.kinds.includes(kind) && isMeant(trigger, facts) && holds(trigger.when, facts, { fits, nowMs: at })

/** A day of the server's own calendar is that of one trigger: another with the same kind has a day of its own. */
const isMeant = ({ id, date }: Trigger, facts: Facts): boolean => {
  const meant = facts['signal.fields.trigger']
  const isOfCalendar = date !== undefined && facts['signal.source'] === 'calendar' && typeof meant === 'string'
  return !isOfCalendar || meant.endsWith(`/${id}`)
}

/** Whether a firing may not have come without this signal. */
export const restsOn = ({ crossing, by }: Firing, signal: Sighted): boolean => crossing.restsOn(by, signal)

/** Makes ready the same question for many firings: does any of them rest on a signal? */
export const anyRestsOn = (firings: readonly Firing[]): ((signal: Sighted) => boolean) => {
  const byCrossing = Map.groupBy(firings, ({ crossing }) => crossing)
  const each = [...byCrossing].map(([crossing, its]) => crossing.anyRestsOn(its.map(({ by }) => by)))
  return (signal) => each.some((isRested) => isRested(signal))
}

/** The strongest tier, then the earliest, then the playbook's order. */
export const strongest = (firings: readonly Firing[]): Firing | undefined =>
  firings.toSorted(
    (a, b) => RANK[b.tier] - RANK[a.tier] || a.at - b.at || a.rank - b.rank || (a.by.id < b.by.id ? -1 : 1),
  )[0]

export const RANK: Record<Tier, number> = { low: 0, medium: 1, high: 2 }

export const byTime = (a: Sighted, b: Sighted): number => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

const allFirings = (point: HandoffPoint, inOrder: readonly Sighted[], fits: readonly Fit[]): Firing[] =>
  point.triggers.flatMap((trigger, rank) => {
    const scope = scopeOf(trigger)
    const minded = new Set(kindsOf(trigger))
    const kinds = new Set(trigger.kinds)
    const eligible = new Set<Sighted>()
    // What it is looked at for must meet its condition to be counted; other kinds count as they are.
    const counted = inOrder.filter((signal) => {
      if (!minded.has(signal.kind)) return false
      if (!kinds.has(signal.kind)) return true
      const isIn = holds(trigger.when, signal.facts, { fits, nowMs: signal.at })
      if (isIn) eligible.add(signal)
      return isIn
    })
    if (eligible.size === 0) return []
    const crossing = crossingOf(trigger, counted)
    return [...eligible].flatMap((by): Firing[] => {
      if (!crossing.isReachedAt(by)) return []
      const tier = trigger.tierWhen?.find(({ when }) => holds(when, by.facts, { fits, nowMs: by.at }))?.tier
      return [{ trigger, rank, scope, tier: tier ?? trigger.tier, at: by.at, by, crossing, lowered: false }]
    })
  })

const nameOf = ({ trigger, by }: Firing): string => `${trigger.id} ${by.id}`
