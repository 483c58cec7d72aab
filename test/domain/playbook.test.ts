import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkPlaybook } from '../../server/domain/checkPlaybook.ts'
import { officeHours } from '../../server/domain/defaultPlaybook.ts'
import { Playbook } from '../../shared/playbook.ts'
import { at, changed, parsed, paths, PEOPLE, whole } from '../support/books.ts'
import { law, seedLine } from '../support/law.ts'

beforeAll(() => console.info(seedLine()))

test('the default playbook is a playbook, and holds together', () => {
  expect(Playbook.parse(whole())).toEqual(whole())
  expect(checkPlaybook(whole(), PEOPLE)).toEqual([])
})

describe('what a schema can see is refused by its path', () => {
  test.each<[path: string, value: unknown]>([
    ['points.0.nextAction.at', 'banana'],
    ['points.0.nextAction.at', '24:00'],
    ['points.0.nextAction.inWorkingDays', -1],
    ['points.0.tiers.high.accept.minutes', 0],
    ['points.0.tiers.high.accept.minutes', 1.5],
    ['points.0.tiers.high.accept.kind', 'calendar'],
    ['points.0.escalation.0.when.share', 0],
    ['points.0.escalation.0.when.share', 1.1],
    ['points.0.escalation.0.act', 'shout'],
    ['points.0.ladder', []],
    ['points.0.ladder.0.kind', 'whoever'],
    ['points.0.triggers', []],
    ['points.0.triggers.0.kinds', []],
    ['points.0.triggers.0.tier', 'urgent'],
    ['points.0.recordTypes', ['ticket']],
    ['points.0.context.0.item', 'bad mood'],
    ['points.0.completion', []],
    ['points.0.closedReasons', ['bored']],
    ['points.0.triggers.0.when', { field: 'weather.today', is: 'fine' }],
    ['points.3.approvals.0.approvers', []],
    ['points.0.id', 'Marketing to SDR'],
    ['points', []],
    ['calendars', []],
    ['calendars.0.weekly.0.days', [8]],
    ['calendars.0.weekly.0.windows.0.from', '25:00'],
    ['pools.0.members', []],
    ['pools.0.members.0.weight', 0],
    ['pools.0.members.0.weight', 101],
  ])('%s: %j', (path, value) => {
    const result = Playbook.safeParse(changed(path, value))
    expect(result.success).toBe(false)
    expect(result.error?.issues.some((issue) => issue.path.join('.').startsWith(path))).toBe(true)
  })
})

describe('an unknown field is refused wherever it stands, and named', () => {
  test.each([
    '',
    'calendars.0.',
    'calendars.0.weekly.0.',
    'calendars.0.weekly.0.windows.0.',
    'pools.0.',
    'pools.0.members.0.',
    'points.0.',
    'points.0.triggers.0.',
    'points.0.ladder.0.',
    'points.0.ladder.1.',
    'points.0.ladder.2.',
    'points.0.context.0.',
    'points.0.tiers.',
    'points.0.tiers.high.',
    'points.0.tiers.high.accept.',
    'points.0.tiers.high.touch.',
    'points.0.escalation.0.',
    'points.0.escalation.0.when.',
    'points.0.nextAction.',
  ])('%sextra', (prefix) => {
    const result = Playbook.safeParse(changed(`${prefix}extra`, true))
    expect(result.success).toBe(false)
    expect(JSON.stringify(result.error?.issues)).toContain('extra')
  })
})

