import type { HandoffState } from '../../shared/handoff.ts'
import type { Tier } from '../../shared/terms.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { ClosedReason } from '../../shared/point.ts'
import { EMPTY } from './emptyHandoff.ts'
import type { ApprovalPlan, Ask, Clock, HandoffEvent, Offer } from './event.ts'

/** The transfer of one record at one point: the fold of its events. */
export type Handoff = {
  /** Number of events folded; every write compares it. */
  version: number
  point: string
  trigger: string
  triggerName: string
  source: string
  tier: Tier
  record: RecordRef
  account: { id: string; segment: string | null } | null
  playbookVersion: number
  state: HandoffState
  cycle: number
  t0: number
  /** Since when a proof counts: its first signal, or its latest re-opening. */
  begunAt: number
  offer: Offer
  /** The cycle's touch clock: computed once from t0, it survives every reassignment. */
  touch: Clock
  /** Ids of the signals in it, so that none is counted twice. */
  signals: string[]
  /** The latest first touch of an earlier cycle: what happened until then is answered. */
  answeredAt: number | null
  /** Steps that have happened, of the buyer's clock those of this cycle. */
  fired: string[]
  /** Who declined or let an offer pass; they are not asked again. */
  refusedBy: string[]
  accepted: { by: string; at: number } | null
  touched: {
    by: string
    at: number
    /** Told by hand, until the CRM shows it too. */
    selfReported: boolean
    corroborated: boolean
    /** It was not the owner's own. */
    asColleague: boolean
  } | null
  /** Who gave it, or answers for what came by itself; null: nobody in particular. */
  sender: string | null
  byHand: boolean
  doNotContact: boolean
  /** Asks that are still open, a return among them. */
  asks: Ask[]
  /** How many there were. */
  asked: number
  /** The number of the ask with which it was given back; null: it is with its owner. */
  returned: number | null
  /** Personal rows with what people filled in, oldest first. */
  entries: string[]
  approvals: ApprovalPlan | null
  verdicts: { step: string; by: string; at: number; verdict: 'approved' | 'rejected'; noteId: string | null }[]
  /** The meeting that the buyer booked themselves in this cycle: nobody waits until then. */
  booked: { at: number; meetingAt: number; activityId: string } | null
  /** Evidence that was there before it began: it proves nothing. */
  before: string[]
  evidence: { id: string; name: string; at: number }[]
  completed: { id: string; name: string; at: number } | null
  closed: { reason: ClosedReason; by: string | null; at: number; until: number | null; noteId: string | null } | null
}

/** Applies one event. Total: every event fits every state, so that any history can be folded. */
export const evolve = (before: Handoff | null, event: HandoffEvent): Handoff => {
  const handoff = before ?? EMPTY
  const after = { ...handoff, ...change(handoff, event), version: handoff.version + 1 }
  return { ...after, state: stateOf(after) }
}

/** A stored one of an earlier time, which may lack what was added since. */
export const whole = (stored: Pick<Handoff, 't0'> & Partial<Handoff>): Handoff => ({
  ...EMPTY,
  begunAt: stored.t0,
  ...stored,
})

const stateOf = (handoff: Handoff): HandoffState => {
  if (handoff.closed !== null) return 'closed'
  if (handoff.completed !== null) return 'completed'
  if (handoff.returned !== null) return 'returned'
  if (handoff.accepted === null) return 'offered'
  return handoff.touched === null ? 'accepted' : 'touched'
}

export const hasEnded = ({ closed, completed }: Handoff): boolean => closed !== null || completed !== null

/** Accepted, touched and proved: the buyer's experience moved forward. */
export const isComplete = (handoff: Handoff): boolean =>
  !hasEnded(handoff) && handoff.accepted !== null && handoff.touched !== null && handoff.evidence.length > 0

export const fold = (events: readonly HandoffEvent[]): Handoff | null => events.reduce<Handoff | null>(evolve, null)

