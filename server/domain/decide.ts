import type { DeclineReason, Refusal, TouchChannel, TouchOutcome } from '../../shared/handoff.ts'
import type { Tier } from '../../shared/playbook.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { Clock, HandoffEvent, Offer, PlannedStep } from './event.ts'
import type { Handoff } from './handoff.ts'
import { runningClocks, stepsAhead } from './handoff.ts'

type SignalFacts = { signalId: string; kind: string; source: string }
type Press = { by: string; at: number; pressedAt: number }

/** What somebody or something wants. Instants and computed deadlines ride along; `at` is when the server learned of it. */
export type Command =
  | ({
      type: 'open'
      at: number
      point: string
      trigger: string
      triggerName: string
      tier: Tier
      record: RecordRef
      t0: number
      playbookVersion: number
      account: { id: string; segment: string | null } | null
      touch: Clock
      offer: Offer
    } & SignalFacts)
  /** A signal for a handoff that is open already. `touch` is the clock computed from the signal's own
   *  time and tier, `offer` whom a new cycle goes to when its owner cannot take it. */
  | ({ type: 'join'; at: number; t0: number; tier: Tier; touch: Clock; offer: Offer | null } & SignalFacts)
  /** `takeOver` is the offer that holds when the one who accepts is the backup. */
  | ({ type: 'accept'; takeOver: Offer | null } & Press)
  /** `next` is the offer to whoever comes next; null: nobody is left. */
  | ({ type: 'decline'; reason: DeclineReason; noteId: string | null; next: Offer | null } & Press)
  | ({ type: 'log_touch'; channel: TouchChannel; outcome: TouchOutcome; next: { noteId: string; at: number } } & Press)
  /** The CRM shows another owner, made so by somebody there: `by` when they are a person here. `offer` names the new one. */
  | { type: 'follow_owner'; at: number; by: string | null; offer: Offer }
  /** The engine found a step due. `target` is its person as resolved now, `next` the backup's offer. */
  | { type: 'tick'; at: number; key: string; target: string | null; next: Offer | null }

export type Decision = { events: HandoffEvent[] } | { refusal: Refusal; by?: string; since?: number }

/** What follows from a command: events, none when it changes nothing (so repeating one is harmless), or a refusal. */
export const decide = (handoff: Handoff | null, command: Command): Decision => {
  if (command.type === 'open') return { events: handoff === null ? opening(command) : [] }
  if (handoff === null) return { refusal: 'not_found' }
  switch (command.type) {
    case 'join':
      return { events: joining(handoff, command) }
    case 'accept':
      return accepting(handoff, command)
    case 'decline':
      return declining(handoff, command)
    case 'log_touch':
      return touching(handoff, command)
    case 'follow_owner':
      return { events: following(handoff, command) }
    case 'tick':
      return { events: ticking(handoff, command) }
  }
}

type Of<T extends Command['type']> = Extract<Command, { type: T }>

const opening = ({ type: _, offer, ...facts }: Of<'open'>): HandoffEvent[] => [
  { type: 'opened', ...facts },
  { type: 'assigned', at: facts.at, by: null, offer },
]

const RANK: Record<Tier, number> = { low: 0, medium: 1, high: 2 }

/** A signal from before a touch was answered by it: no new wait begins, and none began earlier. */
const isAnswered = (handoff: Handoff, t0: number): boolean => {
  const answeredAt = handoff.touched?.at ?? handoff.answeredAt
  return answeredAt !== null && t0 <= answeredAt
}

/** Whether this signal begins a new wait: high intent after the first touch. Whatever else comes is one more touchpoint. */
export const opensCycle = (handoff: Handoff, signal: { tier: Tier; t0: number }): boolean =>
  handoff.touched !== null && signal.tier === 'high' && !isAnswered(handoff, signal.t0)

/** A signal joins: intent only rises, deadlines only tighten. After the first touch it opens a cycle with a t0 of its own. */
const joining = (handoff: Handoff, command: Of<'join'>): HandoffEvent[] => {
  const { at, signalId, kind, tier, t0, touch, offer } = command
  if (handoff.signals.includes(signalId)) return []
  if (isAnswered(handoff, t0)) return [{ type: 'joined', at, signalId, kind }]
  if (handoff.touched !== null) {
    if (!opensCycle(handoff, { tier, t0 })) return [{ type: 'joined', at, signalId, kind }]
    const cycle: HandoffEvent = { type: 'cycle_opened', at, signalId, kind, cycle: handoff.cycle + 1, tier, t0, touch }
    return offer === null ? [cycle] : [cycle, { type: 'assigned', at, by: null, offer }]
  }
  return [
    {
      type: 'joined',
      at,
      signalId,
      kind,
      ...(t0 < handoff.t0 ? { t0 } : {}),
      ...(RANK[tier] > RANK[handoff.tier] ? { tier } : {}),
      ...(touch.dueAt < handoff.touch.dueAt ? { touch } : {}),
    },
  ]
}

