import { afterAll, beforeAll, expect, test } from 'vitest'
import { accept } from '../../server/actions/accept.ts'
import { logTouch } from '../../server/actions/logTouch.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { viewQueue } from '../../server/actions/viewQueue.ts'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import { eventsOf } from '../../server/store/handoffs.ts'
import { insertAbsence } from '../../server/store/people.ts'
import { demoRequest, lead, leadRef, press } from '../support/builders.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** A demo request of 10:00 that is Ana's. `asks` sends another signal of the same record, which happened at that time. */
const opened = async () => {
  await world.at('2026-11-23T10:00:00Z')
  const { id, as } = await world.workspace()
  const ref = leadRef()
  world.crm.put(lead(ref))
  const { handoffId = '' } = await receiveSignal(world.env, id, demoRequest(ref))
  const asks = (time: string, signalId?: string) =>
    receiveSignal(
      world.env,
      id,
      demoRequest(ref, {
        occurredAt: `2026-11-23T${time}:00Z`,
        kind: 'pricing_inquiry',
        ...(signalId === undefined ? {} : { id: signalId }),
      }),
    )
  const view = async () => (await viewRecord(world.env, as('ana'), ref)).handoff
  const touch = () =>
    logTouch(world.env, as('ana'), {
      ...press(handoffId),
      channel: 'call',
      outcome: 'spoke_interested',
      next: { name: 'Demo call', at: '2026-11-25T10:00:00Z' },
    })
  const events = () => world.read(id, (tx) => eventsOf(tx, handoffId))
  const waits = async () => {
    const seen = await view()
    return {
      since: seen?.buyerSince.slice(11, 16),
      touchBy: seen?.clocks.find(({ kind }) => kind === 'touch')?.dueAt.slice(11, 16),
      cycle: seen?.cycle,
    }
  }
  return { id, as, handoffId, asks, view, touch, events, waits }
}

test('a signal that arrives late moves the start of the wait earlier and tightens the deadline of the first touch', async () => {
  const { asks, waits, handoffId, events, view } = await opened()
  expect(await waits()).toEqual({ since: '10:00', touchBy: '11:00', cycle: 1 })
  await world.fastForward('5 minutes')
  expect(await asks('09:40')).toMatchObject({ outcome: 'joined', handoffId })
  expect(await waits()).toEqual({ since: '09:40', touchBy: '10:40', cycle: 1 })
  expect((await events()).at(-1)).toMatchObject({
    type: 'joined',
    t0: Date.parse('2026-11-23T09:40:00Z'),
    touch: { dueAt: Date.parse('2026-11-23T10:40:00Z') },
  })
  expect((await view())?.context.find(({ item }) => item === 'touchpoints')?.lines[0]?.text).toMatch(
    /Demo request[^]*Pricing inquiry|Pricing inquiry[^]*Demo request/,
  )
})

test('a signal that came after the first one moves nothing', async () => {
  const { asks, waits, view } = await opened()
  await world.at('2026-11-23T10:12:00Z')
  expect(await asks('10:10')).toMatchObject({ outcome: 'joined' })
  expect(await waits()).toEqual({ since: '10:00', touchBy: '11:00', cycle: 1 })
  expect((await view())?.history.map(({ kind }) => kind)).toContain('joined')
})

test('a deadline that a late signal has moved into the past is breached at once, and once', async () => {
  const { asks, events } = await opened()
  await world.at('2026-11-23T10:05:00Z')
  await asks('09:00')
  await world.sweep()
  await world.sweep()
  const breaches = (await events()).filter(({ type }) => type === 'breached')
  expect(breaches).toMatchObject([{ clock: 'touch', key: 'touch.1.breach', dueAt: Date.parse('2026-11-23T10:00:00Z') }])
})

test('a new signal after the first touch opens a cycle with a wait of its own, and the earlier one stays as it was', async () => {
  const { asks, touch, waits, view, events, as } = await opened()
  await world.fastForward('20 minutes')
  expect(await touch()).toEqual({ outcome: 'done' })
  const before = await events()
  expect((await viewQueue(world.env, as('ana'))).mine).toEqual([])
  await world.at('2026-11-23T14:05:00Z')
  expect(await asks('14:00')).toMatchObject({ outcome: 'joined' })
  expect(await waits()).toEqual({ since: '14:00', touchBy: '15:00', cycle: 2 })
  expect(await view()).toMatchObject({ owner: { name: 'Ana Sousa' }, state: 'accepted', touchedAt: null })
  expect((await viewQueue(world.env, as('ana'))).mine).toHaveLength(1)
  expect((await events()).slice(0, before.length)).toEqual(before)

  await world.at('2026-11-23T14:31:00Z')
  await world.sweep()
  await world.at('2026-11-23T15:01:00Z')
  await world.sweep()
  expect((await events()).slice(before.length).map(({ type }) => type)).toEqual([
    'cycle_opened',
    'reminded',
    'breached',
    'alerted',
  ])
  expect(await touch()).toEqual({ outcome: 'done' })
  expect((await view())?.history.filter(({ kind }) => kind === 'touched')).toHaveLength(2)
})

test('a signal from before the first touch was answered by it, also when it arrives in the next cycle', async () => {
  const { asks, touch, waits } = await opened()
  await world.at('2026-11-23T10:30:00Z')
  await touch()
  expect(await asks('10:20')).toMatchObject({ outcome: 'joined' })
  expect(await waits()).toEqual({ since: '10:00', touchBy: undefined, cycle: 1 })
  await world.at('2026-11-23T12:05:00Z')
  await asks('12:00')
  expect(await asks('10:25')).toMatchObject({ outcome: 'joined' })
  expect(await waits()).toEqual({ since: '12:00', touchBy: '13:00', cycle: 2 })
  expect(await asks('11:50')).toMatchObject({ outcome: 'joined' })
  expect(await waits()).toEqual({ since: '11:50', touchBy: '12:50', cycle: 2 })
})

test('the signal that opened a cycle, sent again, opens no other', async () => {
  const { asks, touch, waits, events } = await opened()
  await touch()
  await world.at('2026-11-23T14:05:00Z')
  expect((await asks('14:00', 'twice')).outcome).toBe('joined')
  const before = await events()
  expect((await asks('14:00', 'twice')).outcome).toBe('duplicate')
  expect(await events()).toEqual(before)
  expect((await waits()).cycle).toBe(2)
})

test('an acceptance lasts into the next cycle: the owner is not asked again', async () => {
  const { as, handoffId, asks, touch, view } = await opened()
  await accept(world.env, as('ana'), press(handoffId))
  await touch()
  await world.at('2026-11-23T14:05:00Z')
  await asks('14:00')
  expect((await view())?.clocks.map(({ kind }) => kind)).toEqual(['touch'])
})

test('a new cycle goes by the ladder when its owner is away by then', async () => {
  const { id, touch, asks, view } = await opened()
  await touch()
  await world.at('2026-11-23T14:05:00Z')
  const now = await world.now()
  await world.read(id, (tx) => insertAbsence(tx, { personId: 'ana', fromAt: now - 1_000, untilAt: now + 86_400_000 }))
  await asks('14:00')
  expect(await view()).toMatchObject({ owner: { name: 'Dana Berg' }, state: 'offered', cycle: 2 })
  expect((await view())?.clocks.map(({ kind }) => kind)).toEqual(['accept', 'touch'])
})
