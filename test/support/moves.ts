import type { Command } from '../../server/domain/decide.ts'
import { opensCycle } from '../../server/domain/decideSignals.ts'
import type { ApprovalPlan } from '../../server/domain/event.ts'
import { type Handoff, hasEnded } from '../../server/domain/handoff.ts'
import { isMyTurn } from '../../server/domain/may.ts'
import type { RouteInputs } from '../../server/domain/route.ts'
import type { ClosedReason } from '../../shared/point.ts'
import { clockOf, offerTo, routedOffer, type Rules } from './offering.ts'

/** Some act of this person; `@owner` and the like are whoever is that by then. */
type By = { person: string }

/** What may happen next. `sweep` does all that is due, as the engine would; `stray_tick` names a step
 *  that may not be due. */
export type Move =
  | { do: 'wait'; minutes: number }
  | { do: 'status'; person: string; status: RouteInputs['people'][string]['status'] }
  | { do: 'sweep' }
  | { do: 'stray_tick'; nth: number }
  | { do: 'signal'; tier: 'high' | 'medium' | 'low'; agoMinutes: number }
  | ({ do: 'accept'; missing: boolean; reason: boolean } & By)
  | ({ do: 'decline' } & By)
  | ({ do: 'touch'; next: boolean } & By)
  /** What somebody did in the CRM. */
  | ({ do: 'see'; what: 'touch' | 'working_stage' | 'next_action'; agoMinutes: number } & By)
  | { do: 'booked'; agoMinutes: number }
  | ({ do: 'ask'; items: string[]; giveBack: boolean; dueMinutes: number | null } & By)
  | ({ do: 'give'; items: string[] } & By)
  | ({ do: 'recall' } & By)
  | ({ do: 'reassign'; to: string } & By)
  | ({ do: 'close'; reason: ClosedReason; note: boolean; inMinutes: number | null } & By)
  | ({ do: 'reopen'; note: boolean; other: boolean } & By)
  | ({ do: 'approve'; yes: boolean; note: boolean } & By)
  /** `person` null: it was detected. */
  | { do: 'prove'; nth: number; person: string | null; note: boolean }
  | { do: 'recalculate'; minutes: number }
  /** Somebody gives it to this person in the CRM: by one who is here, or not. */
  | { do: 'follow'; person: string; by: string | null }

/** What a command is made from. `nth` counts what has to be told apart. */
export type Stage = {
  rules: Rules
  at: number
  handoff: Handoff
  nth: () => number
  inputs: (refusedBy: string[]) => RouteInputs
}

/** Items without which a handoff is not whole. */
export const ITEMS = ['problem', 'timeline', 'next_step']
/** One that a CRM tells, one that a person may tell, one of the approvers. */
export const EVIDENCE = [
  { id: 'meeting', name: 'Meeting booked', byHand: false },
  { id: 'told', name: 'Told by hand', byHand: true },
]
const APPROVED = { id: 'approved', name: 'Approved' }
const REASONS: ClosedReason[] = ['disqualified', 'asked_for_later', 'other', 'recalled']

/** Whether their answer counts for the owner: the backup, or who has the same manager. */
export const isColleague = ({ offer }: Handoff, people: RouteInputs['people'], person: string): boolean => {
  const manager = people[offer.owner]?.manager ?? null
  const isOfTheTeam = manager !== null && (person === manager || people[person]?.manager === manager)
  return person !== offer.owner && (offer.backup === person || isOfTheTeam)
}

/** Whether they decide over what the owner has. */
export const isManagerOf = ({ offer }: Handoff, people: RouteInputs['people'], person: string): boolean =>
  people[offer.owner]?.manager === person

