import type { Condition } from '../../../shared/condition.ts'
import type { HandoffPoint } from '../../../shared/point.ts'
import type { Crew } from './parts.ts'
import { BOTH_ACCEPT, catchAll, ESCALATION, handedOff, known, LAST_ITEMS, own, TIERS } from './usual.ts'

const lateStage: Condition = {
  any: [
    { field: 'opportunity.lifecycle', in: ['proposal', 'contract_review'] },
    { field: 'opportunity.close_date', withinDays: 30 },
  ],
}
const isTechnical: Condition = {
  any: [
    { field: 'signal.fields.technical_question', present: true },
    { field: 'opportunity.technical_question', present: true },
    { field: 'opportunity.technical_request', present: true },
  ],
}

/** A technical question reaches a sales engineer with the environment and the date on which it is decided. */
export const aeToSe = ({ coverage, catchAll: last }: Crew): HandoffPoint => ({
  id: 'ae_to_se',
  name: 'AE → Sales engineer',
  from: 'Account executive',
  to: 'Sales engineer',
  breaksToday: 'Technical validation starts late.',
  control: 'A request form that opens when the deal enters technical validation.',
  recordTypes: ['deal'],
  receiverRole: 'se',
  ownsRecord: false,
  triggers: [
    {
      id: 'stage',
      name: 'Deal enters technical validation',
      kinds: ['stage_entered'],
      when: { all: [{ field: 'signal.fields.stage', is: 'technical_validation' }, isTechnical] },
      tier: 'medium',
      tierWhen: [{ when: lateStage, tier: 'high' }],
    },
    {
      id: 'technical_validation',
      name: 'Technical validation asked for',
      kinds: ['technical_validation_entered'],
      tier: 'medium',
      tierWhen: [{ when: lateStage, tier: 'high' }],
    },
    handedOff('Asked for by the AE', 'medium', { tierWhen: [{ when: lateStage, tier: 'high' }] }),
  ],
  ladder: [
    { id: 'team', name: 'The account’s sales engineer', kind: 'account_team', role: 'se' },
    { id: 'pool', name: 'Sales engineers', kind: 'pool', pool: 'se' },
    catchAll(last),
  ],
  context: [
    known('buyer', 'required', { fields: ['buyer.name', 'buyer.title', 'buyer.company', 'crm.company'] }),
    own('technical_question', 'Technical question', 'required', {
      fields: ['fields.technical_question', 'crm.technical_question', 'crm.technical_request'],
      ask: 'What exactly do they want to know or see?',
      check: { minWords: 3 },
    }),
    own('environment', 'Environment', 'required', { ask: 'Which systems does it have to work with?' }),
    own('decision_date', 'Decision date', 'required', {
      fields: ['fields.decision_date', 'crm.decision_date', 'crm.close_date', 'crm.date_deadline'],
      ask: 'When do they decide?',
      check: { date: true },
    }),
    own('success_criteria', 'What counts as passed', 'wanted'),
    known('committee', 'wanted', { name: 'Who judges it' }),
    known('product_interest', 'wanted'),
    known('next_step', 'wanted'),
    known('source', 'hidden'),
    ...LAST_ITEMS,
  ],
  gate: { stages: ['technical_validation'] },
  coverage,
  acceptOn: 'owner',
  tiers: TIERS,
  tiersWhen: [],
  acceptance: BOTH_ACCEPT,
  firstResponse: 'either',
  nextAction: { name: 'Technical session', inWorkingDays: 2, at: '10:00' },
  nextActionDated: false,
  completion: [
    {
      id: 'session_held',
      name: 'Technical session held',
      signs: [{ kind: 'meeting', state: 'held' }],
      byHand: true,
    },
    {
      id: 'outcome_set',
      name: 'Validation outcome set',
      signs: [{ kind: 'record', when: { field: 'opportunity.validation_outcome', present: true } }],
      byHand: true,
    },
  ],
  closedReasons: ['dismissed', 'duplicate', 'asked_for_later', 'competitor', 'other'],
  escalation: ESCALATION,
})
