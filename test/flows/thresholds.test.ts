import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { eventsOf } from '../../server/store/handoffs.ts'
import { arriving, from, NORDLYS } from '../support/arriving.ts'
import { pointWith, trigger } from '../support/triggering.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const ENGAGED = trigger('engaged', ['content_download'], {
  tier: 'medium',
  counts: [{ over: 'account', atLeast: 3, distinct: { of: 'contact', atLeast: 2 }, withinDays: 14 }],
})
const POINT = pointWith([ENGAGED, trigger('demo', ['demo_request'])])

describe('three downloads by two people of one company', () => {
  test('open a handoff on the company’s record, whose buyer waits since the third', async () => {
    await world.at('2026-11-23T12:00:00Z')
    const { id, send, outcome } = await arriving(world, [POINT])
    expect(await send(from('ida', 'content_download', '2026-11-16T10:00:00Z'))).toMatchObject({ outcome: 'nurtured' })
    expect(await send(from('jon', 'content_download', '2026-11-20T10:00:00Z'))).toMatchObject({ outcome: 'nurtured' })
    const third = await send(from('ida', 'content_download', '2026-11-23T11:00:00Z'))
    expect(third).toMatchObject({ outcome: 'opened' })
    expect(await outcome()).toMatchObject([
      {
        handoff: 'marketing_to_sdr crm/company/201',
        t0: '2026-11-23T11:00:00.000Z',
        tier: 'medium',
        touchpoints: [
          'content_download of ida at 2026-11-16T10:00:00Z',
          'content_download of ida at 2026-11-23T11:00:00Z',
          'content_download of jon at 2026-11-20T10:00:00Z',
        ],
      },
    ])
    const events = await world.read(id, (tx) => eventsOf(tx, third.handoffId ?? ''))
    expect(
      events.map((event) => (event.type === 'joined' ? `joined ${event.signalId.slice(-20, -10)}` : event.type)),
    ).toEqual(['opened', 'assigned', 'joined 2026-11-16', 'joined 2026-11-20'])
  })

  test('fire once when two of them cross the threshold at the same instant, side by side', async () => {
    await world.at('2026-11-23T12:00:00Z')
    const rounds = Array.from({ length: 8 }, async () => {
      const { send, outcome } = await arriving(world, [POINT])
      await send(from('ida', 'content_download', '2026-11-20T10:00:00Z'))
      const both = await Promise.all([
        send(from('ida', 'content_download', '2026-11-23T11:00:00Z')),
        send(from('jon', 'content_download', '2026-11-23T11:00:00Z')),
      ])
      return { outcomes: both.map((answer) => answer.outcome).toSorted(), handoffs: await outcome() }
    })
    for (const { outcomes, handoffs } of await Promise.all(rounds)) {
      expect(outcomes).toEqual(['nurtured', 'opened'])
      expect(handoffs).toHaveLength(1)
      expect(handoffs[0]).toMatchObject({ t0: '2026-11-23T11:00:00.000Z' })
      expect(handoffs[0]?.touchpoints).toHaveLength(3)
    }
  })

  test('count up to both ends of the window, and not a millisecond before it', async () => {
    await world.at('2026-11-23T12:00:00Z')
    const firstAt = async (at: string) => {
      const { send, outcome } = await arriving(world, [POINT])
      await send(from('ida', 'content_download', at))
      await send(from('jon', 'content_download', '2026-11-20T10:00:00Z'))
      const { outcome: third } = await send(from('ida', 'content_download', '2026-11-23T10:00:00Z'))
      return { third, opened: (await outcome()).map(({ t0 }) => t0) }
    }
    expect(await firstAt('2026-11-09T09:59:59.999Z')).toEqual({ third: 'nurtured', opened: [] })
    expect(await firstAt('2026-11-09T10:00:00.000Z')).toEqual({ third: 'opened', opened: ['2026-11-23T10:00:00.000Z'] })
  })

  test('are due since the instant that a late one shows, which came before all that was known', async () => {
    await world.at('2026-11-23T12:00:00Z')
    const { send, outcome } = await arriving(world, [POINT])
    await send(from('ida', 'content_download', '2026-11-17T10:00:00Z'))
    await send(from('jon', 'content_download', '2026-11-20T10:00:00Z'))
    await send(from('ida', 'content_download', '2026-11-23T10:00:00Z'))
    expect(await outcome()).toMatchObject([{ t0: '2026-11-23T10:00:00.000Z', touchBy: '2026-11-24T17:00:00.000Z' }])
    expect(await send(from('kim', 'content_download', '2026-11-18T10:00:00Z'))).toMatchObject({ outcome: 'joined' })
    expect(await outcome()).toMatchObject([{ t0: '2026-11-20T10:00:00.000Z', touchBy: '2026-11-23T17:00:00.000Z' }])
  })

  test('are the company’s although one of them has a handoff of their own; the answer names that one', async () => {
    await world.at('2026-11-23T12:00:00Z')
    const scoring = pointWith([
      trigger('demo', ['demo_request']),
      { ...ENGAGED, kinds: ['content_download', 'demo_request'] },
    ])
    const { send, outcome } = await arriving(world, [scoring])
    await send(from('jon', 'content_download', '2026-11-20T10:00:00Z'))
    await send(from('ida', 'content_download', '2026-11-21T10:00:00Z'))
    const answer = await send(from('ida', 'demo_request', '2026-11-23T11:00:00Z'))
    const all = await outcome()
    expect(answer).toMatchObject({ outcome: 'opened' })
    expect(all.map(({ handoff, touchpoints }) => [handoff, touchpoints.length])).toEqual([
      ['marketing_to_sdr crm/company/201', 3],
      ['marketing_to_sdr crm/lead/ida', 2],
    ])
  })

  test('open on the record at which they add up where the account has none of its own', async () => {
    await world.at('2026-11-23T12:00:00Z')
    const { send, outcome } = await arriving(world, [POINT], { hasCompany: false })
    await send(from('ida', 'content_download', '2026-11-16T10:00:00Z'))
    await send(from('jon', 'content_download', '2026-11-20T10:00:00Z'))
    await send(from('kim', 'content_download', '2026-11-23T11:00:00Z'))
    expect(await send(from('ida', 'content_download', '2026-11-23T11:30:00Z'))).toMatchObject({ outcome: 'joined' })
    expect((await outcome()).map(({ handoff, touchpoints }) => [handoff, touchpoints.length])).toEqual([
      ['marketing_to_sdr crm/lead/kim', 4],
    ])
  })
})

