import type { Condition } from '../../../shared/condition.ts'
import type { HandoffPoint } from '../../../shared/point.ts'
import type { Trigger } from '../../../shared/trigger.ts'
import type { Crew } from './parts.ts'
import { BOTH_ACCEPT, catchAll, ESCALATION, known, LAST_ITEMS, TIERS } from './usual.ts'

/** What a customer asks for is their account manager's. */
const newBusiness: Condition = { not: { field: 'account.status', is: 'customer' } }
const icp: Condition = { fit: 'icp' }
const weak: Condition = { fit: 'weak' }

/** Asked for a person: high, from whomever it comes, but from who is known to be a weak fit. */
const asked = (id: string, name: string, kind: string): Trigger => ({
  id,
  name,
  kinds: [kind],
  when: newBusiness,
  tier: 'high',
  tierWhen: [{ when: weak, tier: 'medium' }],
})

const ENGAGEMENT = ['content_download', 'webinar_attended', 'comparison_viewed', 'site_visit', 'pricing_viewed']

const TRIGGERS: Trigger[] = [
  asked('demo', 'Demo request', 'demo_request'),
  asked('pricing', 'Pricing inquiry', 'pricing_inquiry'),
  asked('contact_sales', 'Contact sales', 'contact_sales'),
  asked('reply', 'Direct reply', 'direct_reply'),
  {
    id: 'committee',
    name: 'Buying committee engages',
    kinds: ENGAGEMENT,
    when: { all: [newBusiness, icp] },
    counts: [{ over: 'account', atLeast: 4, distinct: { of: 'contact', atLeast: 3 }, withinDays: 14 }],
    tier: 'high',
  },
  {
    id: 'engagement',
    name: 'Target account is engaged',
    kinds: ENGAGEMENT,
    when: { all: [newBusiness, { field: 'account.status', is: 'target' }] },
    score: {
      over: 'account',
      weights: { content_download: 2, webinar_attended: 4, comparison_viewed: 5, pricing_viewed: 5, site_visit: 1 },
      halfLifeDays: 7,
      atLeast: 10,
    },
    tier: 'medium',
  },
  {
    id: 'several_contacts',
    name: 'Several people of one company',
    kinds: ENGAGEMENT,
    when: { all: [newBusiness, icp] },
    counts: [{ over: 'account', atLeast: 3, distinct: { of: 'contact', atLeast: 2 }, withinDays: 14 }],
    tier: 'medium',
  },
  {
    id: 'repeat_visits',
    name: 'Target account comes back',
    kinds: ['site_visit'],
    when: { all: [newBusiness, { field: 'account.status', is: 'target' }] },
    counts: [{ over: 'account', atLeast: 3, withinDays: 7 }],
    tier: 'medium',
  },
  {
    id: 'webinar',
    name: 'Webinar, ideal customer',
    kinds: ['webinar_attended'],
    when: { all: [newBusiness, icp] },
    tier: 'medium',
  },
  {
    id: 'comparison',
    name: 'Comparison page, ideal customer',
    kinds: ['comparison_viewed'],
    when: { all: [newBusiness, icp] },
    tier: 'medium',
  },
  { id: 'education', name: 'Reads and learns', kinds: ENGAGEMENT, when: newBusiness, tier: 'low' },
]

/** High-intent leads get their SDR within minutes. */
export const marketingToSdr = ({ coverage, sdrs, catchAll: last, marketing, stageAfterTouch }: Crew): HandoffPoint => ({
  id: 'marketing_to_sdr',
  name: 'Marketing → SDR',
  from: 'Marketing',
  to: 'SDR',
  breaksToday: 'High-intent leads sit untouched.',
  control: 'Routing, scoring and a deadline for every buyer who asks.',
  recordTypes: ['lead', 'contact'],
  ...(marketing === null ? {} : { sender: marketing }),
  receiverRole: 'sdr',
  ownsRecord: true,
  triggers: TRIGGERS,
  ladder: [
    { id: 'named', name: 'Named account', kind: 'named_account_owner', when: newBusiness },
    {
      id: 'customer',
      name: 'Customer’s owner',
      kind: 'named_account_owner',
      when: { field: 'account.status', is: 'customer' },
    },
    { id: 'opportunity', name: 'Open opportunity', kind: 'opportunity_owner' },
    { id: 'relationship', name: 'Someone who is in touch', kind: 'relationship' },
    { id: 'pool', name: sdrs.name, kind: 'pool', pool: sdrs.id },
    catchAll(last),
  ],
  context: [
    known('buyer', 'required'),
    known('next_step', 'required', { ask: 'What do they want from us?' }),
    known('problem', 'wanted'),
    known('timeline', 'wanted'),
    known('product_interest', 'wanted'),
    known('committee', 'wanted'),
    known('qualification', 'wanted'),
    known('source', 'required'),
    ...LAST_ITEMS,
  ],
  coverage,
  acceptOn: 'owner',
  tiers: TIERS,
  tiersWhen: [
    {
      id: 'target',
      name: 'Target accounts',
      when: { field: 'account.status', is: 'target' },
      tiers: {
        medium: { accept: { kind: 'working', minutes: 60 }, touch: { kind: 'working', minutes: 240 } },
      },
    },
  ],
  acceptance: BOTH_ACCEPT,
  firstResponse: 'buyer',
  nextAction: { name: 'Demo call', inWorkingDays: 2, at: '10:00' },
  nextActionDated: true,
  ...(stageAfterTouch === undefined ? {} : { stageAfterTouch }),
  completion: [
    {
      id: 'meeting_booked',
      name: 'Meeting booked',
      signs: [
        { kind: 'meeting', state: 'booked' },
        { kind: 'signal', kinds: ['meeting_booked'] },
      ],
      byHand: false,
    },
  ],
  closedReasons: [
    'disqualified',
    'dismissed',
    'duplicate',
    'asked_for_later',
    'nurture',
    'spam',
    'competitor',
    'student',

    'other',
  ],
  escalation: ESCALATION,
})
