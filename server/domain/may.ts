import type { May } from '../../shared/handoff.ts'
import { type Handoff, hasEnded } from './handoff.ts'

/** What only others can know of who asks. */
export type Standing = {
  person: string
  isManager: boolean
  isColleague: boolean
  /** Some evidence of the point is told by hand and was not told yet. */
  canTellEvidence: boolean
  /** Somebody else could take it. */
  hasOthers: boolean
  /** Approvers who have left, for whom they decide. */
  speaksFor?: readonly string[]
}

/** What this person may do now. `decide` has the last word; this only keeps what it would refuse out of sight. */
export const mayDo = (handoff: Handoff, who: Standing): May[] => {
  const { person, isManager, isColleague } = who
  const isOwner = handoff.offer.owner === person
  const isSender = handoff.sender === person
  if (hasEnded(handoff)) return isOwner || isSender || isManager ? ['reopen'] : []
  const isFree = handoff.accepted === null
  const isOpenToAsk = isOwner && handoff.sender !== null && !isSender
  const may: Record<May, boolean> = {
    accept: isFree && (isOwner || handoff.offer.backup === person),
    touch: handoff.touched === null && !handoff.doNotContact && (isOwner || isColleague),
    approve: [person, ...(who.speaksFor ?? [])].some((each) => isMyTurn(handoff, each)),
    decline: isFree && isOwner && handoff.returned === null,
    ask: isOpenToAsk && handoff.returned === null,
    give_back: isOpenToAsk && isFree && handoff.returned === null,
    give_context: isOwner || isSender || isManager,
    recall: isSender && handoff.byHand && isFree && handoff.touched === null,
    reassign: isManager && who.hasOthers,
    close: isOwner || isManager,
    reopen: false,
    tell_evidence: isOwner && who.canTellEvidence && !handoff.doNotContact,
  }
  return (Object.keys(may) as May[]).filter((each) => may[each])
}

/** The approver who is asked now. */
export const isMyTurn = ({ approvals, verdicts }: Handoff, person: string): boolean => {
  if (approvals === null || verdicts.some(({ verdict }) => verdict === 'rejected')) return false
  const open = approvals.steps.filter(({ id }) => !verdicts.some(({ step }) => step === id))
  const asked = approvals.order === 'serial' ? open.slice(0, 1) : open
  return asked.some((step) => step.person === person)
}
