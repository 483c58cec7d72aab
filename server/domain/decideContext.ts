import type { CommandOf, Decision } from './command.ts'
import { lateFacts } from './decideClocks.ts'
import { taken } from './decideOwner.ts'
import type { HandoffEvent } from './event.ts'
import { type Handoff, hasEnded } from './handoff.ts'

/**
 * The receiver asks the sender for items, and stays owner; or gives it back until they are there. Asking for what is asked for already
 * changes nothing.
 */
export const asking = (handoff: Handoff, command: CommandOf<'ask'>): Decision => {
  const { by, at, pressedAt, items, noteId, giveBack, dueAt } = command
  const { sender } = handoff
  if (handoff.offer.owner !== by)
    return handoff.accepted !== null ? taken(handoff) : { refusal: 'not_owner', by: handoff.offer.owner }
  if (sender === null || sender === by) return { refusal: 'no_sender' }
  if (giveBack) {
    if (handoff.returned !== null) return { events: [] }
    if (handoff.accepted !== null) return { refusal: 'already_accepted' }
    const returned: HandoffEvent = {
      type: 'returned',
      at,
      by,
      to: sender,
      items,
      number: handoff.asked + 1,
      noteId,
      dueAt,
      pressedAt,
    }
    return { events: [...lateFacts(handoff, at), returned] }
  }
  if (handoff.returned !== null) return { refusal: 'with_sender' }
  const waiting = new Set(handoff.asks.flatMap((ask) => ask.items))
  const fresh = items.filter((item) => !waiting.has(item))
  return fresh.length === 0
    ? { events: [] }
    : { events: [{ type: 'asked', at, by, to: sender, items: fresh, number: handoff.asked + 1, noteId, dueAt }] }
}

/** The answer lands in the same handoff; one that was given back is offered to the same receiver again once nothing is missing. */
export const givingContext = (handoff: Handoff, command: CommandOf<'give_context'>): Decision => {
  const { at, by, items, entryId, stillMissing, offer, approvals } = command
  if (hasEnded(handoff)) return { refusal: 'ended' }
  if (handoff.entries.includes(entryId)) return { events: [] }
  const isOther =
    approvals !== undefined &&
    handoff.verdicts.length === 0 &&
    JSON.stringify(approvals) !== JSON.stringify(handoff.approvals)
  const given: HandoffEvent = {
    type: 'context_given',
    at,
    by,
    items,
    entryId,
    ...(isOther ? { approvals } : {}),
  }
  const isWhole = handoff.returned !== null && stillMissing.length === 0 && offer !== null
  return { events: isWhole ? [given, { type: 'assigned', at, by, offer }] : [given] }
}
