import { decide } from '../../server/domain/decide.ts'
import { acceptClockOf, touchClockOf } from '../../server/domain/deadlines.ts'
import { startClock } from '../../server/domain/escalate.ts'
import type { HandoffEvent, Offer } from '../../server/domain/event.ts'
import { evolve, type Handoff } from '../../server/domain/handoff.ts'
import { joinOf, touchpointOf } from '../../server/domain/takeUp.ts'
import type { Sighted } from '../../server/domain/trigger.ts'
import { type Uptake, weigh } from '../../server/domain/weigh.ts'
import type { Playbook } from '../../shared/playbook.ts'
import { recordKey, type RecordRef } from '../../shared/record.ts'

/** A place where signals arrive and nobody does anything else: what the actions do, without a database. */
export type Arrivals = { playbook: Playbook; company: RecordRef | null; nowMs: number }

type Kept = { id: string; handoff: Handoff; events: HandoffEvent[] }

/** Lets them arrive in this order; the handoffs as they are in the end, oldest first. */
export const arrive = ({ playbook, company, nowMs }: Arrivals, signals: readonly Sighted[]): Kept[] => {
  const kept: Kept[] = []
  const come: Sighted[] = []
  for (const signal of signals) {
    come.push(signal)
    const open = kept.map(({ id, handoff }) => ({
      id,
      point: handoff.point,
      record: handoff.record,
      t0: handoff.t0,
      answeredAt: null,
      signals: new Set(handoff.signals),
    }))
    const { uptakes } = weigh({ playbook, signal, history: come, company, open, spent: new Map() })
    for (const uptake of uptakes) {
      const known = kept.find(({ id }) => id === uptake.handoff?.id)
      const taken: Kept = known ?? { id: `handoff-${kept.length + 1}`, ...opened(playbook, uptake, signal, nowMs) }
      if (known === undefined) kept.push(taken)
      const join = { at: nowMs, calendars: playbook.calendars, offer: null }
      if (known !== undefined) give(taken, joinOf(taken.handoff, uptake, signal, join))
      for (const other of uptake.beside) give(taken, touchpointOf(taken.handoff, other, nowMs))
    }
  }
  return kept
}

/** What must not depend on the order, by point and record. */
export const outcomeOf = (kept: readonly Kept[]) =>
  kept
    .map(({ handoff }) => ({
      handoff: `${handoff.point} ${recordKey(handoff.record)}`,
      t0: new Date(handoff.t0).toISOString(),
      tier: handoff.tier,
      trigger: handoff.trigger,
      touchBy: new Date(handoff.touch.dueAt).toISOString(),
      touchFrom: new Date(handoff.touch.startedAt).toISOString(),
      acceptBy: new Date(handoff.offer.accept.dueAt).toISOString(),
      touchpoints: handoff.signals.toSorted(),
    }))
    .toSorted((a, b) => (a.handoff < b.handoff ? -1 : 1))

const give = (kept: Kept, command: Parameters<typeof decide>[1]): void => {
  const decision = decide(kept.handoff, command)
  if ('refusal' in decision) throw new Error(`refused: ${decision.refusal}`)
  kept.events.push(...decision.events)
  kept.handoff = decision.events.reduce<Handoff>(evolve, kept.handoff)
}

const opened = (playbook: Playbook, { point, record, fired }: Uptake, signal: Sighted, nowMs: number) => {
  if (fired === null) throw new Error('what fires nothing opens nothing')
  const { winner, waits, t0 } = fired
  const [calendar] = playbook.calendars
  const [wait] = waits
  if (calendar === undefined || wait === undefined) throw new Error('nobody waits')
  const clock = { kind: 'accept', policy: point.escalation, calendar, startedAt: nowMs, scope: '1' } as const
  const offer: Offer = { ...OFFER, accept: startClock({ ...clock, rule: wait.rule.accept }) }
  const decision = decide(null, {
    type: 'open',
    at: nowMs,
    point: point.id,
    trigger: winner.trigger.id,
    triggerName: winner.trigger.name,
    tier: winner.tier,
    record,
    signalId: signal.id,
    kind: signal.kind,
    source: 'website',
    t0,
    playbookVersion: 1,
    account: null,
    touch: touchClockOf(playbook.calendars, point, waits, 1),
    offer: { ...offer, accept: acceptClockOf(playbook.calendars, point, waits, offer) },
  })
  if ('refusal' in decision) throw new Error(`refused: ${decision.refusal}`)
  const handoff = decision.events.reduce<Handoff | null>(evolve, null)
  if (handoff === null) throw new Error('nothing was opened')
  return { handoff, events: decision.events }
}

const OFFER: Omit<Offer, 'accept'> = {
  number: 1,
  owner: 'ana',
  backup: null,
  why: 'pool',
  whyName: null,
  instead: null,
  pool: 'sdr',
  decisionId: 'decision',
}
