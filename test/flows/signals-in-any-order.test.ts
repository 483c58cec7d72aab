import { afterAll, beforeAll, expect, test } from 'vitest'
import { arriving, from } from '../support/arriving.ts'
import { ordersOf } from '../support/orders.ts'
import { pointWith, trigger } from '../support/triggering.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const POINT = pointWith([
  trigger('demo', ['demo_request']),
  trigger('pricing', ['pricing_inquiry']),
  trigger('engaged', ['content_download', 'webinar'], {
    tier: 'medium',
    counts: [{ over: 'account', atLeast: 3, distinct: { of: 'contact', atLeast: 2 }, withinDays: 14 }],
  }),
  trigger('download', ['content_download'], { tier: 'low' }),
])

const SEVEN = [
  from('ida', 'demo_request', '2026-11-24T10:00:00.000Z'),
  from('ida', 'pricing_inquiry', '2026-11-23T15:30:00.000Z'),
  from('ida', 'content_download', '2026-11-20T11:00:00.000Z'),
  from('jon', 'content_download', '2026-11-23T09:00:00.000Z'),
  from('ida', 'webinar', '2026-11-23T09:00:00.000Z'),
  from('jon', 'content_download', '2026-11-10T12:00:00.000Z'),
  from('ida', 'content_download', '2026-08-01T12:00:00.000Z'),
]

/** Every eighty-fourth of the 5,040: 60, the first and nearly the last among them. */
const SAMPLE = ordersOf(SEVEN).filter((_, i) => i % 84 === 0)

test('seven signals of a company end alike in sixty orders of arrival', { timeout: 240_000 }, async () => {
  expect(SAMPLE).toHaveLength(60)
  const outcomes = []
  for (const order of SAMPLE) {
    await world.at('2026-11-24T12:00:00Z')
    const { send, outcome } = await arriving(world, [POINT])
    for (const signal of order) await send(signal)
    outcomes.push(await outcome())
  }
  const [first] = outcomes
  expect(first).toEqual([
    {
      handoff: 'marketing_to_sdr crm/company/201',
      t0: '2026-11-23T09:00:00.000Z',
      tier: 'medium',
      trigger: 'engaged',
      touchBy: '2026-11-24T17:00:00.000Z',
      acceptWithinMs: 4 * 3_600_000,
      touchpoints: SEVEN.slice(0, 6)
        .map(({ id }) => id)
        .toSorted(),
      folded: SEVEN.slice(0, 6)
        .map(({ id }) => id)
        .toSorted(),
    },
    {
      handoff: 'marketing_to_sdr crm/lead/ida',
      t0: '2026-11-23T15:30:00.000Z',
      tier: 'high',
      trigger: 'pricing',
      touchBy: '2026-11-23T16:30:00.000Z',
      acceptWithinMs: 15 * 60_000,
      touchpoints: [SEVEN[0], SEVEN[1], SEVEN[2], SEVEN[4]].map((signal) => signal?.id).toSorted(),
      folded: [SEVEN[0], SEVEN[1], SEVEN[2], SEVEN[4]].map((signal) => signal?.id).toSorted(),
    },
  ])
  for (const outcome of outcomes) expect(outcome).toEqual(first)
})

test('they end alike when all seven arrive at once', async () => {
  await world.at('2026-11-24T12:00:00Z')
  const alone = await arriving(world, [POINT])
  for (const signal of SEVEN) await alone.send(signal)
  const expected = await alone.outcome()
  const rounds = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const { send, outcome } = await arriving(world, [POINT])
      await Promise.all(SEVEN.map(send))
      return outcome()
    }),
  )
  for (const outcome of rounds) expect(outcome).toEqual(expected)
})
