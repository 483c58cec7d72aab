import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Sighted } from '../../server/domain/trigger.ts'
import { arrive, outcomeOf } from '../support/arrivals.ts'
import { law } from '../support/law.ts'
import { ordersOf } from '../support/orders.ts'
import { playbookOf, pointWith, sighted, trigger } from '../support/triggering.ts'

const COMPANY = { connection: 'crm', type: 'company', id: '7' } as const
const NOW = Date.parse('2026-11-24T12:00:00Z')

const POINT = pointWith([
  trigger('demo', ['demo_request']),
  trigger('pricing', ['pricing_inquiry']),
  trigger('engaged', ['content_download', 'webinar'], {
    tier: 'medium',
    counts: [{ over: 'account', atLeast: 3, distinct: { of: 'contact', atLeast: 2 }, withinDays: 14 }],
  }),
  trigger('download', ['content_download'], { tier: 'low' }),
])

/** Two leads of one company: a threshold over both, two signals at one instant, a request, and others from before it. */
const SEVEN: Sighted[] = [
  sighted('demo_request', '2026-11-24T10:00:00Z', 'ida'),
  sighted('pricing_inquiry', '2026-11-23T15:30:00Z', 'ida'),
  sighted('content_download', '2026-11-20T11:00:00Z', 'ida'),
  sighted('content_download', '2026-11-23T09:00:00Z', 'jon'),
  sighted('webinar', '2026-11-23T09:00:00Z', 'ida'),
  sighted('content_download', '2026-11-10T12:00:00Z', 'jon'),
  sighted('content_download', '2026-08-01T12:00:00Z', 'ida'),
]

describe('seven signals of a company, in whatever order they arrive', () => {
  const place = { playbook: playbookOf([POINT]), company: COMPANY, nowMs: NOW }

  test('open its handoff at the instant at which the threshold was crossed, and the lead’s own since the inquiry', () => {
    expect(outcomeOf(arrive(place, SEVEN))).toEqual([
      {
        handoff: 'marketing_to_sdr crm/company/7',
        t0: '2026-11-23T09:00:00.000Z',
        tier: 'medium',
        trigger: 'engaged',
        touchBy: '2026-11-24T17:00:00.000Z',
        touchFrom: '2026-11-23T09:00:00.000Z',
        acceptBy: '2026-11-24T16:00:00.000Z',
        touchpoints: SEVEN.slice(0, 6)
          .map(({ id }) => id)
          .toSorted(),
      },
      {
        handoff: 'marketing_to_sdr crm/lead/ida',
        t0: '2026-11-23T15:30:00.000Z',
        tier: 'high',
        trigger: 'pricing',
        touchBy: '2026-11-23T16:30:00.000Z',
        touchFrom: '2026-11-23T15:30:00.000Z',
        acceptBy: '2026-11-24T12:15:00.000Z',
        touchpoints: [SEVEN[0], SEVEN[1], SEVEN[2], SEVEN[4]].map((signal) => signal?.id ?? '').toSorted(),
      },
    ])
  })

  test('end alike in all 5,040 orders: handoffs, t0, intent, deadlines and touchpoints', () => {
    const wanted = JSON.stringify(outcomeOf(arrive(place, SEVEN)))
    const orders = ordersOf(SEVEN)
    expect(orders).toHaveLength(5_040)
    expect(new Set(orders.map((order) => JSON.stringify(outcomeOf(arrive(place, order)))))).toEqual(new Set([wanted]))
  })

  test('end alike in all 5,040 orders where the lead’s own signals add up as well', () => {
    const points = [
      pointWith([
        trigger('score', ['demo_request', 'pricing_inquiry', 'content_download', 'webinar'], {
          tier: 'medium',
          tierWhen: [{ when: { field: 'signal.kind', is: 'demo_request' }, tier: 'high' }],
          score: {
            over: 'record',
            weights: { demo_request: 8, pricing_inquiry: 6, content_download: 2, webinar: 3 },
            halfLifeDays: 7,
            atLeast: 10,
          },
        }),
      ]),
      pointWith(
        [
          trigger('hot', ['webinar'], {
            counts: [{ over: 'account', kinds: ['content_download'], atLeast: 2, withinDays: 4 }],
          }),
        ],
        {
          id: 'second',
        },
      ),
    ]
    const scored = { ...place, playbook: playbookOf(points) }
    const results = new Set(ordersOf(SEVEN).map((order) => JSON.stringify(outcomeOf(arrive(scored, order)))))
    expect(results.size).toBe(1)
    expect(outcomeOf(arrive(scored, SEVEN)).map(({ handoff, tier }) => [handoff, tier])).toEqual([
      ['marketing_to_sdr crm/lead/ida', 'high'],
      ['second crm/company/7', 'high'],
    ])
  })
})

