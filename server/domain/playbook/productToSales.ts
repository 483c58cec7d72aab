import type { Condition } from '../../../shared/condition.ts'
import type { HandoffPoint } from '../../../shared/point.ts'
import type { Trigger } from '../../../shared/trigger.ts'
import type { Crew } from './parts.ts'
import { BOTH_ACCEPT, catchAll, ESCALATION, known, LAST_ITEMS, own, TIERS } from './usual.ts'

const isCustomer: Condition = { field: 'account.status', is: 'customer' }
/** Whoever uses the product, and is not known to have bought nothing yet. */
const uses: Condition = { not: { field: 'account.status', in: ['target', 'prospect'] } }

const asked = (id: string, name: string, kind: string): Trigger => ({
  id,
  name,
  kinds: [kind],
  when: isCustomer,
  tier: 'high',
})

/** A customer who grows, or asks, reaches whoever sells to them. */
export const productToSales = ({ coverage, catchAll: last }: Crew): HandoffPoint => ({
  id: 'product_to_sales',
  name: 'Product → Sales',
  from: 'Product',
  to: 'Account manager',
  breaksToday: 'Expansion intent is missed.',
  control: 'An alert to the account’s owner when usage shows it.',
  recordTypes: ['company', 'contact', 'lead', 'deal'],
  receiverRole: 'am',
  ownsRecord: false,
  triggers: [
    {
      id: 'usage',
      name: 'Usage grows in a department',
      kinds: ['usage_threshold_crossed', 'user_activated'],
      when: uses,
      counts: [
        { kinds: ['usage_threshold_crossed'], over: 'account', atLeast: 1, withinDays: 30 },
        {
          kinds: ['user_activated'],
          over: 'account',
          atLeast: 3,
          distinct: { of: 'contact', atLeast: 3 },
          sharing: 'signal.fields.department',
          withinDays: 30,
        },
      ],
      tier: 'medium',
    },
    asked('demo', 'Customer asks for a demo', 'demo_request'),
    asked('pricing', 'Customer asks for a price', 'pricing_inquiry'),
    asked('contact_sales', 'Customer asks for sales', 'contact_sales'),
    asked('reply', 'Customer replies', 'direct_reply'),
  ],
  ladder: [
    { id: 'opportunity', name: 'Open opportunity', kind: 'opportunity_owner' },
    { id: 'team', name: 'The account’s manager', kind: 'account_team', role: 'am' },
    { id: 'owner', name: 'Customer’s owner', kind: 'named_account_owner' },
    { id: 'pool', name: 'Account managers', kind: 'pool', pool: 'am' },
    catchAll(last),
  ],
  context: [
    known('buyer', 'wanted', {
      fields: ['buyer.name', 'buyer.title', 'buyer.company', 'crm.company', 'crm.industry', 'crm.country'],
    }),
    own('usage', 'Usage', 'wanted', {
      fields: ['fields.usage', 'fields.metric', 'fields.users', 'crm.usage'],
      ask: 'What does the product show?',
    }),
    own('department', 'Department', 'wanted'),
    known('next_step', 'wanted', { ask: 'What could we offer them?' }),
    known('product_interest', 'wanted'),
    known('problem', 'wanted'),
    known('timeline', 'wanted'),
    known('committee', 'wanted'),
    known('source', 'required'),
    ...LAST_ITEMS,
  ],
  coverage,
  acceptOn: 'owner',
  tiers: TIERS,
  tiersWhen: [],
  acceptance: BOTH_ACCEPT,
  firstResponse: 'buyer',
  nextAction: { name: 'Expansion talk', inWorkingDays: 2, at: '10:00' },
  nextActionDated: true,
  completion: [
    { id: 'talk_held', name: 'Expansion talk held', signs: [{ kind: 'meeting', state: 'held' }], byHand: true },
    { id: 'opportunity', name: 'Opportunity created', signs: [{ kind: 'opportunity_created' }], byHand: false },
  ],
  closedReasons: ['dismissed', 'duplicate', 'asked_for_later', 'nurture', 'spam', 'other'],
  escalation: ESCALATION,
})