describe('what only the whole can tell is refused by path and reason', () => {
  const se = at('ae_to_se')
  const desk = at('ae_to_deal_desk')
  const usage = at('product_to_sales')
  const step = whole().points[0]?.escalation[0]
  const calendar = officeHours('office', 'UTC')
  test.each<[path: string, value: unknown, found: string, problem: RegExp]>([
    ['points.0.coverage', 'nowhere', 'points.0.coverage', /no calendar «nowhere»/],
    ['points.0.ladder.4.pool', 'nobody', 'points.0.ladder.4.pool', /no pool «nobody»/],
    ['points.0.ladder.5.person', 'zoe', 'points.0.ladder.5.person', /nobody here has the id «zoe»/],
    ['points.0.ladder', [{ id: 'pool', name: 'Pool', kind: 'pool', pool: 'sdr' }], 'points.0.ladder', /no catch-all/],
    ['pools.0.members.1.person', 'zoe', 'pools.0.members.1.person', /nobody here has the id «zoe»/],
    ['pools.0.members.1.person', 'ana', 'pools.0.members.1.person', /«ana» is there twice/],
    ['pools', [...whole().pools, whole().pools[0]], 'pools.6.id', /«sdr» is there twice/],
    ['calendars', [calendar, calendar], 'calendars.1.id', /«office» is there twice/],
    ['calendars.0.zone', 'Europe/Atlantis', 'calendars.0', /«Europe\/Atlantis» is no IANA time zone/],
    ['calendars.0.weekly', [], 'calendars.0', /no working time/],
    ['points', [...whole().points, whole().points[0]], 'points.7.id', /«marketing_to_sdr» is there twice/],
    ['points.0.triggers.1.id', 'demo', 'points.0.triggers.1.id', /«demo» is there twice/],
    ['points.0.ladder.1.id', 'named', 'points.0.ladder.1.id', /«named» is there twice/],
    ['points.0.context.1.item', 'buyer', 'points.0.context.1.item', /«buyer» is there twice/],
    ['points.0.escalation.1', step, 'points.0.escalation.1.id', /«accept.reminder» is there twice/],
    ['points.0.escalation.0.id', 'breach', 'points.0.escalation.0.id', /name of the deadline itself/],
    ['pools.1.owner', 'zoe', 'pools.1.owner', /nobody here has the id «zoe»/],
    ['sources.1.sender', 'zoe', 'sources.1.sender', /nobody here has the id «zoe»/],
    ['sources.1.source', 'website', 'sources.1.source', /«website» is there twice/],
    ['points.0.sender', 'zoe', 'points.0.sender', /nobody here has the id «zoe»/],
    [`${desk}.queue`, 'dusty', `${desk}.queue`, /no pool «dusty»/],
    [`${desk}.approvals.1.id`, 'large', `${desk}.approvals.1.id`, /«large» is there twice/],
    [`${desk}.approvals.3.approvers.0.person`, 'zoe', `${desk}.approvals.3.approvers.0.person`, /nobody here/],
    [
      `${desk}.approvals.3.approvers.0.when`,
      { field: 'opportunity.amount', atLeast: 1 },
      `${desk}.approvals.3.approvers`,
      /nobody has to say yes/,
    ],
    [
      `${desk}.approvals.3.when`,
      { field: 'opportunity.amount', atLeast: 1 },
      `${desk}.approvals.3.when`,
      /without approvers/,
    ],
    [`${desk}.approvals`, undefined, `${desk}.completion.0.signs.0.kind`, /the point has no approvers/],
    [`${se}.gate.stages`, ['testing'], `${se}.gate.stages.0`, /no lifecycle stage «testing»/],
    [
      `${se}.completion.1.signs`,
      [{ kind: 'stage', stages: ['won', 'testing'] }],
      `${se}.completion.1.signs.0.stages.1`,
      /no lifecycle stage «testing»/,
    ],
    [`${se}.completion.1.id`, 'session_held', `${se}.completion.1.id`, /«session_held» is there twice/],
    ['points.0.completion.0.signs', [], 'points.0.completion.0.signs', /nobody may say so by hand/],
    ['points.0.tiersWhen.0.coverage', 'nowhere', 'points.0.tiersWhen.0.coverage', /no calendar «nowhere»/],
    [
      'points.0.tiersWhen.0.when',
      { any: [{ fit: 'perfect' }, { fit: 'icp' }] },
      'points.0.tiersWhen.0.when.any.0.fit',
      /no fit «perfect»/,
    ],
    ['points.0.tiers', { high: null, medium: null, low: null }, 'points.0.tiers', /no tier runs a clock/],
    ['points.0.triggers.0.when', { not: { fit: 'perfect' } }, 'points.0.triggers.0.when.not.fit', /no fit «perfect»/],
    [
      'points.0.triggers.0.when',
      { field: 'signal.product', is: 'x' },
      'points.0.triggers.0.when.field',
      /a signal has no «product»/,
    ],
    ['points.0.ladder.2.when', { field: 'handoff.mood', is: 'x' }, 'points.0.ladder.2.when.field', /no «mood»/],
    ['points.0.ladder.5.when', { fit: 'icp' }, 'points.0.ladder.5.when', /the catch-all owner has a condition/],
    [`${se}.ladder.0.role`, 'wizard', `${se}.ladder.0.role`, /no point’s receivers have the role «wizard»/],
    ['points.0.context.0.fields', ['buyer.mood'], 'points.0.context.0.fields.0', /nothing fills a field «buyer.mood»/],
    [`${usage}.context.1.name`, undefined, `${usage}.context.1.item`, /so it needs a name/],
    [
      `${usage}.context.2`,
      { item: 'seats', name: 'Seats', need: 'required', fields: [] },
      `${usage}.context.2.fields`,
      /neither a field nor anybody who hands over fills it/,
    ],
    ['fits.1.when', { not: { fit: 'weak' } }, 'fits.1.when', /«weak» is made of itself/],
    ['lifecycle.1.crm', { odoo: ['new '] }, 'lifecycle.1.crm.odoo.0', /«new » of odoo is «new» already/],
  ])('%s: %j', (path, value, found, problem) => {
    expect(checkPlaybook(parsed(path, value), PEOPLE).filter(({ kind }) => kind === 'error')).toEqual([
      { path: found, problem: expect.stringMatching(problem), kind: 'error' },
    ])
  })

  test('every finding is told, not the first alone', () => {
    const findings = checkPlaybook({ ...whole(), calendars: [officeHours('other', 'UTC')] }, new Set(['ana']))
    const found = findings.map(({ path }) => path)
    expect(found).toEqual(
      expect.arrayContaining([
        'sources.0.sender',
        'pools.0.members.1.person',
        'pools.5.owner',
        'points.0.sender',
        'points.0.coverage',
        'points.0.ladder.5.person',
        'points.3.approvals.0.approvers.0.person',
        'points.6.coverage',
      ]),
    )
    expect(new Set(found).size).toBe(found.length)
  })

  test('a weak trigger is told of, and keeps nothing from being published', () => {
    const trigger = { id: 'any', name: 'Anything', kinds: ['anything'], tier: 'high' }
    expect(checkPlaybook(parsed('points.0.triggers', [trigger]), PEOPLE)).toEqual([
      { path: 'points.0.triggers.0', problem: expect.stringContaining('asks nothing of the person'), kind: 'warning' },
    ])
  })

  test('one id on both clocks is two steps', () =>
    expect(whole().points[0]?.escalation.filter(({ id }) => id === 'reminder')).toHaveLength(2))
})