const change = (handoff: Handoff, event: HandoffEvent): Partial<Handoff> => {
  switch (event.type) {
    case 'opened': {
      const { point, trigger, triggerName, source, tier, record, account, playbookVersion, t0, touch, signalId } = event
      return {
        point,
        trigger,
        triggerName,
        source,
        tier,
        record,
        account,
        playbookVersion,
        t0,
        begunAt: t0,
        touch,
        signals: [signalId],
        sender: event.sender ?? null,
        byHand: event.byHand ?? false,
        doNotContact: event.doNotContact ?? false,
        approvals: event.approvals ?? null,
        entries: event.entryId ? [event.entryId] : [],
        before: event.before ?? [],
      }
    }
    case 'assigned':
      return {
        offer: event.offer,
        accepted: null,
        returned: null,
        asks: handoff.asks.filter(({ number }) => number !== handoff.returned),
      }
    case 'joined':
      return {
        t0: event.t0 ?? handoff.t0,
        begunAt: Math.min(handoff.begunAt, event.t0 ?? handoff.begunAt),
        tier: event.tier ?? handoff.tier,
        touch: event.touch ?? handoff.touch,
        offer: event.accept === undefined ? handoff.offer : { ...handoff.offer, accept: event.accept },
        ...(event.trigger === undefined ? {} : { trigger: event.trigger.id, triggerName: event.trigger.name }),
        signals: [...handoff.signals, event.signalId],
      }
    case 'cycle_opened':
      return {
        cycle: event.cycle,
        tier: event.tier,
        t0: event.t0,
        touch: event.touch,
        signals: [...handoff.signals, event.signalId],
        ...newWait(handoff),
      }
    case 'accepted':
      return {
        accepted: { by: event.by, at: event.at },
        returned: null,
        asks: handoff.asks.filter(({ number }) => number !== handoff.returned),
      }
    case 'declined':
      return { refusedBy: [...handoff.refusedBy, event.by] }
    case 'touched': {
      const { by, at, selfReported, asColleague = false } = event
      return { touched: { by, at, selfReported, corroborated: false, asColleague } }
    }
    case 'corroborated':
      return { touched: handoff.touched === null ? null : { ...handoff.touched, corroborated: true } }
    case 'buyer_booked':
      return { booked: { at: event.at, meetingAt: event.meetingAt, activityId: event.activityId } }
    case 'booking_cancelled':
      return { booked: null }
    case 'asked':
    case 'returned': {
      const { number, by, to, items, at, dueAt } = event
      const asks = [...without(handoff.asks, items), { number, by, to, items, at, dueAt }]
      return { asks, asked: number, ...(event.type === 'returned' ? { returned: number } : {}) }
    }
    case 'ask_escalated':
      return { asks: handoff.asks.map((ask) => (askKey(ask) === event.key ? { ...ask, dueAt: null } : ask)) }
    case 'context_given':
      return {
        entries: [...handoff.entries, event.entryId],
        approvals: event.approvals === undefined ? handoff.approvals : event.approvals,
        asks: without(handoff.asks, event.items, handoff.returned),
      }
    case 'approved':
    case 'rejected': {
      const { step, by, at, noteId } = event
      return { verdicts: [...handoff.verdicts, { step, by, at, verdict: event.type, noteId }] }
    }
    case 'evidence_seen':
      return { evidence: [...handoff.evidence, { id: event.evidence, name: event.name, at: event.at }] }
    case 'completed':
      return { completed: { id: event.evidence, name: event.name, at: event.at }, asks: [], returned: null }
    case 'closed': {
      const { reason, by, at, until, noteId } = event
      return { closed: { reason, by, at, until, noteId }, asks: [], returned: null }
    }
    case 'reopened':
      return {
        closed: null,
        completed: null,
        begunAt: Math.min(event.at, event.cycle?.t0 ?? event.at),
        before: [...new Set([...handoff.before, ...handoff.evidence.map(({ id }) => id)])],
        evidence: [],
        verdicts: [],
        ...(event.cycle === null ? {} : { ...event.cycle, ...newWait(handoff) }),
      }
    case 'recalculated':
      return {
        playbookVersion: event.playbookVersion,
        offer: event.accept === null ? handoff.offer : { ...handoff.offer, accept: event.accept },
        touch: event.touch ?? handoff.touch,
      }
    case 'expired':
      return { refusedBy: [...handoff.refusedBy, event.person], fired: [...handoff.fired, event.key] }
    case 'reminded':
    case 'alerted':
    case 'breached':
    case 'skipped':
      return { fired: [...handoff.fired, event.key] }
  }
}

/** A wait of its own: whatever happened before the last one ended is answered. */
const newWait = ({ touched, closed, answeredAt, fired }: Handoff): Partial<Handoff> => {
  const ends = [touched?.at, closed?.at, answeredAt].filter((at) => at !== undefined && at !== null)
  return {
    answeredAt: ends.length === 0 ? null : Math.max(...ends),
    fired: fired.filter((key) => !key.startsWith('touch.')),
    touched: null,
    booked: null,
  }
}

/** Asks that are still open when these items are there, or asked for anew; `kept` is the one that stays for its own sake. */
const without = (asks: readonly Ask[], items: readonly string[], kept: number | null = null): Ask[] =>
  asks
    .map((ask) => ({ ...ask, items: ask.items.filter((item) => !items.includes(item)) }))
    .filter((ask) => ask.items.length > 0 || ask.number === kept)

/** The step at which an ask goes to the sender's manager. */
export const askKey = ({ number }: Pick<Ask, 'number'>): string => `ask.${number}`
