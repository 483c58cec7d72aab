import type { CommandOf, Decision } from './command.ts'
import { stepsAhead } from './clocks.ts'
import { lateFacts } from './decideClocks.ts'
import type { ApprovalPlan, HandoffEvent } from './event.ts'
import { type Handoff, hasEnded } from './handoff.ts'

/** The sender takes it back before anybody has taken it up. */
export const recalling = (handoff: Handoff, { at, by, noteId }: CommandOf<'recall'>): Decision => {
  if (handoff.closed?.reason === 'recalled' && handoff.closed.by === by) return { events: [] }
  if (hasEnded(handoff)) return { refusal: 'ended' }
  if (handoff.sender !== by || !handoff.byHand) return { refusal: 'not_sender' }
  if (handoff.accepted !== null || handoff.touched !== null)
    return { refusal: 'already_taken_up', by: handoff.offer.owner }
  return { events: [...lateFacts(handoff, at), { type: 'closed', at, by, reason: 'recalled', noteId, until: null }] }
}

export const closing = (handoff: Handoff, command: CommandOf<'close'>): Decision => {
  const { at, by, isManager, reason, allowed, noteId, until } = command
  if (handoff.closed !== null && handoff.closed.reason === reason && handoff.closed.by === by) return { events: [] }
  if (hasEnded(handoff)) return { refusal: 'ended' }
  if (handoff.offer.owner !== by && !isManager) return { refusal: 'not_owner', by: handoff.offer.owner }
  if (reason === 'recalled' || !allowed.includes(reason)) return { refusal: 'not_a_reason_here' }
  if (reason === 'other' && noteId === null) return { refusal: 'needs_reason' }
  if (reason === 'asked_for_later' && (until === null || until <= at)) return { refusal: 'needs_date' }
  const date = reason === 'asked_for_later' ? until : null
  return { events: [...lateFacts(handoff, at), { type: 'closed', at, by, reason, noteId, until: date }] }
}

/** What ended goes on: by a person with a reason, or by itself on the date for which the buyer asked. */
export const reopening = (handoff: Handoff, command: CommandOf<'reopen'>): Decision => {
  const { at, by, isManager, isOther, key, noteId, offer, cycle } = command
  if (!hasEnded(handoff)) return by === null ? { events: [] } : { refusal: 'not_ended' }
  const [step] = stepsAhead(handoff, at)
  if (by === null && (step === undefined || step.key !== key || step.at > at)) return { events: [] }
  const isTheirs = by === null || isManager || by === handoff.offer.owner || by === handoff.sender
  if (!isTheirs) return { refusal: 'not_owner', by: handoff.offer.owner }
  if (isOther) return { refusal: 'already_open' }
  if (by !== null && noteId === null) return { refusal: 'needs_reason' }
  const reopened: HandoffEvent = { type: 'reopened', at, by, noteId, key, cycle }
  return { events: offer === null ? [reopened] : [reopened, { type: 'assigned', at, by, offer }] }
}

/** One approver's word, for all that is asked of them now. All yes, or one no, is what the point waits for. */
export const decidingApproval = (handoff: Handoff, command: CommandOf<'decide_approval'>): Decision => {
  const { at, by, approve, noteId, evidence, speaksFor = [] } = command
  const plan = handoff.approvals
  const voices = [by, ...speaksFor]
  const isTheirs = ({ person }: { person: string }) => voices.includes(person)
  if (plan === null || !plan.steps.some(isTheirs)) return { refusal: 'not_approver' }
  const open = plan.steps.filter(({ id }) => !handoff.verdicts.some(({ step }) => step === id))
  if (!open.some(isTheirs)) {
    const last = handoff.verdicts.findLast((verdict) => verdict.by === by)
    return (last?.verdict === 'approved') === approve ? { events: [] } : { refusal: 'already_decided', by }
  }
  const rejected = handoff.verdicts.find(({ verdict }) => verdict === 'rejected')
  if (rejected !== undefined)
    return rejected.by === by && !approve ? { events: [] } : { refusal: 'already_decided', by: rejected.by }
  if (hasEnded(handoff)) return { refusal: 'ended' }
  const [first, ...others] = askedNow({ order: plan.order, steps: open }, voices)
  if (first === undefined) return { refusal: 'not_your_turn', by: open[0]?.person }
  if (!approve && noteId === null) return { refusal: 'needs_reason' }
  const verdicts: HandoffEvent[] =
    approve || noteId === null
      ? [first, ...others].map(({ id }) => ({ type: 'approved', at, by, step: id, noteId }))
      : [{ type: 'rejected', at, by, step: first.id, noteId }]
  const isDecided = !approve || verdicts.length === open.length
  if (!isDecided || evidence === null || handoff.evidence.some(({ id }) => id === evidence.id))
    return { events: verdicts }
  const { id, name } = evidence
  return { events: [...verdicts, { type: 'evidence_seen', at, evidence: id, name, by, ref: first.id, noteId: null }] }
}

/** Of the open steps those that these people are asked for: in a series, those of theirs that come next. */
const askedNow = (
  { order, steps }: Pick<ApprovalPlan, 'order' | 'steps'>,
  people: readonly string[],
): ApprovalPlan['steps'] => {
  const others = steps.findIndex(({ person }) => !people.includes(person))
  return order === 'parallel'
    ? steps.filter(({ person }) => people.includes(person))
    : others < 0
      ? steps
      : steps.slice(0, others)
}

export const seeingEvidence = (handoff: Handoff, command: CommandOf<'see_evidence'>): Decision => {
  const { at, by, evidence, ref, noteId } = command
  if (handoff.evidence.some(({ id }) => id === evidence.id)) return { events: [] }
  if (hasEnded(handoff)) return by === null ? { events: [] } : { refusal: 'ended' }
  if (by !== null) {
    if (!evidence.byHand) return { refusal: 'not_by_hand' }
    // Without a first response nothing is complete: what nobody may answer is closed.
    if (handoff.doNotContact) return { refusal: 'do_not_contact' }
    if (handoff.offer.owner !== by) return { refusal: 'not_owner', by: handoff.offer.owner }
    if (noteId === null) return { refusal: 'needs_reason' }
  }
  return { events: [{ type: 'evidence_seen', at, evidence: evidence.id, name: evidence.name, by, ref, noteId }] }
}
