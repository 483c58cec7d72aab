import type { HandoffPoint } from '../../shared/point.ts'
import type { Fit } from '../../shared/playbook.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { Tier } from '../../shared/terms.ts'
import type { Scope, Trigger } from '../../shared/trigger.ts'
import { crossingAt } from './crossing.ts'
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
  /** Ids of the signals without which it may not have fired. */
  rests: ReadonlySet<string>
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

/** Whether this kind of signal means anything to the trigger. */
export const minds = ({ kinds, counts = [], score }: Trigger, kind: string): boolean =>
  kinds.includes(kind) ||
  counts.some((count) => count.kinds?.includes(kind)) ||
  (score !== undefined && Object.hasOwn(score.weights, kind))

/** Whether a signal is one of those at which the trigger is looked at. Dates in its condition are seen from the signal's time. */
export const isEligible = ({ kinds, when }: Trigger, { kind, facts, at }: Sighted, fits: readonly Fit[]): boolean =>
  kinds.includes(kind) && holds(when, facts, { fits, nowMs: at })

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
    const eligible = new Set(inOrder.filter((signal) => isEligible(trigger, signal, fits)))
    if (eligible.size === 0) return []
    // What it is looked at for must meet its condition to be counted; other kinds count as they are.
    const counted = inOrder.filter((signal) => eligible.has(signal) || !trigger.kinds.includes(signal.kind))
    return [...eligible].flatMap((by): Firing[] => {
      const rests = scope === 'signal' ? new Set([by.id]) : crossingAt(trigger, by, counted)
      if (rests === null) return []
      const tier = trigger.tierWhen?.find(({ when }) => holds(when, by.facts, { fits, nowMs: by.at }))?.tier
      return [{ trigger, rank, scope, tier: tier ?? trigger.tier, at: by.at, by, rests, lowered: false }]
    })
  })

const nameOf = ({ trigger, by }: Firing): string => `${trigger.id} ${by.id}`
