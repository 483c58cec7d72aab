import type { HandoffPoint } from '../../../shared/point.ts'
import type { Crew } from './parts.ts'
import { BOTH_ACCEPT, catchAll, ESCALATION, handedOff, known, LAST_ITEMS, own, TIERS } from './usual.ts'

/** What was promised reaches those who keep it. */
export const salesToCs = ({ coverage, catchAll: last }: Crew): HandoffPoint => ({
  id: 'sales_to_cs',
  name: 'Sales → Customer success',
  from: 'Sales',
  to: 'Customer success',
  breaksToday: 'Onboarding starts without what sales knew.',
  control: 'A closed-won checklist: promised outcomes, scope, risks, stakeholders.',
  recordTypes: ['deal'],
  receiverRole: 'csm',
  ownsRecord: false,
  triggers: [
    { id: 'contract', name: 'Contract signed', kinds: ['contract_signed'], tier: 'high' },
    {
      id: 'won',
      name: 'Deal won',
      kinds: ['stage_entered'],
      when: { field: 'signal.fields.stage', is: 'won' },
      tier: 'high',
    },
    handedOff('Handed over by sales', 'high'),
  ],
  ladder: [
    { id: 'team', name: 'The account’s success manager', kind: 'account_team', role: 'csm' },
    { id: 'pool', name: 'Customer success', kind: 'pool', pool: 'csm' },
    catchAll(last),
  ],
  context: [
    own('promised_outcomes', 'Promised outcomes', 'required', {
      ask: 'What did we promise that they will achieve?',
      check: { minWords: 3 },
    }),
    own('scope', 'Scope', 'required', { ask: 'What exactly was sold?', check: { minWords: 2 } }),
    own('risks', 'Risks', 'required', {
      ask: 'What could go wrong? «None known» is an answer.',
      check: { minWords: 2 },
    }),
    own('stakeholders', 'Stakeholders', 'required', {
      ask: 'Who decides, who uses it, who doubts?',
      check: { minWords: 2 },
    }),
    known('buyer', 'wanted', { fields: ['buyer.name', 'buyer.title', 'buyer.company', 'crm.company'] }),
    known('problem', 'wanted'),
    known('timeline', 'wanted', { ask: 'When do they want to be live?' }),
    known('next_step', 'wanted'),
    known('source', 'hidden'),
    ...LAST_ITEMS,
  ],
  gate: { stages: ['won'] },
  coverage,
  acceptOn: 'owner',
  tiers: TIERS,
  tiersWhen: [],
  acceptance: BOTH_ACCEPT,
  firstResponse: 'buyer',
  nextAction: { name: 'Kick-off', inWorkingDays: 3, at: '10:00' },
  nextActionDated: true,
  completion: [{ id: 'kick_off', name: 'Kick-off held', signs: [{ kind: 'meeting', state: 'held' }], byHand: true }],
  closedReasons: ['dismissed', 'duplicate', 'asked_for_later', 'other'],
  escalation: ESCALATION,
})
