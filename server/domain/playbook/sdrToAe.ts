import type { HandoffPoint } from '../../../shared/point.ts'
import type { Crew } from './parts.ts'
import { BOTH_ACCEPT, catchAll, ESCALATION, handedOff, known, LAST_ITEMS, own, TIERS } from './usual.ts'

/** A qualified meeting reaches its AE with what the SDR has learned. */
export const sdrToAe = ({ coverage, catchAll: last }: Crew): HandoffPoint => ({
  id: 'sdr_to_ae',
  name: 'SDR → AE',
  from: 'SDR',
  to: 'Account executive',
  breaksToday: 'Discovery context gets lost.',
  control: 'Required notes, and a meeting with an outcome.',
  recordTypes: ['lead', 'contact', 'deal'],
  receiverRole: 'ae',
  ownsRecord: true,
  triggers: [
    {
      id: 'meeting',
      name: 'Qualified meeting booked',
      kinds: ['meeting_booked'],
      when: { field: 'signal.fields.qualified', is: true },
      tier: 'high',
      tierWhen: [{ when: { fit: 'weak' }, tier: 'medium' }],
    },
    handedOff('Handed over by the SDR', 'high'),
  ],
  ladder: [
    { id: 'opportunity', name: 'Open opportunity', kind: 'opportunity_owner' },
    { id: 'team', name: 'The account’s AE', kind: 'account_team', role: 'ae' },
    { id: 'pool', name: 'Account executives', kind: 'pool', pool: 'ae' },
    catchAll(last),
  ],
  context: [
    known('buyer', 'required'),
    known('problem', 'required', { ask: 'Which problem do they want solved?', check: { minWords: 3 } }),
    known('qualification', 'required', { ask: 'What did you learn: budget, fit, authority?', check: { minWords: 3 } }),
    own('meeting', 'Meeting', 'required', {
      fields: ['fields.meeting', 'fields.meeting_at', 'crm.meeting', 'crm.next_meeting'],
      ask: 'When do they meet, and what was agreed?',
    }),
    known('next_step', 'required', { ask: 'What should happen next?' }),
    known('timeline', 'wanted'),
    known('committee', 'wanted'),
    known('product_interest', 'wanted'),
    known('source', 'wanted'),
    ...LAST_ITEMS,
  ],
  coverage,
  acceptOn: 'owner',
  tiers: TIERS,
  tiersWhen: [],
  acceptance: BOTH_ACCEPT,
  firstResponse: 'buyer',
  nextAction: { name: 'First meeting', inWorkingDays: 2, at: '10:00' },
  nextActionDated: true,
  completion: [
    {
      id: 'meeting_held',
      name: 'First meeting held, with an outcome',
      signs: [{ kind: 'meeting', state: 'held', withOutcome: true }],
      byHand: true,
    },
  ],
  closedReasons: [
    'disqualified',
    'dismissed',
    'duplicate',
    'asked_for_later',
    'nurture',
    'competitor',

    'other',
  ],
  escalation: ESCALATION,
})
