import { describe, expect, test } from 'vitest'
import { checkPlaybook } from '../../server/domain/checkPlaybook.ts'
import { type Facts, holds } from '../../server/domain/condition.ts'
import { defaultPlaybook, officeHours } from '../../server/domain/defaultPlaybook.ts'
import { firingsOf, type Sighted, strongest } from '../../server/domain/trigger.ts'
import { Playbook } from '../../shared/playbook.ts'
import type { HandoffPoint } from '../../shared/point.ts'
import { STAGES } from '../../server/demo/crm/record.ts'
import { PEOPLE, whole } from '../support/books.ts'

const SEVEN = [
  'marketing_to_sdr',
  'sdr_to_ae',
  'ae_to_se',
  'ae_to_deal_desk',
  'sales_to_cs',
  'product_to_sales',
  'cs_to_am',
]
const point = (id: string): HandoffPoint => {
  const found = whole().points.find((each) => each.id === id)
  if (found === undefined) throw new RangeError(`no point «${id}»`)
  return found
}

describe('the default playbook', () => {
  test('is a playbook of seven points that hold together', () => {
    expect(Playbook.parse(whole())).toEqual(whole())
    expect(whole().points.map(({ id }) => id)).toEqual(SEVEN)
    expect(checkPlaybook(whole(), PEOPLE)).toEqual([])
  })

  test('works for one admin alone, who then has every part', () => {
    const alone = defaultPlaybook({
      calendars: [officeHours('office', 'UTC')],
      pool: { id: 'sdr', name: 'SDRs', members: [{ person: 'admin', weight: 1 }] },
      catchAll: 'admin',
    })
    expect(checkPlaybook(alone, new Set(['admin']))).toEqual([])
    expect(new Set(alone.pools.flatMap(({ members }) => members.map(({ person }) => person)))).toEqual(
      new Set(['admin']),
    )
    expect(alone.points.map(({ sender }) => sender)).toEqual(SEVEN.map(() => undefined))
  })

  test.each(SEVEN)('%s is complete', (id) => {
    const it = point(id)
    expect([it.breaksToday, it.control, it.receiverRole].every((each) => each !== undefined && each !== '')).toBe(true)
    expect(it.context.some(({ need }) => need === 'required')).toBe(true)
    expect(it.tiers.high).not.toBeNull()
    expect(it.escalation.map(({ act }) => act)).toEqual(['remind', 'alert', 'hand_to_backup', 'remind', 'alert'])
    expect(it.closedReasons).toContain('other')
    expect(it.ladder.at(-1)?.kind).toBe('catch_all')
  })

  test('what is sold already enters no pool of new business', () => {
    const pools = (id: string) => point(id).ladder.flatMap((step) => (step.kind === 'pool' ? [step.pool] : []))
    expect(SEVEN.map((id) => [id, pools(id)])).toEqual([
      ['marketing_to_sdr', ['sdr']],
      ['sdr_to_ae', ['ae']],
      ['ae_to_se', ['se']],
      ['ae_to_deal_desk', ['deal_desk']],
      ['sales_to_cs', ['csm']],
      ['product_to_sales', ['am']],
      ['cs_to_am', ['am']],
    ])
  })

  test('new business goes down the ladder in order', () =>
    expect(point('marketing_to_sdr').ladder.map(({ id }) => id)).toEqual([
      'named',
      'customer',
      'opportunity',
      'relationship',
      'pool',
      'rest',
    ]))

  test('people hand over where a person sends, and are gated where a stage begins', () => {
    const fed = whole().points.filter(({ triggers }) => triggers.some(({ kinds }) => kinds.includes('handed_off')))
    expect(fed.map(({ id }) => id)).toEqual(['sdr_to_ae', 'ae_to_se', 'ae_to_deal_desk', 'sales_to_cs', 'cs_to_am'])
    expect(whole().points.flatMap(({ id, gate }) => (gate === undefined ? [] : [[id, gate.stages]]))).toEqual([
      ['ae_to_se', ['technical_validation']],
      ['sales_to_cs', ['won']],
    ])
  })

  test('a next action is dated where the buyer expects one', () =>
    expect(whole().points.flatMap(({ id, nextActionDated }) => (nextActionDated ? [] : [id]))).toEqual([
      'ae_to_se',
      'ae_to_deal_desk',
    ]))

  test('every stage of the demo CRM and of a new Odoo has its place, once', () => {
    const stage = (crm: string, name: string) =>
      whole()
        .lifecycle.filter((each) => each.crm[crm]?.includes(name))
        .map(({ id }) => id)
    for (const name of Object.values(STAGES).flat()) expect(stage('demo', name), name).toHaveLength(1)
    expect(['New', 'Qualified', 'Proposition', 'Won'].map((name) => stage('odoo', name))).toEqual([
      ['new'],
      ['qualified'],
      ['proposal'],
      ['won'],
    ])
  })
})

