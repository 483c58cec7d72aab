import type { Tier } from '../../shared/terms.ts'
import type { CommandOf } from './command.ts'
import { lateFacts } from './decideClocks.ts'
import type { HandoffEvent } from './event.ts'
import type { Handoff } from './handoff.ts'

export const opening = ({ type: _, offer, ...facts }: CommandOf<'open'>): HandoffEvent[] => [
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
export const joining = (handoff: Handoff, command: CommandOf<'join'>): HandoffEvent[] => {
  const { at, signalId, kind, tier, t0, touch, accept, trigger, offer } = command
  if (handoff.signals.includes(signalId)) return []
  const touchpoint: HandoffEvent = { type: 'joined', at, signalId, kind }
  if (tier === 'low' || isAnswered(handoff, t0)) return [touchpoint]
  if (handoff.touched !== null) {
    if (!opensCycle(handoff, { tier, t0 })) return [touchpoint]
    const cycle: HandoffEvent = { type: 'cycle_opened', at, signalId, kind, cycle: handoff.cycle + 1, tier, t0, touch }
    return offer === null ? [cycle] : [...lateFacts(handoff, at), cycle, { type: 'assigned', at, by: null, offer }]
  }
  const isStronger = RANK[tier] > RANK[handoff.tier]
  const isTighter = (clock: { dueAt: number; startedAt: number }, than: { dueAt: number; startedAt: number }) =>
    clock.dueAt < than.dueAt || (clock.dueAt === than.dueAt && clock.startedAt < than.startedAt)
  return [
    {
      ...touchpoint,
      ...(t0 < handoff.t0 ? { t0 } : {}),
      ...(isStronger ? { tier } : {}),
      ...(trigger !== undefined && tier === (isStronger ? tier : handoff.tier) && trigger.id !== handoff.trigger
        ? { trigger }
        : {}),
      ...(isTighter(touch, handoff.touch) ? { touch } : {}),
      ...(accept !== undefined && handoff.accepted === null && isTighter(accept, handoff.offer.accept)
        ? { accept }
        : {}),
    },
  ]
}
