import type { HandoffState } from '../../shared/handoff.ts'
import type { Tier } from '../../shared/playbook.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { Clock, HandoffEvent, Offer, PlannedStep } from './event.ts'

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
  offer: Offer
  /** The cycle's touch clock: computed once from t0, it survives every reassignment. */
  touch: Clock
  /** Ids of the signals in it, so that none is counted twice. */
  signals: string[]
  /** The latest first touch of an earlier cycle: what happened until then is answered. */
  answeredAt: number | null
  /** Steps of this cycle that have happened. */
  fired: string[]
  /** Who declined or let an offer pass; they are not asked again. */
  refusedBy: string[]
  accepted: { by: string; at: number } | null
  touched: { by: string; at: number } | null
}

/** Applies one event. Total: every event fits every state, so that any history can be folded. */
export const evolve = (before: Handoff | null, event: HandoffEvent): Handoff => {
  const handoff = before ?? EMPTY
  return { ...handoff, ...change(handoff, event), version: handoff.version + 1 }
}

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
        touch,
        signals: [signalId],
      }
    }
    case 'assigned':
      return { offer: event.offer, state: 'offered', accepted: null }
    case 'joined':
      return {
        t0: event.t0 ?? handoff.t0,
        tier: event.tier ?? handoff.tier,
        touch: event.touch ?? handoff.touch,
        signals: [...handoff.signals, event.signalId],
      }
    case 'cycle_opened':
      return {
        cycle: event.cycle,
        tier: event.tier,
        t0: event.t0,
        touch: event.touch,
        signals: [...handoff.signals, event.signalId],
        answeredAt: handoff.touched?.at ?? handoff.answeredAt,
        fired: [],
        touched: null,
        state: handoff.accepted === null ? 'offered' : 'accepted',
      }
    case 'accepted':
      return { state: handoff.touched === null ? 'accepted' : 'touched', accepted: { by: event.by, at: event.at } }
    case 'declined':
      return { refusedBy: [...handoff.refusedBy, event.by] }
    case 'touched':
      return { state: 'touched', touched: { by: event.by, at: event.at } }
    case 'expired':
      return { refusedBy: [...handoff.refusedBy, event.person], fired: [...handoff.fired, event.key] }
    case 'reminded':
    case 'alerted':
    case 'breached':
    case 'skipped':
      return { fired: [...handoff.fired, event.key] }
  }
}

/**
 * Clocks that run now, nearest deadline first. Acceptance stops the owner's, only the first touch stops the buyer's; after it nobody
 * waits, so that whoever the CRM names then is asked without a deadline, and nobody takes over from them.
 */
export const runningClocks = (handoff: Handoff): Clock[] => {
  const clocks = [
    ...(handoff.accepted === null && handoff.touched === null ? [handoff.offer.accept] : []),
    ...(handoff.touched === null ? [handoff.touch] : []),
  ]
  return clocks.toSorted((a, b) => a.dueAt - b.dueAt)
}

/** Steps still ahead, soonest first. A reminder of a deadline that has passed meanwhile has lost its reason and is left out. */
export const stepsAhead = (handoff: Handoff, nowMs: number): PlannedStep[] =>
  runningClocks(handoff)
    .flatMap((clock) =>
      clock.steps.filter((step) => step.act !== 'remind' || step.at >= clock.dueAt || clock.dueAt > nowMs),
    )
    .filter((step) => !handoff.fired.includes(step.key))
    .toSorted((a, b) => a.at - b.at || ORDER[a.act] - ORDER[b.act] || (a.key < b.key ? -1 : 1))

/** When the engine has to look again; null: nothing runs. */
export const nextDueAt = (handoff: Handoff, nowMs: number): number | null => stepsAhead(handoff, nowMs)[0]?.at ?? null

const ORDER = { remind: 0, breach: 1, alert: 2, hand_to_backup: 3 }

const NO_CLOCK: Clock = { kind: 'accept', startedAt: 0, dueAt: 0, windows: [], calendar: '', zone: 'UTC', steps: [] }

const EMPTY: Handoff = {
  version: 0,
  point: '',
  trigger: '',
  triggerName: '',
  source: '',
  tier: 'low',
  record: { connection: '', type: 'lead', id: '' },
  account: null,
  playbookVersion: 0,
  state: 'offered',
  cycle: 1,
  t0: 0,
  offer: {
    number: 0,
    owner: '',
    backup: null,
    why: 'catch_all',
    whyName: null,
    instead: null,
    pool: null,
    decisionId: '',
    accept: NO_CLOCK,
  },
  touch: { ...NO_CLOCK, kind: 'touch' },
  signals: [],
  answeredAt: null,
  fired: [],
  refusedBy: [],
  accepted: null,
  touched: null,
}