const NOW = Date.parse('2026-11-23T10:00:00Z')
const DAY_MS = 86_400_000
let count = 0
const signal = (kind: string, facts: Facts = {}, more: Partial<Sighted> = {}): Sighted => ({
  id: `s${String((count += 1)).padStart(3, '0')}`,
  kind,
  at: NOW,
  ref: { connection: 'crm', type: 'lead', id: '1' },
  contact: 'maria@nordlys.com',
  capped: false,
  ...more,
  facts: { 'signal.kind': kind, ...facts },
})
/** `point/trigger tier` of the strongest firing at each point. */
const fires = (...history: Sighted[]): string[] =>
  whole().points.flatMap((each) => {
    const firing = strongest(firingsOf(each, history, whole().fits))
    return firing === undefined ? [] : [`${each.id}/${firing.trigger.id} ${firing.tier}`]
  })
const CUSTOMER = { 'account.status': 'customer' }
const TARGET = { 'account.status': 'target' }

describe('the table of triggers', () => {
  test.each<[string, Facts, string[]]>([
    ['demo_request', {}, ['marketing_to_sdr/demo high']],
    ['pricing_inquiry', TARGET, ['marketing_to_sdr/pricing high']],
    ['contact_sales', { 'account.size': 4 }, ['marketing_to_sdr/contact_sales medium']],
    ['direct_reply', {}, ['marketing_to_sdr/reply high']],
    ['demo_request', CUSTOMER, ['product_to_sales/demo high']],
    ['webinar_attended', { 'account.segment': 'enterprise' }, ['marketing_to_sdr/webinar medium']],
    ['comparison_viewed', TARGET, ['marketing_to_sdr/comparison medium']],
    ['webinar_attended', { 'account.size': 3 }, ['marketing_to_sdr/education low']],
    ['content_download', {}, ['marketing_to_sdr/education low']],
    ['content_download', CUSTOMER, []],
    ['meeting_booked', { 'signal.fields.qualified': true }, ['sdr_to_ae/meeting high']],
    ['meeting_booked', {}, []],
    ['stage_entered', { 'signal.fields.stage': 'technical_validation' }, []],
    [
      'stage_entered',
      { 'signal.fields.stage': 'technical_validation', 'opportunity.technical_question': 'Does it run on site?' },
      ['ae_to_se/stage medium'],
    ],
    ['technical_validation_entered', {}, ['ae_to_se/technical_validation medium']],
    ['technical_validation_entered', { 'opportunity.lifecycle': 'proposal' }, ['ae_to_se/technical_validation high']],
    [
      'technical_validation_entered',
      { 'opportunity.close_date': '2026-12-10' },
      ['ae_to_se/technical_validation high'],
    ],
    ['security_review_requested', {}, ['ae_to_deal_desk/security high']],
    ['legal_review_requested', {}, ['ae_to_deal_desk/legal high']],
    ['procurement_review_requested', {}, ['ae_to_deal_desk/procurement high']],
    ['stage_entered', { 'signal.fields.stage': 'contract_review' }, ['ae_to_deal_desk/stage high']],
    ['contract_signed', {}, ['sales_to_cs/contract high']],
    ['stage_entered', { 'signal.fields.stage': 'won' }, ['sales_to_cs/won high']],
    ['health_score_dropped', { 'signal.fields.score': 41 }, ['cs_to_am/health high']],
    ['health_score_dropped', { 'signal.fields.score': 71 }, []],
    ['renewal_due', CUSTOMER, ['cs_to_am/renewal medium']],
    ['expansion_interest', CUSTOMER, ['cs_to_am/expansion medium']],
  ])('%s %j', (kind, facts, fired) => expect(fires(signal(kind, facts))).toEqual(fired))

  test('several people of one company are medium, its buying committee is high', () => {
    const ICP = { 'account.segment': 'enterprise' }
    const by = (contact: string, daysAgo: number) =>
      signal('content_download', ICP, { contact, at: NOW - daysAgo * DAY_MS })
    expect(fires(by('a', 9), by('a', 3), by('b', 0))).toEqual(['marketing_to_sdr/several_contacts medium'])
    expect(fires(by('a', 9), by('a', 3), by('b', 1), by('c', 0))).toEqual(['marketing_to_sdr/committee high'])
    expect(fires(by('a', 16), by('a', 3), by('b', 0))).toEqual(['marketing_to_sdr/education low'])
  })

  test('a target account that comes back, and one that is engaged, are medium', () => {
    const visit = (hoursAgo: number) => signal('site_visit', TARGET, { at: NOW - hoursAgo * 3_600_000 })
    expect(fires(visit(50), visit(2), visit(0))).toEqual(['marketing_to_sdr/repeat_visits medium'])
    expect(fires(visit(200), visit(2), visit(0))).toEqual(['marketing_to_sdr/education low'])
    const pages = [signal('pricing_viewed', TARGET), signal('pricing_viewed', TARGET)]
    expect(fires(...pages)).toEqual(['marketing_to_sdr/engagement medium'])
  })

  test('usage needs its threshold and three new users of one department', () => {
    const user = (contact: string, department: string) =>
      signal('user_activated', { ...CUSTOMER, 'signal.fields.department': department }, { contact })
    const crossed = signal('usage_threshold_crossed', CUSTOMER)
    const three = [user('a', 'ops'), user('b', 'ops'), user('c', 'ops')]
    expect(fires(...three)).toEqual([])
    expect(fires(crossed, ...three)).toEqual(['product_to_sales/usage medium'])
    expect(fires(crossed, user('a', 'ops'), user('b', 'ops'), user('c', 'law'))).toEqual([])
  })
})

describe('who must say yes', () => {
  const route = (facts: Facts) => {
    const given = { fits: whole().fits, nowMs: NOW }
    const found = point('ae_to_deal_desk').approvals?.find(({ when }) => holds(when, facts, given))
    return [
      found?.id,
      found?.order,
      found?.approvers.filter(({ when }) => holds(when, facts, given)).map(({ person }) => person),
    ]
  }
  test.each<[Facts, unknown[]]>([
    [{ 'opportunity.amount': 180_000 }, ['large', 'serial', ['finn', 'lea']]],
    [{ 'signal.fields.discount': '30' }, ['large', 'serial', ['finn', 'lea']]],
    [{ 'signal.fields.terms': 'Their paper' }, ['terms', 'parallel', ['lea']]],
    [{ 'signal.fields.terms': 'their paper', 'signal.fields.discount': 12 }, ['terms', 'parallel', ['lea', 'finn']]],
    [{ 'signal.kind': 'procurement_review_requested' }, ['procurement', 'parallel', ['pia']]],
    [{}, ['usual', 'parallel', ['lea']]],
  ])('%j', (facts, expected) => expect(route(facts)).toEqual(expected))
})