/** The command that this move comes to now, made as the actions make it; null: none is made of it. */
export const commandOf = (move: Move, stage: Stage): Command | null => {
  const { at, rules, handoff, inputs, nth } = stage
  const { offer, refusedBy, accepted } = handoff
  const { people } = inputs([])
  const by = 'person' in move ? whoIs(move.person ?? '', handoff, people) : ''
  const press = { by, at, pressedAt: at }
  const isManager = isManagerOf(handoff, people, by)
  const note = 'note' in move && move.note ? 'note' : null
  switch (move.do) {
    case 'signal': {
      const t0 = at - move.agoMinutes * 60_000
      const facts = { signalId: `signal-${nth()}`, kind: 'demo_request', source: 'website' }
      if (move.tier === 'low') return { type: 'join', at, ...facts, t0, tier: 'low', touch: handoff.touch, offer: null }
      const isNew = opensCycle(handoff, { tier: move.tier, t0 })
      return {
        type: 'join',
        at,
        ...facts,
        t0,
        tier: move.tier,
        touch: clockOf(rules, 'touch', move.tier, t0, isNew ? handoff.cycle + 1 : handoff.cycle),
        accept: clockOf(rules, 'accept', move.tier, offer.accept.startedAt, offer.number),
        trigger: { id: `trigger-${move.tier}`, name: move.tier },
        offer: isNew && accepted === null ? offerTo(rules, inputs([]), offer.owner, offer, offer.why) : null,
      }
    }
    case 'accept': {
      const isBackup = accepted === null && offer.backup === by
      const takeOver = isBackup ? offerTo(rules, inputs([...refusedBy, offer.owner]), by, offer, 'stepped_in') : null
      const missing = move.missing ? ['problem'] : []
      return { type: 'accept', ...press, takeOver, missing, reasonAsked: true, noteId: move.reason ? 'note' : null }
    }
    case 'decline': {
      const isTheirs = accepted === null && offer.owner === by
      const next = isTheirs ? routedOffer(rules, inputs([...refusedBy, by]), offer.number + 1) : null
      return { type: 'decline', ...press, reason: 'no_time', noteId: null, next }
    }
    case 'touch':
      return {
        type: 'log_touch',
        ...press,
        channel: 'call',
        outcome: 'no_answer',
        next: move.next ? { noteId: 'note', at: at + 86_400_000 } : null,
        isColleague: isColleague(handoff, people, by),
        needsNext: !move.next,
      }
    case 'see': {
      const pressedAt = at - move.agoMinutes * 60_000
      if (move.what !== 'touch') return { type: 'crm_accept', by, at, pressedAt, via: move.what }
      const told = { channel: 'email', outcome: 'sent', activityId: `activity-${nth()}` } as const
      return { type: 'see_touch', by, at, pressedAt, ...told, isColleague: isColleague(handoff, people, by) }
    }
    case 'booked': {
      if (handoff.booked !== null) return { type: 'booking_cancelled', at, activityId: handoff.booked.activityId }
      const bookedAt = at - move.agoMinutes * 60_000
      return { type: 'buyer_booked', at, activityId: `activity-${nth()}`, bookedAt, meetingAt: at + 86_400_000 }
    }
    case 'ask': {
      const dueAt = move.dueMinutes === null ? null : at + move.dueMinutes * 60_000
      return { type: 'ask', ...press, items: move.items, noteId: null, giveBack: move.giveBack, dueAt }
    }
    case 'give': {
      const asked = handoff.asks.find(({ number }) => number === handoff.returned)?.items ?? []
      const stillMissing = asked.filter((item) => !move.items.includes(item))
      // Also while something is missing: then it is not to be offered again.
      const again =
        handoff.returned !== null ? offerTo(rules, inputs(refusedBy), offer.owner, offer, 'resubmitted') : null
      return { type: 'give_context', at, by, items: move.items, entryId: `entry-${nth()}`, stillMissing, offer: again }
    }
    case 'recall':
      return { type: 'recall', at, by, noteId: null }
    case 'reassign': {
      const to = whoIs(move.to, handoff, people)
      const isHere = people[to] !== undefined && people[to].status !== 'left'
      const next = isHere ? offerTo(rules, inputs(refusedBy.filter((id) => id !== to)), to, offer, 'reassigned') : null
      return { type: 'reassign', at, by, isManager, offer: next, noteId: 'note' }
    }
    case 'close': {
      const until = move.inMinutes === null ? null : at + move.inMinutes * 60_000
      return { type: 'close', at, by, isManager, reason: move.reason, allowed: REASONS, noteId: note, until }
    }
    case 'reopen':
      return { ...reopening(stage, at), by, isManager, isOther: move.other, noteId: note }
    case 'approve':
      return { type: 'decide_approval', at, by, approve: move.yes, noteId: note, evidence: APPROVED }
    case 'prove': {
      const evidence = EVIDENCE[move.nth % EVIDENCE.length] ?? { id: '', name: '', byHand: false }
      return { type: 'see_evidence', at, by: move.person === null ? null : by, evidence, ref: null, noteId: note }
    }
    case 'recalculate': {
      const byMs = move.minutes * 60_000
      const later = (clock: typeof offer.accept) => ({
        ...clock,
        dueAt: clock.dueAt + byMs,
        steps: clock.steps.map((step) => ({ ...step, at: step.at + byMs })),
      })
      return {
        type: 'recalculate',
        at,
        by: 'rita',
        playbookVersion: handoff.playbookVersion + 1,
        accept: later(offer.accept),
        touch: later(handoff.touch),
      }
    }
    case 'follow': {
      const next = offerTo(rules, inputs([...refusedBy, offer.owner]), by, offer, 'crm_changed')
      return { type: 'follow_owner', at, by: move.by, offer: { ...next, whyName: 'Test CRM' } }
    }
    case 'stray_tick': {
      if (hasEnded(handoff)) {
        const until = handoff.closed?.until ?? null
        return { ...reopening(stage, until ?? at), key: `reopen.${until}` }
      }
      const steps = [...offer.accept.steps, ...handoff.touch.steps]
      const key = steps[move.nth % Math.max(1, steps.length)]?.key ?? 'no.such.step'
      return { type: 'tick', at, key, target: null, next: null }
    }
    default:
      return null
  }
}

/** As the action makes it for a person, and the engine on the date for which the buyer asked. */
export const reopening = ({ rules, at, handoff, inputs }: Stage, t0: number): Extract<Command, { type: 'reopen' }> => {
  const { closed, touched, offer } = handoff
  const cycle = handoff.cycle + 1
  const isAsked = closed !== null && (closed.until !== null || touched !== null)
  return {
    type: 'reopen',
    at,
    by: null,
    isManager: false,
    isOther: false,
    key: null,
    noteId: null,
    offer: closed === null ? null : offerTo(rules, inputs([]), offer.owner, offer, 'reopened'),
    cycle: isAsked ? { cycle, t0, touch: clockOf(rules, 'touch', 'high', t0, cycle) } : null,
  }
}

const whoIs = (name: string, handoff: Handoff, people: RouteInputs['people']): string => {
  const { offer, sender, approvals } = handoff
  if (name === '@owner') return offer.owner
  if (name === '@backup') return offer.backup ?? offer.owner
  if (name === '@sender') return sender ?? offer.owner
  if (name === '@manager') return people[offer.owner]?.manager ?? offer.owner
  if (name === '@approver') return nextApprover(handoff, approvals) ?? offer.owner
  return name
}

const nextApprover = (handoff: Handoff, plan: ApprovalPlan | null): string | undefined =>
  plan?.steps.find(({ person }) => isMyTurn(handoff, person))?.person