const kinds = ['a', 'b', 'c']
const count = fc.record({
  over: fc.constantFrom('record' as const, 'account' as const),
  atLeast: fc.integer({ min: 1, max: 4 }),
  withinDays: fc.constantFrom(1, 5, 30),
  kinds: fc.option(fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1 }), { nil: undefined }),
  distinct: fc.option(fc.record({ of: fc.constant('contact'), atLeast: fc.integer({ min: 1, max: 2 }) }), {
    nil: undefined,
  }),
  sharing: fc.option(fc.constant('team'), { nil: undefined }),
})
const anyTrigger = fc.record({
  kinds: fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1 }),
  tier: fc.constantFrom('high' as const, 'medium' as const, 'low' as const),
  counts: fc.option(fc.array(count, { minLength: 1, maxLength: 2 }), { nil: undefined }),
  score: fc.option(
    fc.record({
      over: fc.constantFrom('record' as const, 'account' as const),
      weights: fc.constant({ a: 3, b: 2, c: 1 }),
      halfLifeDays: fc.constantFrom(2, 10),
      atLeast: fc.constantFrom(3, 4.5, 6),
    }),
    { nil: undefined },
  ),
  when: fc.option(fc.constant({ field: 'signal.fields.team', is: 'ops' } as const), { nil: undefined }),
})
const points = fc
  .array(fc.tuple(fc.array(anyTrigger, { minLength: 1, maxLength: 3 }), fc.boolean()), { minLength: 1, maxLength: 2 })
  .map((list) =>
    list.map(([triggers, isCompany], i) =>
      pointWith(
        triggers.map(({ kinds: of, ...more }, j) => trigger(`t${j}`, of, more)),
        // Where the account's own record is no record of the point, what its people add up to has no one place.
        { id: `p${i}`, recordTypes: isCompany || triggers.some(isOverAccount) ? ['lead', 'company'] : ['lead'] },
      ),
    ),
  )
const isOverAccount = ({
  counts,
  score,
}: {
  counts?: { over: string }[] | undefined
  score?: { over: string } | undefined
}) => score?.over === 'account' || counts?.some(({ over }) => over === 'account') === true
const arriving = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      hour: fc.oneof(fc.integer({ min: 0, max: 240 }), fc.constantFrom(0, 24, 2_000, 2_300)),
      lead: fc.constantFrom('ida', 'jon', 'kim'),
      team: fc.constantFrom('ops', 'law', null),
      capped: fc.boolean(),
    }),
    { minLength: 2, maxLength: 7 },
  )
  .map((list) =>
    list.map(({ kind, hour, lead, team, capped }, i) =>
      sighted(kind, new Date(NOW - hour * 3_600_000).toISOString(), lead, {
        id: `s${i}`,
        capped,
        facts: { 'signal.fields.team': team },
      }),
    ),
  )

law(
  'whatever the triggers, two orders of arrival end with the same handoffs, t0, intent, deadlines and touchpoints',
  fc.record({ points, signals: arriving }).chain(({ points: of, signals }) =>
    fc.record({
      points: fc.constant(of),
      signals: fc.constant(signals),
      other: fc.shuffledSubarray(signals, { minLength: signals.length }),
    }),
  ),
  ({ points: of, signals, other }) => {
    const place = { playbook: playbookOf(of), company: COMPANY, nowMs: NOW }
    expect(outcomeOf(arrive(place, other))).toEqual(outcomeOf(arrive(place, signals)))
  },
)
