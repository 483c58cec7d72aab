import type { Calendar } from '../../shared/calendar.ts'
import type { HandoffPoint, Playbook, Pool } from '../../shared/playbook.ts'

/** Monday to Friday, nine to five, in this zone. */
export const officeHours = (id: string, zone: string, from = '09:00', to = '17:00'): Calendar => ({
  id,
  zone,
  weekly: [{ days: [1, 2, 3, 4, 5], windows: [{ from, to }] }],
  exceptions: [],
})

/** The playbook that a workspace starts with: every inbound request for a person goes to an SDR, fast. */
export const defaultPlaybook = (parts: {
  calendars: Calendar[]
  pool: Pool
  catchAll: string
  stageAfterTouch?: HandoffPoint['stageAfterTouch']
}): Playbook => ({
  calendars: parts.calendars,
  pools: [parts.pool],
  points: [marketingToSdr(parts)],
})

const marketingToSdr = ({
  calendars,
  pool,
  catchAll,
  stageAfterTouch,
}: Parameters<typeof defaultPlaybook>[0]): HandoffPoint => ({
  id: 'marketing_to_sdr',
  name: 'Marketing → SDR',
  from: 'Marketing',
  to: 'SDR',
  recordTypes: ['lead', 'contact'],
  triggers: [
    { id: 'demo', name: 'Demo request', kinds: ['demo_request'], tier: 'high' },
    { id: 'pricing', name: 'Pricing inquiry', kinds: ['pricing_inquiry'], tier: 'high' },
    { id: 'contact_sales', name: 'Contact sales', kinds: ['contact_sales'], tier: 'high' },
  ],
  ladder: [
    { id: 'named', name: 'Named account', kind: 'named_account_owner' },
    { id: 'pool', name: pool.name, kind: 'pool', pool: pool.id },
    { id: 'rest', name: 'Everything else', kind: 'catch_all', person: catchAll },
  ],
  context: [
    {
      item: 'buyer',
      need: 'required',
      fields: ['buyer.name', 'buyer.title', 'buyer.company', 'crm.company_size', 'crm.industry', 'crm.country'],
    },
    { item: 'next_step', need: 'required', fields: ['fields.message', 'crm.message', 'crm.description'] },
    { item: 'problem', need: 'wanted', fields: ['fields.problem', 'crm.problem'] },
    { item: 'timeline', need: 'wanted', fields: ['fields.timeline', 'crm.timeline', 'crm.date_deadline'] },
    {
      item: 'product_interest',
      need: 'wanted',
      fields: ['fields.product', 'fields.interest', 'crm.product', 'crm.interest'],
    },
    { item: 'committee', need: 'wanted', fields: ['fields.committee', 'crm.committee'] },
    {
      item: 'qualification',
      need: 'wanted',
      fields: ['fields.budget', 'crm.budget', 'crm.expected_revenue', 'crm.notes'],
    },
    {
      item: 'source',
      need: 'required',
      fields: ['signal.kind', 'signal.source', 'fields.campaign', 'crm.campaign', 'crm.lead_source'],
    },
    { item: 'touchpoints', need: 'wanted', fields: ['baton.touchpoints'] },
    { item: 'lifecycle_stage', need: 'wanted', fields: ['crm.stage'] },
    { item: 'owners', need: 'wanted', fields: ['baton.owners'] },
    { item: 'sla', need: 'wanted', fields: ['baton.sla'] },
  ],
  coverage: calendars[0]?.id ?? '',
  tiers: {
    high: {
      accept: { kind: 'working', minutes: 15 },
      touch: { kind: 'working_same_day', minutes: 60, unlessUnderMinutes: 30, thenMinutes: 30 },
    },
    medium: { accept: { kind: 'working', minutes: 240 }, touch: { kind: 'close_of_next_day' } },
    low: null,
  },
  escalation: [
    { id: 'reminder', clock: 'accept', when: { kind: 'share', share: 0.5 }, act: 'remind', target: 'owner' },
    { id: 'alert', clock: 'accept', when: { kind: 'after_breach', minutes: 0 }, act: 'alert', target: 'manager' },
    {
      id: 'take_over',
      clock: 'accept',
      when: { kind: 'after_breach', minutes: 15 },
      act: 'hand_to_backup',
      target: 'backup',
    },
    { id: 'reminder', clock: 'touch', when: { kind: 'share', share: 0.5 }, act: 'remind', target: 'owner' },
    { id: 'alert', clock: 'touch', when: { kind: 'after_breach', minutes: 0 }, act: 'alert', target: 'manager' },
  ],
  nextAction: { name: 'Demo call', inWorkingDays: 2, at: '10:00' },
  ...(stageAfterTouch === undefined ? {} : { stageAfterTouch }),
})
