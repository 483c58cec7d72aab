import type { Command, Decision } from './command.ts'
import { accepting, acceptingInCrm, declining, following, reassigning } from './decideOwner.ts'
import { asking, givingContext } from './decideContext.ts'
import { closing, decidingApproval, recalling, reopening, seeingEvidence } from './decideEnd.ts'
import { joining, opening } from './decideSignals.ts'
import { recalculating, ticking } from './decideClocks.ts'
import { booking, callingOff, seeingTouch, touching } from './decideTouch.ts'
import type { HandoffEvent } from './event.ts'
import { evolve, type Handoff, hasEnded, isComplete } from './handoff.ts'

export type { Command, Decision } from './command.ts'

/**
 * What follows from a command: events, none when it changes nothing (so repeating one is harmless), or a refusal. Whatever made the
 * last of acceptance, first response and evidence come together also completes it.
 */
export const decide = (handoff: Handoff | null, command: Command): Decision => {
  if (command.type === 'open') return { events: handoff === null ? opening(command) : [] }
  if (handoff === null) return { refusal: 'not_found' }
  const decision = decided(handoff, command)
  return 'refusal' in decision ? decision : { events: completed(handoff, decision.events) }
}

const decided = (handoff: Handoff, command: Exclude<Command, { type: 'open' }>): Decision => {
  if (hasEnded(handoff) && !OF_THE_ENDED.has(command.type))
    return BY_THEMSELVES.has(command.type) ? { events: [] } : { refusal: 'ended' }
  switch (command.type) {
    case 'join':
      return { events: joining(handoff, command) }
    case 'accept':
      return accepting(handoff, command)
    case 'crm_accept':
      return { events: acceptingInCrm(handoff, command) }
    case 'decline':
      return declining(handoff, command)
    case 'reassign':
      return reassigning(handoff, command)
    case 'follow_owner':
      return { events: following(handoff, command) }
    case 'log_touch':
      return touching(handoff, command)
    case 'see_touch':
      return { events: seeingTouch(handoff, command) }
    case 'buyer_booked':
      return { events: booking(handoff, command) }
    case 'booking_cancelled':
      return { events: callingOff(handoff, command) }
    case 'ask':
      return asking(handoff, command)
    case 'give_context':
      return givingContext(handoff, command)
    case 'recall':
      return recalling(handoff, command)
    case 'close':
      return closing(handoff, command)
    case 'reopen':
      return reopening(handoff, command)
    case 'decide_approval':
      return decidingApproval(handoff, command)
    case 'see_evidence':
      return seeingEvidence(handoff, command)
    case 'recalculate':
      return { events: recalculating(handoff, command) }
    case 'tick':
      return { events: ticking(handoff, command) }
  }
}

/** What is told also when it has ended: a repeated press is answered as before, a stray touchpoint is none of its own. */
const OF_THE_ENDED = new Set<Command['type']>([
  'reopen',
  'tick',
  'close',
  'recall',
  'accept',
  'decline',
  'log_touch',
  'see_evidence',
  'decide_approval',
  'see_touch',
  'give_context',
])
/** Nobody pressed these: they have nobody to refuse. */
const BY_THEMSELVES = new Set<Command['type']>([
  'join',
  'crm_accept',
  'follow_owner',
  'recalculate',
  'buyer_booked',
  'booking_cancelled',
])

const completed = (before: Handoff, events: HandoffEvent[]): HandoffEvent[] => {
  const last = events.at(-1)
  if (last === undefined) return events
  const after = events.reduce<Handoff>(evolve, before)
  const proof = after.evidence[0]
  return isComplete(after) && proof !== undefined
    ? [...events, { type: 'completed', at: last.at, evidence: proof.id, name: proof.name }]
    : events
}
