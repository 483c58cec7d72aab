import type { Condition } from '../../../shared/condition.ts'
import type { ApprovalRoute, HandoffPoint } from '../../../shared/point.ts'
import type { Crew } from './parts.ts'
import { BOTH_ACCEPT, catchAll, ESCALATION, handedOff, known, LAST_ITEMS, own, TIERS } from './usual.ts'

/** From whichever of both is known: the deal in the CRM, or what was filled in. */
const either = (item: string, limit: { atLeast: number } | { is: string }): Condition => ({
  any: [`opportunity.${item}`, `signal.fields.${item}`].map((field) => ({ field, ...limit })),
})
const ownTerms = either('terms', { is: 'their paper' })

/** By amount, discount and terms; the first that holds. */
const approvals = ({ first }: Crew): [ApprovalRoute, ...ApprovalRoute[]] => {
  const finance = { id: 'finance', name: 'Finance', person: first('finance') }
  const legal = { id: 'legal', name: 'Legal', person: first('legal') }
  const procurement = { id: 'procurement', name: 'Procurement', person: first('procurement') }
  return [
    {
      id: 'large',
      name: 'Large deal or deep discount',
      when: { any: [either('amount', { atLeast: 100_000 }), either('discount', { atLeast: 25 })] },
      order: 'serial',
      approvers: [finance, legal],
    },
    {
      id: 'terms',
      name: 'The buyer’s own terms',
      when: ownTerms,
      order: 'parallel',
      approvers: [legal, { ...finance, when: either('discount', { atLeast: 10 }) }],
    },
    {
      id: 'procurement',
      name: 'Procurement review',
      when: { field: 'signal.kind', is: 'procurement_review_requested' },
      order: 'parallel',
      approvers: [procurement, { ...finance, when: either('discount', { atLeast: 10 }) }],
    },
    { id: 'usual', name: 'Contract review', order: 'parallel', approvers: [legal] },
  ]
}

const review = (id: string, name: string) => ({ id, name, kinds: [`${id}_review_requested`], tier: 'high' as const })

/** Contracts are reviewed by those who must say yes, each with one owner. */
export const aeToDealDesk = (crew: Crew): HandoffPoint => ({
  id: 'ae_to_deal_desk',
  name: 'AE → Deal desk',
  from: 'Account executive',
  to: 'Legal, finance, procurement',
  breaksToday: 'Contract review stalls.',
  control: 'Approvers by amount, discount and terms, one after another or at once; one queue that all of them see.',
  recordTypes: ['deal'],
  receiverRole: 'deal_desk',
  ownsRecord: false,
  triggers: [
    review('security', 'Security review asked for'),
    review('legal', 'Legal review asked for'),
    review('procurement', 'Procurement review asked for'),
    {
      id: 'stage',
      name: 'Deal enters contract review',
      kinds: ['stage_entered'],
      when: { field: 'signal.fields.stage', is: 'contract_review' },
      tier: 'high',
    },
    handedOff('Asked for by the AE', 'high'),
  ],
  ladder: [
    { id: 'team', name: 'The account’s deal desk', kind: 'account_team', role: 'deal_desk' },
    { id: 'pool', name: 'Deal desk', kind: 'pool', pool: 'deal_desk' },
    catchAll(crew.catchAll),
  ],
  queue: 'deal_desk',
  approvals: approvals(crew),
  context: [
    own('amount', 'Amount', 'required', {
      fields: ['fields.amount', 'crm.amount', 'crm.expected_revenue'],
      ask: 'What is the deal worth?',
      check: { number: { from: 0 } },
    }),
    own('discount', 'Discount, %', 'required', {
      ask: 'Which discount, in per cent? 0 for none.',
      check: { number: { from: 0, to: 100 } },
    }),
    own('terms', 'Terms', 'required', {
      ask: 'Standard terms, their paper, or changed clauses?',
      check: { oneOf: ['standard', 'their paper', 'changed clauses'] },
    }),
    own('deadline', 'Deadline', 'required', {
      fields: ['fields.deadline', 'crm.deadline', 'crm.close_date', 'crm.date_deadline'],
      ask: 'By when is it needed?',
      check: { date: true },
    }),
    own('special_terms', 'What is unusual', 'wanted'),
    known('buyer', 'wanted', { fields: ['buyer.name', 'buyer.title', 'buyer.company', 'crm.company'] }),
    known('next_step', 'wanted', { ask: 'What do you need from the desk?' }),
    known('source', 'hidden'),
    ...LAST_ITEMS,
  ],
  coverage: crew.coverage,
  acceptOn: 'coverage',
  tiers: TIERS,
  tiersWhen: [],
  acceptance: BOTH_ACCEPT,
  firstResponse: 'sender',
  nextAction: { name: 'Answer the AE', inWorkingDays: 1, at: '10:00' },
  nextActionDated: false,
  completion: [
    { id: 'decided', name: 'Approved, or rejected with a reason', signs: [{ kind: 'approval' }], byHand: false },
  ],
  closedReasons: ['dismissed', 'duplicate', 'asked_for_later', 'other'],
  escalation: ESCALATION,
})
