import type { HandoffPoint } from '../../../shared/point.ts'
import type { Crew } from './parts.ts'
import { BOTH_ACCEPT, catchAll, ESCALATION, handedOff, known, LAST_ITEMS, own, TIERS } from './usual.ts'

/** Renewal, expansion and rescue have one owner each time. */
export const csToAm = ({ coverage, catchAll: last }: Crew): HandoffPoint => ({
  id: 'cs_to_am',
  name: 'Customer success → Account manager',
  from: 'Customer success',
  to: 'Account manager',
  breaksToday: 'Nobody knows who owns expansion, renewal or rescue.',
  control: 'The account’s team, and rules for renewals and falling health.',
  recordTypes: ['company', 'deal', 'contact'],
  receiverRole: 'am',
  ownsRecord: false,
  triggers: [
    {
      id: 'health',
      name: 'Customer health drops',
      kinds: ['health_score_dropped'],
      when: { field: 'signal.fields.score', below: 60 },
      tier: 'high',
    },
    {
      id: 'renewal',
      name: 'Renewal in 90 days',
      kinds: ['renewal_due'],
      date: { field: 'account.renewal_date', daysBefore: 90 },
      tier: 'medium',
    },
    { id: 'expansion', name: 'Expansion interest told to CS', kinds: ['expansion_interest'], tier: 'medium' },
    handedOff('Handed over by customer success'),
  ],
  ladder: [
    { id: 'team', name: 'The account’s manager', kind: 'account_team', role: 'am' },
    { id: 'opportunity', name: 'Open opportunity', kind: 'opportunity_owner' },
    { id: 'owner', name: 'Customer’s owner', kind: 'named_account_owner' },
    { id: 'pool', name: 'Account managers', kind: 'pool', pool: 'am' },
    catchAll(last),
  ],
  context: [
    own('situation', 'Situation', 'required', {
      fields: ['fields.situation', 'fields.message', 'fields.reason', 'signal.kind', 'crm.situation'],
      ask: 'Renewal, expansion or rescue: what is going on?',
    }),
    known('buyer', 'wanted', {
      fields: ['buyer.name', 'buyer.title', 'buyer.company', 'crm.company', 'crm.industry', 'crm.country'],
    }),
    own('health', 'Health score', 'wanted', { fields: ['fields.score', 'crm.health_score', 'crm.health'] }),
    own('renewal_date', 'Renewal date', 'wanted'),
    own('contract_value', 'Contract value', 'wanted', {
      fields: ['fields.contract_value', 'crm.contract_value', 'crm.amount'],
    }),
    own('risks', 'Risks', 'wanted'),
    known('next_step', 'wanted'),
    known('committee', 'wanted'),
    known('source', 'hidden'),
    ...LAST_ITEMS,
  ],
  coverage,
  acceptOn: 'owner',
  tiers: TIERS,
  tiersWhen: [],
  acceptance: BOTH_ACCEPT,
  firstResponse: 'buyer',
  nextAction: { name: 'Talk to the customer', inWorkingDays: 2, at: '10:00' },
  nextActionDated: true,
  completion: [
    {
      id: 'plan_agreed',
      name: 'Renewal, expansion or recovery plan agreed',
      signs: [{ kind: 'record', when: { field: 'account.renewal_plan', present: true } }],
      byHand: true,
    },
    {
      id: 'opportunity',
      name: 'Renewal or expansion opportunity created',
      signs: [{ kind: 'opportunity_created' }],
      byHand: false,
    },
  ],
  closedReasons: ['dismissed', 'duplicate', 'asked_for_later', 'other'],
  escalation: ESCALATION,
})
