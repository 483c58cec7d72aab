import { describe, expect, test } from 'vitest'
import { firingsOf, strongest } from '../../server/domain/trigger.ts'
import { type OpenHandoff, weigh } from '../../server/domain/weigh.ts'
import type { HandoffPoint } from '../../shared/point.ts'
import type { Fit } from '../../shared/playbook.ts'
import type { Count } from '../../shared/trigger.ts'
import { playbookOf, pointWith, sighted, trigger } from '../support/triggering.ts'

const AT = '2026-11-23T10:00:00Z'
const FITS: Fit[] = [{ id: 'weak', name: 'Weak', when: { field: 'account.size', below: 10 } }]
const COMPANY = { connection: 'crm', type: 'company', id: '7' } as const

/** What a signal does first of all, with those before it. */
const weighed = (
  points: HandoffPoint[],
  signal: ReturnType<typeof sighted>,
  more: { before?: ReturnType<typeof sighted>[]; open?: OpenHandoff[]; spent?: [string, string[]][] } = {},
) =>
  weigh({
    playbook: playbookOf(points, { fits: FITS }),
    signal,
    history: [...(more.before ?? []), signal],
    company: COMPANY,
    open: more.open ?? [],
    spent: new Map((more.spent ?? []).map(([point, ids]) => [point, new Set(ids)])),
  })

const brief = ({ uptakes, noted }: ReturnType<typeof weighed>) =>
  uptakes.length === 0
    ? noted
      ? 'nurtured'
      : 'ignored'
    : uptakes.map(({ point, record, fired }) => `${point.id} ${record.id} ${fired?.winner.tier ?? 'touchpoint'}`)

describe('one signal', () => {
  const demo = trigger('demo', ['demo'], { tierWhen: [{ when: { fit: 'weak' }, tier: 'medium' }] })

  test('has its intent from trigger and fit', () => {
    expect(brief(weighed([pointWith([demo])], sighted('demo', AT, 'ida')))).toEqual(['marketing_to_sdr ida high'])
    const small = sighted('demo', AT, 'ida', { facts: { 'account.size': '4' } })
    expect(brief(weighed([pointWith([demo])], small))).toEqual(['marketing_to_sdr ida medium'])
  })

  test('goes to the first point with a trigger that runs a clock, on a record of its types', () => {
    const points = [
      pointWith([trigger('paper', ['demo'], { tier: 'low' })], { id: 'nurture' }),
      pointWith([demo], { id: 'deals', recordTypes: ['deal'] }),
      pointWith([trigger('other', ['demo'], { when: { field: 'person.title', is: 'CEO' } })], { id: 'ceos' }),
      pointWith([demo], { id: 'second' }),
      pointWith([demo], { id: 'third' }),
    ]
    expect(brief(weighed(points, sighted('demo', AT, 'ida')))).toEqual(['second ida high'])
    const ceo = sighted('demo', AT, 'ida', { facts: { 'person.title': 'CEO' } })
    expect(brief(weighed(points, ceo))).toEqual(['ceos ida high'])
  })

  test('is nurtured where only a trigger without a clock takes it, and ignored where none does', () => {
    const points = [pointWith([trigger('paper', ['paper'], { tier: 'low' }), demo])]
    expect(brief(weighed(points, sighted('paper', AT, 'ida')))).toBe('nurtured')
    expect(brief(weighed(points, sighted('visit', AT, 'ida')))).toBe('ignored')
  })

  test('of low intent joins what is open at its point, and changes nothing of it', () => {
    const points = [pointWith([trigger('paper', ['paper'], { tier: 'low' }), demo])]
    const open = openOn('ida', '2026-11-22T10:00:00Z', ['first'])
    const result = weighed(points, sighted('paper', AT, 'ida'), { open: [open] })
    expect(brief(result)).toEqual(['marketing_to_sdr ida touchpoint'])
    expect(brief(weighed(points, sighted('paper', AT, 'jon'), { open: [open] }))).toBe('nurtured')
    // Ninety days before the start are looked back on, and no more.
    expect(brief(weighed(points, sighted('paper', '2026-08-24T10:00:00Z', 'ida'), { open: [open] }))).toHaveLength(1)
    expect(brief(weighed(points, sighted('paper', '2026-08-24T09:59:59Z', 'ida'), { open: [open] }))).toBe('nurtured')
  })

  test('that a person handed over is for the point that they chose, and for no other', () => {
    const handed = trigger('handed_off', ['handed_off'])
    const points = [pointWith([handed]), pointWith([handed], { id: 'second' })]
    const chosen = sighted('handed_off', AT, 'ida', { point: 'second' })
    expect(brief(weighed(points, chosen))).toEqual(['second ida high'])
  })
})

const openOn = (lead: string, t0: string, signals: string[]): OpenHandoff => ({
  id: `handoff of ${lead}`,
  point: 'marketing_to_sdr',
  record: { connection: 'crm', type: 'lead', id: lead },
  t0: Date.parse(t0),
  answeredAt: null,
  signals: new Set(signals),
})

