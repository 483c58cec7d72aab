import { afterAll, beforeAll, expect, test } from 'vitest'
import { accept } from '../../server/actions/accept.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import { eventsOf } from '../../server/store/handoffs.ts'
import { demoRequest, lead, leadRef, press } from '../support/builders.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** A demo request at 10:00 on a Monday, offered to Ana until 10:15. */
const offered = async () => {
  await world.at('2026-11-23T10:00:00Z')
  const { id, as } = await world.workspace()
  const ref = leadRef()
  world.crm.put(lead(ref))
  const { handoffId = '' } = await receiveSignal(world.env, id, demoRequest(ref))
  const types = async () => (await world.read(id, (tx) => eventsOf(tx, handoffId))).map(({ type }) => type)
  const view = async (person: string) => (await viewRecord(world.env, as(person), ref)).handoff
  return { id, as, handoffId, types, view, ref }
}

test('an offer is reminded of at half, breaches once and goes to the backup, each at its time and once', async () => {
  const { types, view } = await offered()
  await world.fastForward('7 minutes')
  expect(await types()).toEqual(['opened', 'assigned'])
  await world.fastForward('1 minute')
  await world.fastForward('1 minute')
  expect(await types()).toEqual(['opened', 'assigned', 'reminded'])
  await world.fastForward('7 minutes')
  await world.sweep()
  expect((await types()).slice(3)).toEqual(['breached', 'alerted'])
  expect((await view('ana'))?.clocks[0]?.told?.name).toBe('Max Holm')
  await world.fastForward('13 minutes')
  expect((await types()).slice(5)).toEqual([])
  await world.fastForward('2 minutes')
  await world.sweep()
  // The buyer's clock is past its own half by then: that reminder goes to whoever has it now.
  expect((await types()).slice(5).toSorted()).toEqual(['assigned', 'expired', 'reminded'])
  expect(await view('dana')).toMatchObject({
    mine: true,
    owner: { name: 'Dana Berg' },
    backup: { name: 'Max Holm' },
    why: { reason: 'took_over', instead: { name: 'Ana Sousa' } },
  })
})

test('the buyer keeps waiting on the same clock whoever has it', async () => {
  const { view } = await offered()
  const before = (await view('ana'))?.clocks.find(({ kind }) => kind === 'touch')
  await world.fastForward('31 minutes')
  const after = (await view('dana'))?.clocks.find(({ kind }) => kind === 'touch')
  expect(after?.dueAt).toBe(before?.dueAt)
  expect(after?.startedAt).toBe(before?.startedAt)
})

test('an acceptance just before the deadline wins, and nothing of that clock fires any more', async () => {
  const { as, handoffId, types } = await offered()
  await world.at('2026-11-23T10:14:50Z')
  expect(await accept(world.env, as('ana'), press(handoffId))).toEqual({ outcome: 'done' })
  await world.at('2026-11-23T10:29:00Z')
  await world.sweep()
  await world.at('2026-11-23T10:29:30Z')
  await world.sweep()
  expect(await types()).toEqual(['opened', 'assigned', 'accepted'])
})

test('an acceptance after the deadline is late even when no sweep has seen it', async () => {
  const { as, handoffId, types } = await offered()
  await world.at('2026-11-23T10:16:00Z')
  expect(await accept(world.env, as('ana'), press(handoffId))).toEqual({ outcome: 'done' })
  await world.sweep()
  expect(await types()).toEqual(['opened', 'assigned', 'breached', 'accepted'])
})

test('after an outage of hours the breach is told and the backup has it, but no stale reminder goes out', async () => {
  const { types } = await offered()
  await world.fastForward('100 minutes')
  const told = await types()
  expect(told.filter((type) => type === 'reminded')).toEqual([])
  expect(told.filter((type) => type === 'breached').length).toBeGreaterThanOrEqual(2)
  expect(told.filter((type) => type === 'expired')).toHaveLength(1)
})

test('the clocks stand still over the night', async () => {
  await world.at('2026-11-20T16:55:00Z')
  const { id, as } = await world.workspace()
  const ref = leadRef()
  world.crm.put(lead(ref))
  await receiveSignal(world.env, id, demoRequest(ref, { occurredAt: '2026-11-20T16:55:00Z' }))
  const { handoff } = await viewRecord(world.env, as('ana'), ref)
  expect(handoff?.clocks.map(({ kind, dueAt }) => [kind, dueAt.slice(0, 16)])).toEqual([
    ['accept', '2026-11-23T09:10'],
    ['touch', '2026-11-23T09:30'],
  ])
})
