import type { CommandOf, Decision, Refused } from './command.ts'
import { lateFacts } from './decideClocks.ts'
import type { HandoffEvent } from './event.ts'
import { type Handoff, hasEnded } from './handoff.ts'

/** A returned handoff may be accepted all the same by the one who gave it back. */
export const accepting = (handoff: Handoff, command: CommandOf<'accept'>): Decision => {
  const { by, at, pressedAt, takeOver, missing = [], reasonAsked = false, noteId = null } = command
  if (handoff.accepted !== null) return handoff.accepted.by === by ? { events: [] } : taken(handoff)
  if (hasEnded(handoff)) return { refusal: 'ended' }
  const isOwner = handoff.offer.owner === by
  if (!isOwner && (handoff.offer.backup !== by || takeOver === null))
    return { refusal: 'not_owner', by: handoff.offer.owner }
  if (missing.length > 0 && reasonAsked && noteId === null) return { refusal: 'needs_reason', items: missing }
  const accepted: HandoffEvent = {
    type: 'accepted',
    at,
    by,
    via: 'accept',
    pressedAt,
    ...(missing.length > 0 ? { missing, noteId } : {}),
  }
  const stepsIn: HandoffEvent[] = isOwner || takeOver === null ? [] : [{ type: 'assigned', at, by, offer: takeOver }]
  return { events: [...lateFacts(handoff, at), ...stepsIn, accepted] }
}

/** Only the owner's own act accepts; another's, or an automation's, says nothing. */
export const acceptingInCrm = (handoff: Handoff, { by, at, pressedAt, via }: CommandOf<'crm_accept'>): HandoffEvent[] =>
  handoff.accepted !== null || handoff.offer.owner !== by || handoff.returned !== null
    ? []
    : [...lateFacts(handoff, at), { type: 'accepted', at, by, via, pressedAt }]

export const declining = (handoff: Handoff, command: CommandOf<'decline'>): Decision => {
  const { by, at, pressedAt, reason, noteId, next } = command
  if (handoff.refusedBy.includes(by) && handoff.offer.owner !== by) return { events: [] }
  if (handoff.accepted !== null) return handoff.accepted.by === by ? { refusal: 'already_accepted' } : taken(handoff)
  if (hasEnded(handoff)) return { refusal: 'ended' }
  if (handoff.offer.owner !== by) return { refusal: 'not_owner', by: handoff.offer.owner }
  if (handoff.returned !== null) return { refusal: 'with_sender' }
  if (next === null) return { refusal: 'nobody_left' }
  return {
    events: [
      ...lateFacts(handoff, at),
      { type: 'declined', at, by, reason, noteId, pressedAt },
      { type: 'assigned', at, by, offer: next },
    ],
  }
}

/** Whoever it was offered to or accepted by: the CRM's owner is asked afresh, and the buyer's clock runs on. */
export const following = (handoff: Handoff, { at, by, offer }: CommandOf<'follow_owner'>): HandoffEvent[] =>
  handoff.offer.owner === offer.owner ? [] : [...lateFacts(handoff, at), { type: 'assigned', at, by, offer }]

/** A manager gives it to somebody in particular, never to its sender. */
export const reassigning = (
  handoff: Handoff,
  { at, by, isManager, offer, noteId }: CommandOf<'reassign'>,
): Decision => {
  if (!isManager) return { refusal: 'not_manager' }
  if (offer === null || offer.owner === handoff.sender) return { refusal: 'nobody_left' }
  if (handoff.offer.owner === offer.owner) return { events: [] }
  return { events: [...lateFacts(handoff, at), { type: 'assigned', at, by, offer, noteId }] }
}

export const taken = (handoff: Handoff): Refused => ({
  refusal: 'taken',
  by: handoff.accepted?.by,
  since: handoff.accepted?.at,
})