const accepting = (handoff: Handoff, { by, at, pressedAt, takeOver }: Of<'accept'>): Decision => {
  const accepted: HandoffEvent = { type: 'accepted', at, by, via: 'accept', pressedAt }
  if (handoff.accepted !== null) return handoff.accepted.by === by ? { events: [] } : taken(handoff)
  if (handoff.offer.owner === by) return { events: [...lateFacts(handoff, at), accepted] }
  if (handoff.offer.backup === by && takeOver !== null) {
    return { events: [...lateFacts(handoff, at), { type: 'assigned', at, by, offer: takeOver }, accepted] }
  }
  return { refusal: 'not_owner', by: handoff.offer.owner }
}

const declining = (handoff: Handoff, { by, at, pressedAt, reason, noteId, next }: Of<'decline'>): Decision => {
  if (handoff.refusedBy.includes(by) && handoff.offer.owner !== by) return { events: [] }
  if (handoff.accepted !== null) return handoff.accepted.by === by ? { refusal: 'already_accepted' } : taken(handoff)
  if (handoff.offer.owner !== by) return { refusal: 'not_owner', by: handoff.offer.owner }
  if (next === null) return { refusal: 'nobody_left' }
  return {
    events: [
      ...lateFacts(handoff, at),
      { type: 'declined', at, by, reason, noteId, pressedAt },
      { type: 'assigned', at, by, offer: next },
    ],
  }
}

const touching = (handoff: Handoff, command: Of<'log_touch'>): Decision => {
  const { by, at, pressedAt, channel, outcome, next } = command
  if (handoff.touched !== null) {
    return handoff.touched.by === by
      ? { events: [] }
      : { refusal: 'already_touched', by: handoff.touched.by, since: handoff.touched.at }
  }
  if (handoff.offer.owner !== by)
    return handoff.accepted !== null ? taken(handoff) : { refusal: 'not_owner', by: handoff.offer.owner }
  const accepted: HandoffEvent[] =
    handoff.accepted === null ? [{ type: 'accepted', at, by, via: 'first_touch', pressedAt }] : []
  const touched: HandoffEvent = { type: 'touched', at, by, channel, outcome, next, selfReported: true, pressedAt }
  return { events: [...lateFacts(handoff, at), ...accepted, touched] }
}

/** Whoever it was offered to or accepted by: the CRM's owner is asked afresh, and the buyer's clock runs on. */
const following = (handoff: Handoff, { at, by, offer }: Of<'follow_owner'>): HandoffEvent[] =>
  handoff.offer.owner === offer.owner ? [] : [...lateFacts(handoff, at), { type: 'assigned', at, by, offer }]

const taken = (handoff: Handoff): Decision => ({
  refusal: 'taken',
  by: handoff.accepted?.by,
  since: handoff.accepted?.at,
})

/** Breaches that lie in the past but that no sweep has told yet: an act that came late is late, however busy the engine was. */
const lateFacts = (handoff: Handoff, at: number): HandoffEvent[] =>
  stepsAhead(handoff, at)
    .filter((step) => step.act === 'breach' && step.at <= at)
    .map((step) => ({ type: 'breached', at, key: step.key, clock: clockOf(handoff, step), dueAt: step.at }))

const ticking = (handoff: Handoff, { at, key, target, next }: Of<'tick'>): HandoffEvent[] => {
  const step = stepsAhead(handoff, at)[0]
  if (step === undefined || step.key !== key || step.at > at) return []
  const clock = clockOf(handoff, step)
  if (step.act === 'breach') return [{ type: 'breached', at, key, clock, dueAt: step.at }]
  if (step.act === 'hand_to_backup') {
    if (next === null) return [{ type: 'skipped', at, key, clock }]
    return [
      { type: 'expired', at, key, person: handoff.offer.owner },
      { type: 'assigned', at, by: null, offer: next },
    ]
  }
  if (target === null) return [{ type: 'skipped', at, key, clock }]
  return [{ type: step.act === 'remind' ? 'reminded' : 'alerted', at, key, clock, to: target }]
}

const clockOf = (handoff: Handoff, step: PlannedStep): Clock['kind'] =>
  runningClocks(handoff).find((clock) => clock.steps.includes(step))?.kind ?? 'touch'
