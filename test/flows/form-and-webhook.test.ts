import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiveHook } from '../../server/actions/receiveHook.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { demoRequest, lead, leadRef } from '../support/builders.ts'
import { createWorld, type World } from '../support/world.ts'

const ROUNDS = 30
const AT = '2026-11-23T10:00:00Z'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('a form that makes a lead in the CRM and tells Baton of it at once: both are taken, as one handoff, and neither waits for the other', async () => {
  await world.at(AT)
  const { id } = await world.workspace()
  for (let round = 0; round < ROUNDS; round += 1) {
    const ref = leadRef()
    const request = { kind: 'demo_request', source: 'website', occurredAt: AT }
    world.crm.put(lead(ref, { ownerEmail: 'ana@example.com', request }))
    const rawBody = JSON.stringify([world.crm.change(ref)])
    await receiveHook(world.env, id, ref.connection, { rawBody, headers: {}, query: {} })
    const [, answer] = await Promise.all([world.sweep(), receiveSignal(world.env, id, demoRequest(ref))])
    expect(['opened', 'joined']).toContain(answer.outcome)
  }
  expect(world.logged.filter((line) => line.includes('fault'))).toEqual([])
})