describe('nobody receives what they send', () => {
  const alone = (sender: string): Playbook => ({
    ...parsed('points.0.sender', sender),
    pools: whole().pools.map((pool) =>
      pool.id === 'sdr' ? { ...pool, members: [{ person: 'ruth', weight: 1 }] } : pool,
    ),
  })
  const told = (book: Playbook, kind: 'error' | 'warning') =>
    checkPlaybook(book, PEOPLE).filter((each) => each.kind === kind)

  test('a sender who is the only receiver is refused, at the point and at the source', () => {
    expect(told(alone('ruth'), 'error')).toEqual([
      {
        path: 'points.0.sender',
        problem: '«ruth» sends to «marketing_to_sdr» and is the only one who could receive it',
        kind: 'error',
      },
    ])
    const source = { ...alone('mark'), sources: [{ source: 'website', sender: 'ruth' }] }
    expect(told(source, 'error').map(({ path }) => path)).toEqual(['sources.0.sender'])
    expect(told(alone('mark'), 'error')).toEqual([])
  })

  test('a sender who is the catch-all owner among others is told of', () => {
    const book = parsed('points.0.sender', 'ruth')
    expect(told(book, 'error')).toEqual([])
    expect(told(book, 'warning')).toEqual([
      {
        path: 'points.0.ladder.5.person',
        problem: expect.stringContaining('goes to their manager at the end'),
        kind: 'warning',
      },
    ])
  })
})

law(
  'whatever is put anywhere, the playbook is refused or can be checked, and a checked one names real paths',
  fc.tuple(fc.constantFrom(...paths(whole())), fc.jsonValue({ maxDepth: 2 })),
  ([path, value]) => {
    const result = Playbook.safeParse(changed(path, value))
    if (!result.success) return
    const known = new Set(paths(result.data))
    for (const finding of checkPlaybook(result.data, PEOPLE)) {
      expect(known).toContain(finding.path)
      expect(finding.problem).not.toBe('')
    }
  },
  5_000,
)
