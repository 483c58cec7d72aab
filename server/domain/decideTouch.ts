import type { CommandOf, Decision } from './command.ts'
import { lateFacts } from './decideClocks.ts'
import { taken } from './decideOwner.ts'
import type { HandoffEvent } from './event.ts'
import { type Handoff, hasEnded } from './handoff.ts'

/** The first response, told by whoever gave it. The owner's accepts it; a colleague's stops the buyer's wait and accepts nothing. */
export const touching = (handoff: Handoff, command: CommandOf<'log_touch'>): Decision => {
  const { by, at, pressedAt, channel, outcome, next, isColleague = false, needsNext = false } = command
  if (handoff.touched !== null) {
    return handoff.touched.by === by
      ? { events: [] }
      : { refusal: 'already_touched', by: handoff.touched.by, since: handoff.touched.at }
  }
  if (hasEnded(handoff)) return { refusal: 'ended' }
  if (handoff.doNotContact) return { refusal: 'do_not_contact' }
  const isOwner = handoff.offer.owner === by
  if (!isOwner && !isColleague)
    return handoff.accepted !== null ? taken(handoff) : { refusal: 'not_owner', by: handoff.offer.owner }
  if (needsNext && isOwner) return { refusal: 'needs_next_action' }
  const touched: HandoffEvent = {
    type: 'touched',
    at,
    by,
    channel,
    outcome,
    next,
    selfReported: true,
    pressedAt,
    ...(isOwner ? {} : { asColleague: true }),
  }
  return { events: [...lateFacts(handoff, at), ...acceptedBy(handoff, command), touched] }
}

/**
 * The CRM shows it: the first response itself, the proof of one that was told by hand, or, after a colleague's, the owner's own,
 * which accepts. What lies before t0 answers nothing.
 */
export const seeingTouch = (handoff: Handoff, command: CommandOf<'see_touch'>): HandoffEvent[] => {
  const { by, at, pressedAt, channel, outcome, activityId, isColleague } = command
  const { touched } = handoff
  if (pressedAt < handoff.t0) return []
  const isOwner = handoff.offer.owner === by
  if (touched !== null) {
    const isProof = touched.selfReported && !touched.corroborated && touched.by === by
    const isOwnFirst = !hasEnded(handoff) && touched.asColleague && pressedAt >= handoff.offer.accept.startedAt
    const accepted = isOwnFirst ? acceptedBy(handoff, command) : []
    return [
      ...(isProof ? [{ type: 'corroborated', at, activityId } as const] : []),
      ...(accepted.length > 0 ? [...lateFacts(handoff, at), ...accepted] : []),
    ]
  }
  if (hasEnded(handoff) || (!isOwner && !isColleague)) return []
  return [
    ...lateFacts(handoff, at),
    ...acceptedBy(handoff, command),
    {
      type: 'touched',
      at,
      by,
      channel,
      outcome,
      next: null,
      selfReported: false,
      pressedAt,
      activityId,
      ...(isOwner ? {} : { asColleague: true }),
    },
  ]
}

const acceptedBy = (
  handoff: Handoff,
  { by, at, pressedAt }: { by: string; at: number; pressedAt: number },
): HandoffEvent[] =>
  handoff.accepted === null && handoff.offer.owner === by
    ? [{ type: 'accepted', at, by, via: 'first_touch', pressedAt }]
    : []

/** Once a cycle: the meeting that they booked first is what they wait for. */
export const booking = (handoff: Handoff, command: CommandOf<'buyer_booked'>): HandoffEvent[] => {
  const { at, activityId, bookedAt, meetingAt } = command
  return handoff.booked !== null || handoff.touched !== null || bookedAt < handoff.t0
    ? []
    : [...lateFacts(handoff, at), { type: 'buyer_booked', at, activityId, meetingAt }]
}

/** The meeting that they waited for is off: the clock that never stopped for them counts again. */
export const callingOff = (handoff: Handoff, { at, activityId }: CommandOf<'booking_cancelled'>): HandoffEvent[] =>
  handoff.booked?.activityId === activityId && handoff.touched === null
    ? [{ type: 'booking_cancelled', at, activityId }]
    : []
