import { afterAll, beforeAll, expect, test } from 'vitest'
import { accept } from '../../server/actions/accept.ts'
import { logTouch } from '../../server/actions/logTouch.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { viewQueue } from '../../server/actions/viewQueue.ts'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import { demoRequest, lead, leadRef, press } from '../support/builders.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('a demo request reaches the named account owner, who accepts and logs the first touch, and the CRM knows', async () => {
  await world.at('2026-11-23T10:00:00Z')
  const { id, as } = await world.workspace()
  const ref = leadRef()
  world.crm.put(lead(ref))

  const answer = await receiveSignal(world.env, id, demoRequest(ref))
  expect(answer.outcome).toBe('opened')
  const { handoff } = await viewRecord(world.env, as('ana'), ref)
  expect(handoff).toMatchObject({
    id: answer.handoffId,
    state: 'offered',
    trigger: 'Demo request',
    mine: true,
    owner: { name: 'Ana Sousa' },
    backup: { name: 'Dana Berg' },
    why: { reason: 'named_account', name: 'Nordlys Logistics' },
    buyer: { name: 'Maria Lindqvist', accountStatus: 'target' },
    askedFor: 'A demo of route planning for 40 depots before the Q1 budget closes.',
    missing: [],
  })
  expect(handoff?.clocks.map(({ kind, dueAt }) => [kind, dueAt.slice(11, 16)])).toEqual([
    ['accept', '10:15'],
    ['touch', '11:00'],
  ])

  await world.fastForward('5 minutes')
  expect(await accept(world.env, as('ana'), press(handoff?.id ?? ''))).toEqual({ outcome: 'done' })
  const accepted = (await viewRecord(world.env, as('ana'), ref)).handoff
  expect(accepted?.state).toBe('accepted')
  expect(accepted?.clocks.map(({ kind }) => kind)).toEqual(['touch'])

  await world.fastForward('10 minutes')
  const touch = {
    channel: 'call',
    outcome: 'spoke_interested',
    next: { name: 'Demo call', at: '2026-11-25T10:00:00Z' },
  } as const
  expect(await logTouch(world.env, as('ana'), { ...press(handoff?.id ?? ''), ...touch })).toEqual({ outcome: 'done' })
  await world.sweep()
  expect((await viewRecord(world.env, as('ana'), ref)).handoff).toMatchObject({
    state: 'touched',
    clocks: [],
    writes: [],
  })
  expect((await viewQueue(world.env, as('ana'))).mine).toEqual([])
  expect(world.crm.effects.filter((effect) => effect.ref.id === ref.id).map(({ write }) => write)).toEqual([
    { kind: 'owner', ownerEmail: 'ana@example.com' },
    expect.objectContaining({ kind: 'activity', channel: 'note' }),
    expect.objectContaining({
      kind: 'activity',
      channel: 'call',
      summary: 'Call: spoke, interested',
      byEmail: 'ana@example.com',
    }),
    { kind: 'task', summary: 'Demo call', dueAt: '2026-11-25T10:00:00.000Z', ownerEmail: 'ana@example.com' },
    { kind: 'stage', stage: 'Contacted' },
  ])
})

test('a signal that says nothing of its buyer shows them as the CRM knows them, in the sidebar and in the queue', async () => {
  await world.at('2026-11-23T10:00:00Z')
  const { id, as } = await world.workspace()
  const ref = leadRef()
  world.crm.put(lead(ref))
  await receiveSignal(world.env, id, demoRequest(ref, { buyer: undefined }))
  expect((await viewRecord(world.env, as('ana'), ref)).handoff?.buyer.name).toBe('Maria Lindqvist')
  expect((await viewQueue(world.env, as('ana'))).mine).toMatchObject([
    { buyer: 'Maria Lindqvist', company: 'Nordlys Logistics' },
  ])
})
