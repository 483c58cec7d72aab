import type { ContextItem, ContextNeed, KnownItem } from '../../../shared/context.ts'
import type { ContextRule, EscalationStep, HandoffPoint, LadderStep } from '../../../shared/point.ts'
import type { Trigger } from '../../../shared/trigger.ts'

// What the points of the default playbook have alike.

/** The deadlines of each intent. */
export const TIERS: HandoffPoint['tiers'] = {
  high: {
    accept: { kind: 'working', minutes: 15 },
    touch: { kind: 'working_same_day', minutes: 60, unlessUnderMinutes: 30, thenMinutes: 30 },
  },
  medium: { accept: { kind: 'working', minutes: 240 }, touch: { kind: 'close_of_next_day' } },
  low: null,
}

export const ESCALATION: EscalationStep[] = [
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
]

export const BOTH_ACCEPT: HandoffPoint['acceptance'] = ['working_stage', 'next_action']

/** Somebody handed it over in the sidebar. */
export const handedOff = (name: string, tier: Trigger['tier'] = 'medium', more: Partial<Trigger> = {}): Trigger => ({
  id: 'handed_off',
  name,
  kinds: ['handed_off'],
  tier,
  ...more,
})

export const catchAll = (person: string): LadderStep => ({
  id: 'rest',
  name: 'Everything else',
  kind: 'catch_all',
  person,
})

const FIELDS: Record<KnownItem, string[]> = {
  buyer: ['buyer.name', 'buyer.title', 'buyer.company', 'crm.company_size', 'crm.industry', 'crm.country'],
  source: ['signal.kind', 'signal.source', 'fields.campaign', 'crm.campaign', 'crm.lead_source'],
  product_interest: ['fields.product', 'fields.interest', 'crm.product', 'crm.interest'],
  problem: ['fields.problem', 'crm.problem'],
  touchpoints: ['baton.touchpoints'],
  qualification: ['fields.budget', 'crm.budget', 'crm.expected_revenue', 'crm.notes'],
  timeline: ['fields.timeline', 'crm.timeline', 'crm.date_deadline'],
  committee: ['fields.committee', 'crm.committee'],
  next_step: ['fields.message', 'crm.message', 'crm.description'],
  lifecycle_stage: ['crm.stage'],
  owners: ['baton.owners'],
  sla: ['baton.sla'],
}

/** One of the twelve items, filled from where it usually is. */
export const known = (item: KnownItem, need: ContextNeed, more: Partial<ContextRule> = {}): ContextRule => ({
  item,
  need,
  fields: FIELDS[item],
  ...more,
})

/** An item of a point's own, filled by whoever hands over, or from a field of that name. */
export const own = (
  item: ContextItem,
  name: string,
  need: ContextNeed,
  more: Partial<ContextRule> = {},
): ContextRule => ({ item, name, need, fields: [`fields.${item}`, `crm.${item}`], ...more })

/** What Baton itself always knows of a handoff. */
export const LAST_ITEMS: ContextRule[] = [
  known('touchpoints', 'wanted'),
  known('lifecycle_stage', 'wanted'),
  known('owners', 'wanted'),
  known('sla', 'wanted'),
]
