import type { HandoffView } from '../../shared/handoff.ts'
import type { ApprovalView, AskView, ContextQuestion } from '../../shared/handoffParts.ts'
import type { GateView, HandOffChoice } from '../../shared/recordAnswer.ts'
import { accepted, ANA, clock, context, DANA, handoff, history, inMin, JONAS, MARA, questions, SAM } from './views.ts'

/** Builders of a handoff's later life. Sam hands over, Mara takes it. */
export const byHand = (more: Partial<HandoffView> = {}): HandoffView =>
  handoff({
    point: { id: 'sdr_to_ae', name: 'SDR → AE', from: 'SDR', to: 'Account executive' },
    trigger: 'Qualified meeting',
    byHand: true,
    reasonAsked: true,
    askedFor: null,
    why: { reason: 'opportunity', name: 'Nordlys' },
    missing: ['committee', 'timeline'],
    context: context('committee', 'timeline', 'touchpoints'),
    questions: questions('committee', 'timeline'),
    ...more,
  })

export const askView = (more: Partial<AskView> = {}): AskView => ({
  by: MARA,
  to: SAM,
  items: [{ item: 'committee' }],
  at: inMin(-2),
  dueAt: inMin(26),
  goesTo: ANA,
  note: null,
  ...more,
})

/** As Sam sees what Mara has. */
export const sentBySam = (more: Partial<HandoffView> = {}): HandoffView =>
  byHand({ mine: false, sentByMe: true, may: ['give_context', 'recall'], ...more })

/** Given back by Mara, as the one who looks sees it. */
export const returned = (more: Partial<HandoffView> = {}): HandoffView =>
  byHand({
    state: 'returned',
    may: ['give_context', 'close'],
    clocks: [clock('touch', 12, 48)],
    asks: [
      askView({
        items: [{ item: 'committee' }, { item: 'timeline' }],
        note: 'I cannot prepare the call without these.',
      }),
    ],
    history: history({ at: inMin(-2), kind: 'returned', by: MARA, to: SAM, items: [{ item: 'committee' }] }),
    ...more,
  })

export const touchView = (more: Partial<NonNullable<HandoffView['touch']>> = {}): HandoffView['touch'] => ({
  by: MARA,
  at: inMin(-20),
  selfReported: true,
  corroborated: false,
  asColleague: false,
  ...more,
})

export const touched = (more: Partial<HandoffView> = {}): HandoffView =>
  accepted({
    state: 'touched',
    may: ['close', 'tell_evidence', 'give_context'],
    clocks: [],
    touchedAt: inMin(-20),
    touch: touchView(),
    evidence: [{ id: 'kick_off', name: 'Kick-off held', seenAt: null, byHand: true }],
    next: { name: 'Kick-off', options: ['2026-11-27T15:00:00.000Z'] },
    history: history({ at: inMin(-20), kind: 'touched', by: MARA, detail: 'call' }),
    ...more,
  })

export const ended = (more: Partial<HandoffView>): HandoffView =>
  touched({ may: ['reopen'], closed: null, completed: null, ...more })

const step = (
  id: string,
  name: string,
  more: Partial<ApprovalView['steps'][number]> = {},
): ApprovalView['steps'][number] => ({
  id,
  name,
  person: JONAS,
  verdict: null,
  at: null,
  note: null,
  turn: false,
  mine: false,
  ...more,
})

/** Finance has said yes, legal is asked now: Mara. */
export const approval = (more: Partial<ApprovalView> = {}): ApprovalView => ({
  name: 'Large deal or deep discount',
  order: 'serial',
  steps: [
    step('finance', 'Finance', { verdict: 'approved', at: inMin(-30) }),
    step('legal', 'Legal', { person: MARA, turn: true, mine: true }),
    step('board', 'Managing director', { person: ANA }),
  ],
  ...more,
})

export const dealDesk = (more: Partial<HandoffView> = {}): HandoffView =>
  accepted({
    point: { id: 'ae_to_deal_desk', name: 'AE → Deal desk', from: 'AE', to: 'Legal, finance, procurement' },
    trigger: 'Legal review asked for',
    firstResponse: 'sender',
    sender: DANA,
    byHand: true,
    askedFor: null,
    nextActionDated: false,
    approval: approval(),
    why: { reason: 'pool', name: 'Deal desk' },
    evidence: [{ id: 'approved', name: 'Approved', seenAt: null, byHand: false }],
    ...more,
  })

const CHECKLIST: ContextQuestion[] = [
  {
    item: 'promised_outcomes',
    name: 'Promised outcomes',
    ask: 'What did we promise that they will achieve?',
    need: 'required',
    check: { minWords: 3 },
    value: '',
    given: false,
  },
  {
    item: 'scope',
    name: 'Scope',
    ask: 'What exactly was sold?',
    need: 'required',
    check: { minWords: 2 },
    value: 'Route planning for 40 depots',
    given: true,
  },
  { item: 'timeline', ask: 'When do they want to be live?', need: 'wanted', value: '', given: false },
]

const TERMS: ContextQuestion[] = [
  {
    item: 'amount',
    name: 'Amount',
    ask: 'What is the deal worth?',
    need: 'required',
    check: { number: { from: 0 } },
    value: '120000',
    given: true,
  },
  {
    item: 'terms',
    name: 'Terms',
    ask: 'Whose paper is it?',
    need: 'required',
    check: { oneOf: ['our paper', 'their paper'] },
    value: '',
    given: false,
  },
  {
    item: 'decision_date',
    name: 'Decision date',
    need: 'required',
    check: { date: true },
    value: '',
    given: false,
  },
]

/** Where a deal can be handed off. */
export const choices = (): HandOffChoice[] => [
  {
    point: { id: 'sales_to_cs', name: 'Sales → Customer success', from: 'Sales', to: 'Customer success' },
    questions: CHECKLIST,
    proposed: false,
  },
  {
    point: { id: 'ae_to_deal_desk', name: 'AE → Deal desk', from: 'AE', to: 'Deal desk' },
    questions: TERMS,
    proposed: false,
  },
]

/** The same, with nothing left to fill in. */
export const readyChoices = (): HandOffChoice[] =>
  choices().map((choice) => ({
    ...choice,
    questions: choice.questions.map((question) =>
      question.given || question.need === 'wanted'
        ? question
        : { ...question, value: 'Ten per cent fewer kilometres', given: true },
    ),
  }))

export const gate = (more: Partial<GateView> = {}): GateView => ({
  point: { id: 'ae_to_deal_desk', name: 'AE → Deal desk' },
  stage: { id: 'contract_review', name: 'Contract review' },
  missing: [{ item: 'decision_date', name: 'Decision date' }],
  ...more,
})
