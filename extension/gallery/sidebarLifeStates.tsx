import type { HandoffView } from '../../shared/handoff.ts'
import {
  approval,
  askView,
  byHand,
  dealDesk,
  ended,
  returned,
  sentBySam,
  touched,
  touchView,
} from '../../test/support/lifeViews.ts'
import { pressOf } from '../../test/support/pressViews.ts'
import {
  accepted,
  ANA,
  clock,
  context,
  DANA,
  handoff,
  history,
  inMin,
  JONAS,
  MARA,
  onRecord,
  SAM,
} from '../../test/support/views.ts'
import { theirs, view } from './sidebarParts.tsx'
import type { GalleryState } from './states.tsx'

const on = (shown: HandoffView, more: Parameters<typeof view>[1] = {}) => view(onRecord(shown), more)
const asked: Partial<HandoffView> = { state: 'accepted', asks: [askView()] }
const MENU = ['Not right']
const dated = { reason: 'asked_for_later', by: MARA, at: inMin(-90), until: '2027-01-12T14:00:00.000Z' } as const

/** The whole life of a handoff: asked, given back, answered, touched, approved, completed, closed. */
export const sidebarLifeStates: Record<string, GalleryState> = {
  'sidebar/by-hand': { view: on(byHand()) },
  'sidebar/by-hand-menu': { view: on(byHand()), open: MENU },
  'sidebar/accept-anyway': { view: on(byHand()), open: ['Accept'] },
  'sidebar/ask': { view: on(byHand()), open: [...MENU, 'Ask for more…'] },
  'sidebar/give-back': { view: on(byHand()), open: [...MENU, 'Give back to Sam…'] },
  'sidebar/asking-sender': {
    view: on(byHand(), {
      press: pressOf({ act: 'ask', input: { handoffId: 'h-maria', items: ['committee'], giveBack: false } }),
    }),
  },
  'sidebar/asked': { view: on(byHand({ asks: [askView()] })) },
  'sidebar/ask-went-on': {
    view: on(
      byHand({
        asks: [askView({ dueAt: null })],
        history: history({ at: inMin(-1), kind: 'ask_escalated', to: ANA }),
      }),
    ),
  },
  'sidebar/given-back': { view: on(returned()) },
  'sidebar/given-back-other': { view: on(returned({ ...theirs, missing: ['committee'] })) },
  'sidebar/sent': { view: on(sentBySam(), { me: SAM.id }) },
  'sidebar/sent-accepted': {
    view: on(sentBySam({ state: 'accepted', acceptedAt: inMin(-3), may: ['give_context'] }), { me: SAM.id }),
  },
  'sidebar/sent-asked': { view: on(sentBySam({ ...asked, may: ['give_context'] }), { me: SAM.id }) },
  'sidebar/sent-returned': {
    view: on(returned({ mine: false, sentByMe: true, may: ['give_context', 'recall'] }), { me: SAM.id }),
  },
  'sidebar/sent-refused': {
    view: on(returned({ mine: false, sentByMe: true, may: ['give_context', 'recall'] }), {
      me: SAM.id,
      press: pressOf(
        { act: 'giveContext', input: { handoffId: 'h-maria', values: { committee: 'CFO and head of IT' } } },
        { answer: { outcome: 'refused', refusal: 'missing_context', items: ['timeline'] } },
      ),
    }),
  },
  'sidebar/sent-back-with': {
    view: on(
      sentBySam({
        missing: [],
        context: context(),
        history: history(
          { at: inMin(-9), kind: 'returned', by: MARA, to: SAM, items: [{ item: 'committee' }] },
          { at: inMin(-2), kind: 'context_given', by: SAM, items: [{ item: 'committee' }] },
          { at: inMin(-2), kind: 'assigned', to: MARA, detail: 'resubmitted' },
        ),
      }),
      { me: SAM.id },
    ),
  },
  'sidebar/recall': { view: on(sentBySam(), { me: SAM.id }), open: [...MENU, 'Recall…'] },
  'sidebar/reassign': {
    view: on(byHand({ ...theirs, may: ['reassign', 'close'], colleagues: [JONAS, DANA] })),
    open: [...MENU, 'Give to somebody else…'],
  },
  'sidebar/close': { view: on(accepted()), open: [...MENU, 'Close…'] },
  'sidebar/fill-in': { view: on(accepted()), open: [...MENU, 'Fill in what is known…'] },
  'sidebar/faulty-item': {
    view: on(
      byHand({
        missing: ['problem'],
        context: context().map((entry) => (entry.item === 'problem' ? { ...entry, fault: 'too_short' } : entry)),
      }),
    ),
  },
  'sidebar/answer-the-sender': { view: on(dealDesk({ approval: null })) },
  'sidebar/respond': { view: on(dealDesk({ approval: null, firstResponse: 'either', nextActionDated: true })) },
  'sidebar/self-reported': { view: on(touched()) },
  'sidebar/corroborated': { view: on(touched({ touch: touchView({ corroborated: true }), may: ['close'] })) },
  'sidebar/seen-in-crm': { view: on(touched({ touch: touchView({ selfReported: false }), may: ['close'] })) },
  'sidebar/colleague-touched': {
    view: on(handoff({ touch: touchView({ by: JONAS, asColleague: true }), touchedAt: inMin(-20) })),
  },
  'sidebar/colleague-can-touch': { view: on(handoff({ ...theirs, may: ['touch'] })) },
  'sidebar/buyer-booked': {
    view: on(accepted({ bookedFor: '2026-11-26T15:00:00.000Z', clocks: [] })),
  },
  'sidebar/evidence': { view: on(touched()), open: ['It has happened'] },
  'sidebar/completed': { view: on(ended({ state: 'completed', completed: { name: 'Kick-off held', at: inMin(-4) } })) },
  'sidebar/closed-for-later': {
    view: on(ended({ state: 'closed', closed: { ...dated, note: 'Budget comes in January.' } })),
  },
  'sidebar/closed': {
    view: on(
      ended({
        ...theirs,
        state: 'closed',
        closed: { ...dated, reason: 'competitor', by: ANA, until: null, note: null },
      }),
    ),
  },
  'sidebar/recalled': {
    view: on(ended({ state: 'closed', closed: { ...dated, reason: 'recalled', by: SAM, until: null, note: null } })),
  },
  'sidebar/reopen': {
    view: on(ended({ state: 'closed', closed: { ...dated, note: null } })),
    open: [...MENU, 'Open again…'],
  },
  'sidebar/approve': {
    view: on(dealDesk({ mine: false, owner: JONAS, may: ['approve'], clocks: [clock('touch', 12, 48)] })),
  },
  'sidebar/approve-reject': {
    view: on(dealDesk({ mine: false, owner: JONAS, may: ['approve'] })),
    open: ['Reject'],
  },
  'sidebar/approval-waits': {
    view: on(
      touched({
        ...dealDesk({ may: ['close'] }),
        state: 'touched',
        clocks: [],
        touch: touchView(),
        approval: approval({
          order: 'parallel',
          steps: approval().steps.map((step) =>
            step.id === 'legal'
              ? { ...step, verdict: 'rejected', at: inMin(-5), note: 'No liability without a cap.', turn: false }
              : step,
          ),
        }),
      }),
    ),
  },
  'sidebar/do-not-contact': {
    view: on(
      accepted({ doNotContact: true, clocks: [], may: ['close', 'tell_evidence'], evidence: touched().evidence }),
    ),
  },
  'sidebar/owner-conflict': { view: on(accepted({ ownerConflict: true })) },
}