test('what ended handoffs held counts no more', async () => {
  await world.at('2026-11-23T12:00:00Z')
  const { id, send, outcome } = await arriving(world, [POINT])
  for (const day of ['16', '17', '18'])
    await send(from(day === '17' ? 'jon' : 'ida', 'content_download', `2026-11-${day}T10:00:00Z`))
  await world.env.database.db.execute(`update handoffs set closed_at = baton_now() where workspace_id = '${id}'`)
  expect(await send(from('kim', 'content_download', '2026-11-19T10:00:00Z'))).toMatchObject({ outcome: 'nurtured' })
  expect(await send(from('jon', 'content_download', '2026-11-20T10:00:00Z'))).toMatchObject({ outcome: 'nurtured' })
  expect(await send(from('ida', 'content_download', '2026-11-21T10:00:00Z'))).toMatchObject({ outcome: 'opened' })
  expect(await outcome()).toHaveLength(2)
})

test('usage counts where three new users of one department come with it, whatever came first', async () => {
  const usage = trigger('usage', ['usage_threshold_crossed', 'user_activated'], {
    tier: 'medium',
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
  })
  await world.at('2026-11-23T12:00:00Z')
  const { id, outcome } = await arriving(world, [pointWith([usage], { recordTypes: ['company'] })])
  const send = (who: string, kind: string, at: string, department: string) =>
    receiveSignal(world.env, id, {
      ...from(who, kind, at),
      record: NORDLYS,
      buyer: { email: `${who}@nordlys.com` },
      fields: { department },
    })
  await send('ida', 'user_activated', '2026-11-10T10:00:00Z', 'Logistics')
  await send('jon', 'user_activated', '2026-11-11T10:00:00Z', 'logistics ')
  await send('lea', 'user_activated', '2026-11-12T10:00:00Z', 'Sales')
  await send('ida', 'user_activated', '2026-11-13T10:00:00Z', 'Logistics')
  expect(await send('', 'usage_threshold_crossed', '2026-11-09T10:00:00Z', '')).toMatchObject({ outcome: 'nurtured' })
  expect(await send('kim', 'user_activated', '2026-11-14T10:00:00Z', 'LOGISTICS')).toMatchObject({ outcome: 'opened' })
  expect(await outcome()).toMatchObject([
    { handoff: 'marketing_to_sdr crm/company/201', t0: '2026-11-14T10:00:00.000Z' },
  ])
})

test('a score fires when what has faded and what is new reach it together', async () => {
  const score = trigger('score', ['site_visit', 'webinar'], {
    tier: 'medium',
    score: { over: 'record', weights: { site_visit: 2, webinar: 4 }, halfLifeDays: 7, atLeast: 6 },
  })
  await world.at('2026-11-23T12:00:00Z')
  const { send, outcome } = await arriving(world, [pointWith([score])])
  await send(from('ida', 'webinar', '2026-11-09T10:00:00Z'))
  await send(from('ida', 'site_visit', '2026-11-16T10:00:00Z'))
  await send(from('ida', 'site_visit', '2026-11-23T10:00:00Z'))
  // 4 ÷ 4 + 2 ÷ 2 + 2 = 4; one more visit is 6.
  expect(await outcome()).toEqual([])
  await send(from('ida', 'site_visit', '2026-11-23T10:00:00.000Z', { id: 'one more' }))
  expect(await outcome()).toMatchObject([{ handoff: 'marketing_to_sdr crm/lead/ida', t0: '2026-11-23T10:00:00.000Z' }])
})
