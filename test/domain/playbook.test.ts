import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkPlaybook } from '../../server/domain/checkPlaybook.ts'
import { defaultPlaybook, officeHours } from '../../server/domain/defaultPlaybook.ts'
import { triggerFor } from '../../server/domain/trigger.ts'
import { Playbook } from '../../shared/playbook.ts'
import { law, seedLine } from '../support/law.ts'

beforeAll(() => console.info(seedLine()))

const PEOPLE = new Set(['ana', 'dana', 'ruth'])
const whole = (): Playbook =>
  defaultPlaybook({
    calendars: [officeHours('office', 'UTC')],
    pool: {
      id: 'sdr',
      name: 'Inbound SDRs',
      members: [
        { person: 'ana', weight: 1 },
        { person: 'dana', weight: 2 },
      ],
    },
    catchAll: 'ruth',
  })

/** The whole playbook with one place changed, as somebody might write it into a file. */
const changed = (path: string, value: unknown): unknown => {
  const copy = JSON.parse(JSON.stringify(whole())) as Record<string, unknown>
  const names = path.split('.')
  const place = names.slice(0, -1).reduce((at, name) => at[name] as Record<string, unknown>, copy)
  place[names.at(-1) ?? ''] = value
  return copy
}
const parsed = (path: string, value: unknown): Playbook => Playbook.parse(changed(path, value))

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
    ['points.0.context.0.item', 'mood'],
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
  const step = whole().points[0]?.escalation[0]
  const calendar = officeHours('office', 'UTC')
  test.each<[path: string, value: unknown, found: string, problem: RegExp]>([
    ['points.0.coverage', 'nowhere', 'points.0.coverage', /no calendar «nowhere»/],
    ['points.0.ladder.1.pool', 'nobody', 'points.0.ladder.1.pool', /no pool «nobody»/],
    ['points.0.ladder.2.person', 'zoe', 'points.0.ladder.2.person', /nobody here has the id «zoe»/],
    ['points.0.ladder', [{ id: 'pool', name: 'Pool', kind: 'pool', pool: 'sdr' }], 'points.0.ladder', /no catch-all/],
    ['pools.0.members.1.person', 'zoe', 'pools.0.members.1.person', /nobody here has the id «zoe»/],
    ['pools.0.members.1.person', 'ana', 'pools.0.members.1.person', /«ana» is there twice/],
    ['pools', [...whole().pools, ...whole().pools], 'pools.1.id', /«sdr» is there twice/],
    ['calendars', [calendar, calendar], 'calendars.1.id', /«office» is there twice/],
    ['calendars.0.zone', 'Europe/Atlantis', 'calendars.0', /«Europe\/Atlantis» is no IANA time zone/],
    ['calendars.0.weekly', [], 'calendars.0', /no working time/],
    ['points', [...whole().points, ...whole().points], 'points.1.id', /«marketing_to_sdr» is there twice/],
    ['points.0.triggers.1.id', 'demo', 'points.0.triggers.1.id', /«demo» is there twice/],
    ['points.0.ladder.1.id', 'named', 'points.0.ladder.1.id', /«named» is there twice/],
    ['points.0.context.1.item', 'buyer', 'points.0.context.1.item', /«buyer» is there twice/],
    ['points.0.escalation.1', step, 'points.0.escalation.1.id', /«accept.reminder» is there twice/],
    ['points.0.escalation.0.id', 'breach', 'points.0.escalation.0.id', /name of the deadline itself/],
  ])('%s: %j', (path, value, found, problem) => {
    expect(checkPlaybook(parsed(path, value), PEOPLE)).toEqual([
      { path: found, problem: expect.stringMatching(problem) },
    ])
  })

  test('every finding is told, not the first alone', () => {
    const findings = checkPlaybook({ ...whole(), calendars: [officeHours('other', 'UTC')] }, new Set(['ana']))
    expect(findings.map(({ path }) => path)).toEqual([
      'pools.0.members.1.person',
      'points.0.coverage',
      'points.0.ladder.2.person',
    ])
  })

  test('one id on both clocks is two steps', () =>
    expect(whole().points[0]?.escalation.filter(({ id }) => id === 'reminder')).toHaveLength(2))
})

describe('a trigger', () => {
  const opens = (kind: string, recordType: 'lead' | 'deal') =>
    triggerFor(whole(), { kind, recordType })?.trigger.id ?? null
  test('takes the kinds that it names, on the records of its point', () => {
    expect([opens('demo_request', 'lead'), opens('pricing_inquiry', 'lead'), opens('contact_sales', 'lead')]).toEqual([
      'demo',
      'pricing',
      'contact_sales',
    ])
    expect([opens('demo_request', 'deal'), opens('content_download', 'lead')]).toEqual([null, null])
  })
  test('of an earlier point comes first', () => {
    const [point] = whole().points
    if (point === undefined) throw new Error('no point')
    expect(
      triggerFor(
        { ...whole(), points: [{ ...point, id: 'first' }, point] },
        { kind: 'demo_request', recordType: 'lead' },
      )?.point.id,
    ).toBe('first')
  })
})

/** Every place of the playbook, by path. */
const paths = (value: unknown, path: string[] = []): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => [[...path, name].join('.'), ...paths(inner, [...path, name])])
    : []

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
  20_000,
)
