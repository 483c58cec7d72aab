import type { ApprovalPlan, Offer } from '../../server/domain/event.ts'
import type { Handoff } from '../../server/domain/handoff.ts'

/** What matters of a handoff's life, kept without events: a second opinion on what commands do. */
export type Life = {
  owner: string
  backup: string | null
  offers: number
  offeredAt: number
  acceptDue: number
  refused: string[]
  accepted: string | null
  sender: string | null
  byHand: boolean
  untouchable: boolean
  tier: string
  t0: number
  cycle: number
  touchDue: number
  /** Until when everything is answered. */
  answered: number | null
  touch: { by: string; at: number; byHand: boolean; proved: boolean; colleague: boolean } | null
  booked: boolean
  signals: string[]
  entries: string[]
  asks: { items: string[]; due: number | null; isReturn: boolean }[]
  plan: ApprovalPlan | null
  said: { step: string; by: string; yes: boolean }[]
  proofs: string[]
  end: { how: string; by: string | null; at: number; until: number | null } | null
}

/** The same of a handoff, to be compared. */
export const lifeOf = (handoff: Handoff): Life => {
  const { offer, touched, closed, completed } = handoff
  return {
    ...offered(offer),
    refused: handoff.refusedBy,
    accepted: handoff.accepted?.by ?? null,
    sender: handoff.sender,
    byHand: handoff.byHand,
    untouchable: handoff.doNotContact,
    tier: handoff.tier,
    t0: handoff.t0,
    cycle: handoff.cycle,
    touchDue: handoff.touch.dueAt,
    answered: handoff.answeredAt,
    touch:
      touched === null
        ? null
        : {
            by: touched.by,
            at: touched.at,
            byHand: touched.selfReported,
            proved: touched.corroborated,
            colleague: touched.asColleague,
          },
    booked: handoff.booked !== null,
    signals: handoff.signals,
    entries: handoff.entries,
    asks: handoff.asks.map(({ items, dueAt, number }) => ({
      items,
      due: dueAt,
      isReturn: number === handoff.returned,
    })),
    plan: handoff.approvals,
    said: handoff.verdicts.map(({ step, by, verdict }) => ({ step, by, yes: verdict === 'approved' })),
    proofs: handoff.evidence.map(({ id }) => id),
    end:
      closed !== null
        ? { how: closed.reason, by: closed.by, at: closed.at, until: closed.until }
        : completed !== null
          ? { how: 'completed', by: null, at: completed.at, until: null }
          : null,
  }
}

/** What an offer says of it. */
export const offered = ({ owner, backup, number, accept }: Offer) => ({
  owner,
  backup,
  offers: number,
  offeredAt: accept.startedAt,
  acceptDue: accept.dueAt,
  accepted: null,
})
