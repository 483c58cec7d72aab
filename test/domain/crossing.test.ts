import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crossingOf, SIGNALS_MAX } from '../../server/domain/crossing.ts'
import { decayingSum } from '../../server/domain/decayingSum.ts'
import { byTime, firingsOf, type Sighted } from '../../server/domain/trigger.ts'
import { weigh } from '../../server/domain/weigh.ts'
import type { Count, Score } from '../../shared/trigger.ts'
import { law, seedLine } from '../support/law.ts'
import { plainRests } from '../support/plainCrossing.ts'
import { playbookOf, pointWith, sighted, trigger } from '../support/triggering.ts'

console.info(seedLine())

const DAY_MS = 86_400_000
const NOW = Date.parse('2026-11-24T12:00:00Z')

const kinds = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 })
const over = fc.constantFrom('record' as const, 'account' as const)
const count: fc.Arbitrary<Count> = fc.record(
  {
    over,
    atLeast: fc.integer({ min: 1, max: 4 }),
    withinDays: fc.constantFrom(0.5, 1, 3, 20),
    kinds,
    distinct: fc.record({ of: fc.constantFrom('contact', 'team', 'kind'), atLeast: fc.integer({ min: 1, max: 3 }) }),
    sharing: fc.constantFrom('team', 'contact'),
  },
  { requiredKeys: ['over', 'atLeast', 'withinDays'] },
)
const score: fc.Arbitrary<Score> = fc.record({
  over,
  weights: fc.constantFrom<Score['weights'][]>({ a: 3, b: 1 }, { a: 2, b: 0.5, c: 1_000 }),
  halfLifeDays: fc.constantFrom(0.05, 1, 7),
  atLeast: fc.constantFrom(1e-9, 1, 3, 4.5, 1_001),
})
const counted: fc.Arbitrary<Sighted[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('a', 'b', 'c'),
      // So many share an instant, or lie exactly a window apart.
      hour: fc.oneof(fc.constantFrom(0, 12, 24, 36, 48, 72, 96), fc.integer({ min: 0, max: 600 })),
      lead: fc.constantFrom('ida', 'jon', 'kim'),
      team: fc.constantFrom('ops', ' OPS', 'law', '', null),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((list) =>
    list
      .map(({ kind, hour, lead, team }, i) =>
        sighted(kind, new Date(NOW - hour * 3_600_000).toISOString(), lead, {
          id: `s${i}`,
          facts: { 'signal.fields.team': team },
        }),
      )
      .toSorted(byTime),
  )

law(
  'one sweep comes to what each window by itself comes to: where it is reached, and what each firing and all of them rest on',
  fc.record({
    kinds,
    counts: fc.option(fc.array(count, { minLength: 1, maxLength: 3 }), { nil: undefined }),
    score: fc.option(score, { nil: undefined }),
    signals: counted,
    mask: fc.nat(),
  }),
  ({ kinds: own, counts, score: scored, signals, mask }) => {
    const summed = trigger('sum', own, {
      ...(counts === undefined ? {} : { counts }),
      ...(scored === undefined ? {} : { score: scored }),
    })
    const crossing = crossingOf(summed, signals)
    const plain = new Map(signals.map((by) => [by, plainRests(summed, by, signals)]))
    const reached = signals.filter((by) => plain.get(by) !== null)
    expect(signals.filter(crossing.isReachedAt)).toEqual(reached)
    for (const by of reached)
      expect(signals.filter((signal) => crossing.restsOn(by, signal)).map(({ id }) => id)).toEqual(
        signals.filter(({ id }) => plain.get(by)?.has(id)).map(({ id }) => id),
      )
    const some = reached.filter((_, i) => (mask >> i) % 2 === 0)
    const isRested = crossing.anyRestsOn(some)
    expect(signals.filter(isRested).map(({ id }) => id)).toEqual(
      signals.filter(({ id }) => some.some((by) => plain.get(by)?.has(id))).map(({ id }) => id),
    )
  },
)

law(
  'a sum that decays is that of what is in it, whatever left it',
  fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.double({ min: 0.001, max: 1_000, noNaN: true }), fc.boolean())),
  (steps) => {
    const sum = decayingSum(DAY_MS)
    const held: { weight: number; at: number }[] = []
    let now = 0
    for (const [hours, weight, leaves] of steps) {
      now += hours * 3_600_000
      sum.add(weight, now)
      held.push({ weight, at: now })
      if (leaves) {
        sum.removeOldest()
        held.shift()
      }
      const plain = held.reduce((sofar, each) => sofar + each.weight * 2 ** ((each.at - now) / DAY_MS), 0)
      expect(Math.abs(sum.at(now) - plain)).toBeLessThanOrEqual(plain * 1e-12)
    }
  },
)

describe('a busy account', () => {
  const all = ['visit', 'download', 'webinar']
  const points = [
    pointWith([
      trigger('often', all, { counts: [{ over: 'account', atLeast: 3, withinDays: 365 }] }),
      trigger('people', all, {
        counts: [{ over: 'account', atLeast: 2, distinct: { of: 'contact', atLeast: 2 }, withinDays: 365 }],
      }),
      trigger('page', all, { counts: [{ over: 'record', atLeast: 2, sharing: 'page', withinDays: 365 }] }),
      trigger('score', all, {
        score: { over: 'account', weights: { visit: 1, download: 3, webinar: 5 }, halfLifeDays: 30, atLeast: 10 },
      }),
    ]),
  ]
  const many = (n: number): Sighted[] =>
    Array.from({ length: n }, (_, i) =>
      sighted(all[i % 3] ?? '', new Date(NOW - (n - i) * 60_000).toISOString(), `lead-${i % 50}`, {
        id: `s${i}`,
        facts: { 'signal.fields.page': `page-${i % 7}` },
      }),
    )

  test('of 60,000 signals in one window is gone through once for each trigger', () => {
    const [point] = points
    const firings = point === undefined ? [] : firingsOf(point, many(60_000), [])
    expect(firings.filter(({ trigger: { id } }) => id === 'often')).toHaveLength(59_998)
    expect(firings.filter(({ trigger: { id } }) => id === 'page')).toHaveLength(60_000 - 350)
  })

  test('is weighed with as many signals as are ever read, a hundred times over', () => {
    const history = many(SIGNALS_MAX)
    const company = { connection: 'crm', type: 'company', id: '7' } as const
    for (const signal of history.slice(-100)) {
      const { uptakes } = weigh({ playbook: playbookOf(points), signal, history, company, open: [], spent: new Map() })
      expect(uptakes.map(({ beside }) => beside.length)).toContain(SIGNALS_MAX - 1)
    }
  })
})