describe('what adds up', () => {
  const three: Count = { over: 'record', atLeast: 3, withinDays: 2 }
  const adding = (count: Count, more = {}) => pointWith([trigger('sum', ['a', 'b'], { counts: [count], ...more })])
  const at = (day: number, kind = 'a', lead = 'ida', more = {}) =>
    sighted(kind, `2026-11-${day}T10:00:00Z`, lead, { id: `${kind}${day}${lead}`, ...more })
  const crossings = (point: HandoffPoint, signals: ReturnType<typeof at>[]) =>
    firingsOf(point, signals, FITS).map((firing) => firing.by.id)

  test('fires at each signal at which the window that ends there is full', () => {
    expect(crossings(adding(three), [at(10), at(11), at(12), at(13), at(20)])).toEqual(['a12ida', 'a13ida'])
  })

  test('is summed for each record apart, unless the account’s is asked for', () => {
    const mixed = [at(10), at(11, 'a', 'jon'), at(12)]
    expect(crossings(adding(three), mixed)).toEqual([])
    expect(crossings(adding({ ...three, over: 'account' }), mixed)).toEqual(['a12ida'])
  })

  test('may ask for different people, and for one value that all share', () => {
    const count: Count = { ...three, over: 'account', distinct: { of: 'contact', atLeast: 2 }, sharing: 'team' }
    const team = (name: string) => ({ facts: { 'signal.fields.team': name } })
    expect(
      crossings(adding(count), [
        at(10, 'a', 'ida', team('ops')),
        at(11, 'a', 'ida', team('Ops')),
        at(12, 'a', 'ida', team('ops ')),
      ]),
    ).toEqual([])
    expect(
      crossings(adding(count), [
        at(10, 'a', 'ida', team('ops')),
        at(11, 'a', 'jon', team('law')),
        at(12, 'a', 'ida', team('ops')),
      ]),
    ).toEqual([])
    expect(
      crossings(adding(count), [
        at(10, 'a', 'ida', team('ops')),
        at(11, 'a', 'jon', team('OPS')),
        at(12, 'a', 'ida', team('ops')),
      ]),
    ).toEqual(['a12ida'])
  })

  test('needs all of its counts at one instant', () => {
    const both = pointWith([
      trigger('both', ['a', 'b'], {
        counts: [
          { ...three, kinds: ['a'], atLeast: 2 },
          { ...three, kinds: ['b'], atLeast: 1 },
        ],
      }),
    ])
    expect(crossings(both, [at(10), at(11), at(20, 'b')])).toEqual([])
    expect(crossings(both, [at(10), at(11), at(12, 'b')])).toEqual(['b12ida'])
  })

  test('counts a signal of its own kinds only where its condition holds', () => {
    const ops = adding(three, { when: { field: 'signal.fields.team', is: 'ops' } })
    const team = { facts: { 'signal.fields.team': 'ops' } }
    expect(crossings(ops, [at(10, 'a', 'ida', team), at(11), at(12, 'a', 'ida', team)])).toEqual([])
    expect(crossings(ops, [at(10, 'a', 'ida', team), at(11, 'b', 'ida', team), at(12, 'a', 'ida', team)])).toEqual([
      'a12ida',
    ])
  })

  test('reaches a score where weights that halve sum up to it, to the last digit', () => {
    const point = pointWith([
      trigger('score', ['a'], { score: { over: 'record', weights: { a: 4 }, halfLifeDays: 1, atLeast: 7 } }),
    ])
    // 4 + 2 + 1 = 7 at the third.
    expect(crossings(point, [at(10), at(11), at(12)])).toEqual(['a12ida'])
    expect(crossings(point, [at(10), at(12), at(13)])).toEqual([])
  })

  test('starts anew after an answer, and after its handoff has ended', () => {
    const point = adding(three)
    const signals = [at(10), at(11), at(12)]
    const answered = { ...openOn('ida', '2026-11-10T10:00:00Z', ['a10ida', 'a11ida']), answeredAt: at(11).at }
    expect(brief(weighed([point], at(12), { before: signals.slice(0, 2) }))).toEqual(['marketing_to_sdr ida high'])
    expect(brief(weighed([point], at(12), { before: signals.slice(0, 2), open: [answered] }))).toEqual([
      'marketing_to_sdr ida touchpoint',
    ])
    const spent: [string, string[]][] = [['marketing_to_sdr', ['a10ida']]]
    expect(brief(weighed([point], at(12), { before: signals.slice(0, 2), spent }))).toBe('nurtured')
  })

  test('from a list that nobody confirmed is no more than medium, unless what was asked for alone is enough', () => {
    const capped = { capped: true }
    const tiers = (signals: ReturnType<typeof at>[]) => firingsOf(adding(three), signals, FITS).map(({ tier }) => tier)
    expect(tiers([at(10, 'a', 'ida', capped), at(11), at(12)])).toEqual(['medium'])
    expect(tiers([at(10, 'a', 'ida', capped), at(10, 'b'), at(11), at(12)])).toEqual(['medium', 'high'])
  })
})

test('of several that fire the strongest counts, then the earliest, then the playbook’s order', () => {
  const point = pointWith([
    trigger('late', ['a'], { tier: 'medium' }),
    trigger('early', ['b'], { tier: 'medium' }),
    trigger('same', ['b'], { tier: 'medium' }),
    trigger('strong', ['c']),
  ])
  const fired = (...kinds: [string, number][]) =>
    strongest(
      firingsOf(
        point,
        kinds.map(([kind, hour]) => sighted(kind, `2026-11-23T${hour}:00:00Z`, 'ida')),
        FITS,
      ),
    )?.trigger.id
  expect(fired(['a', 12], ['b', 11])).toBe('early')
  expect(fired(['a', 10], ['b', 11])).toBe('late')
  expect(fired(['a', 10], ['b', 11], ['c', 15])).toBe('strong')
})
