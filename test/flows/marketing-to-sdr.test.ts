import { afterAll, beforeAll, expect, test } from 'vitest'
import { lead, leadRef } from '../support/builders.ts'
import { atPoint } from '../support/point.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('a demo request reaches its SDR, who calls; the meeting that the buyer books proves that it moved forward', async () => {
  const point = await atPoint(world, lead(leadRef()))
  const id = await point.signals('demo_request', { fields: { message: 'A demo for 40 depots, please' } })
  expect(await point.seen('ana')).toMatchObject({
    mine: true,
    sender: { name: 'Mia Lund' },
    byHand: false,
    missing: [],
  })
  await point.crm.logs(point.ref, 'ana', { kind: 'call' })
  expect(await point.seen('ana')).toMatchObject({
    state: 'touched',
    touch: { selfReported: false, asColleague: false },
    evidence: [{ id: 'meeting_booked', seenAt: null }],
  })
  await point.crm.logs(point.ref, 'ana', { kind: 'meeting', state: 'planned', at: '2026-11-26T10:00:00Z' })
  expect(await point.seen('ana')).toMatchObject({
    state: 'completed',
    completed: { name: 'Meeting booked' },
    clocks: [],
  })
  expect(await point.types(id)).toEqual(['opened', 'assigned', 'accepted', 'touched', 'evidence_seen', 'completed'])
})

test('what is no answer leaves the buyer waiting, through reminder, breach and take-over', async () => {
  const point = await atPoint(world, lead(leadRef()))
  const id = await point.signals('demo_request', { fields: { message: 'A demo for 40 depots, please' } })
  await point.crm.logs(point.ref, 'ana', { kind: 'note' })
  await point.crm.logs(point.ref, 'ana', { kind: 'email', human: false })
  await point.crm.logs(point.ref, 'ana', { kind: 'email', direction: 'inbound' })
  for (const _ of [1, 2, 3, 4]) await world.fastForward('8 minutes')
  const view = await point.seen('dana')
  expect(view).toMatchObject({ state: 'offered', mine: true, touch: null })
  expect(view.clocks.map(({ kind }) => kind).toSorted()).toEqual(['accept', 'touch'])
  expect(await point.types(id)).toEqual(expect.arrayContaining(['reminded', 'breached', 'alerted', 'expired']))
})

test('a buyer who books a meeting themselves is waited for: no deadline of theirs passes, until it is called off', async () => {
  const point = await atPoint(world, lead(leadRef()))
  const id = await point.signals('demo_request', { fields: { message: 'A demo for 40 depots, please' } })
  const meeting = await point.crm.logs(point.ref, 'ana', {
    kind: 'meeting',
    state: 'planned',
    bookedByBuyer: true,
    human: true,
    at: '2026-11-27T09:00:00Z',
  })
  expect(await point.seen('ana')).toMatchObject({ bookedFor: '2026-11-27T09:00:00.000Z', touch: null })
  await point.accepts('ana', id)
  await world.fastForward('10 hours')
  expect(await point.types(id)).not.toContain('breached')
  await point.crm.logs(point.ref, 'ana', { ...meeting, state: 'cancelled' })
  const view = await point.seen('ana')
  expect(view).toMatchObject({ bookedFor: null, clocks: [{ kind: 'touch' }] })
  expect(await point.types(id)).toEqual(expect.arrayContaining(['booking_cancelled', 'breached', 'alerted']))
})
