import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accept } from '../../server/actions/accept.ts'
import { receiveHook } from '../../server/actions/receiveHook.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import { CrmError } from '../../server/crm/connector.ts'
import { openHandoffs } from '../../server/store/handoffs.ts'
import { rowsOf } from '../../server/store/query.ts'
import { demoRequest, lead, leadRef, press } from '../support/builders.ts'
import { tellHook } from '../support/crmSide.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('a write that the CRM does not take yet is shown, tried again ever more rarely, and done once', async () => {
  await world.at('2026-11-23T10:00:00Z')
  const { id, as } = await world.workspace()
  const ref = leadRef()
  world.crm.put(lead(ref))
  await receiveSignal(world.env, id, demoRequest(ref))
  world.crm.failNext(2)
  await world.sweep()
  const writes = async () => (await viewRecord(world.env, as('ana'), ref)).handoff?.writes
  expect(await writes()).toMatchObject([
    { kind: 'owner', attempts: 1, givenUp: false, problem: 'The CRM does not answer.' },
  ])
  const before = world.crm.calls()
  await world.sweep()
  expect(world.crm.calls()).toBe(before)
  await world.fastForward('3 seconds')
  await world.fastForward('6 seconds')
  expect(await writes()).toEqual([])
  expect(world.crm.effects.filter((effect) => effect.ref.id === ref.id)).toHaveLength(1)
})

test('what a CRM will never take is told at the handoff, and holds up nothing behind it', async () => {
  const { id, as } = await world.workspace()
  const ref = leadRef()
  world.crm.put(lead(ref))
  await receiveSignal(world.env, id, demoRequest(ref))
  world.crm.failNext(1, new CrmError('The CRM knows no such user.', { retry: false }))
  await world.sweep()
  const { handoff } = await viewRecord(world.env, as('ana'), ref)
  expect(handoff?.writes).toMatchObject([{ kind: 'owner', givenUp: true, problem: 'The CRM knows no such user.' }])
})

test('a write that waits behind a read in vain is told as well, until the read gets through', async () => {
  await world.at('2026-11-23T10:00:00Z')
  const { id, as } = await world.workspace()
  const ref = leadRef()
  world.crm.put(lead(ref))
  const { handoffId = '' } = await receiveSignal(world.env, id, demoRequest(ref))
  await world.sweep()
  await tellHook(world, id, ref)
  world.crm.failNext(1)
  await world.sweep()
  await accept(world.env, as('ana'), press(handoffId))
  const writes = async () => (await viewRecord(world.env, as('ana'), ref)).handoff?.writes
  expect(await writes()).toMatchObject([{ kind: 'activity', attempts: 1, problem: 'The CRM does not answer.' }])
  await world.fastForward('3 seconds')
  expect(await writes()).toEqual([])
})

test('a buyer of whom a CRM told is not lost while its key is wrong for days', async () => {
  await world.at('2026-11-23T10:00:00Z')
  const { id } = await world.workspace()
  const ref = leadRef()
  const request = { kind: 'demo_request', source: 'website', occurredAt: '2026-11-23T10:00:00Z' }
  world.crm.put(lead(ref, { request }))
  await receiveHook(world.env, id, 'crm', {
    rawBody: JSON.stringify([{ ref, key: 'change-1' }]),
    headers: {},
    query: {},
  })
  world.crm.failNext(5, new CrmError('The CRM does not take the key.', { retry: false }))
  await world.sweep()
  for (let day = 0; day < 6; day += 1) await world.fastForward('1 day')
  expect(await world.read(id, (tx) => openHandoffs(tx, ref))).toHaveLength(1)
})

test('reads that were done are kept for a week, then they make room', async () => {
  await world.at('2026-11-23T10:00:00Z')
  const { id } = await world.workspace()
  const ref = leadRef()
  world.crm.put(lead(ref))
  const told = async () => {
    await tellHook(world, id, ref)
    await world.sweep()
  }
  const kept = () => world.read(id, ({ db }) => rowsOf(db, sql`select id from deliveries where kind = 'crm_pull'`))
  for (let time = 0; time < 3; time += 1) await told()
  await world.fastForward('6 days')
  await told()
  expect(await kept()).toHaveLength(4)
  await world.fastForward('2 days')
  await told()
  await told()
  expect(await kept()).toHaveLength(3)
})

test('a hook that tells the same change twice reads the record once', async () => {
  const { id } = await world.workspace()
  const ref = leadRef()
  world.crm.put(lead(ref))
  const tell = () =>
    receiveHook(world.env, id, 'crm', {
      rawBody: JSON.stringify([{ ref, key: `same-${ref.id}` }]),
      headers: {},
      query: {},
    })
  const before = world.crm.calls()
  expect(await tell()).toBe('accepted')
  expect(await tell()).toBe('accepted')
  await world.sweep()
  expect(world.crm.calls()).toBe(before + 1)
})
