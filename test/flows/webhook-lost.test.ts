import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { connectionStatus } from '../../server/actions/connectionStatus.ts'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import { CrmError } from '../../server/crm/connector.ts'
import { makeEngine } from '../../server/engine/engine.ts'
import { findConnection, saveConnection } from '../../server/store/connections.ts'
import { findPoll } from '../../server/store/polls.ts'
import { lead, leadRef } from '../support/builders.ts'
import { openedLead, tellHook } from '../support/crmSide.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
  await world.at('2026-11-23T10:00:00Z')
})
afterEach(() => world.close())

const REQUEST = { kind: 'demo_request', source: 'website', occurredAt: '2026-11-23T10:00:00Z' }
/** A lead that a form has made in the CRM, which nobody was told of. */
const quietLead = () => {
  const ref = leadRef()
  world.crm.put(lead(ref, { request: REQUEST }))
  world.crm.change(ref)
  return ref
}
const begun = async () => {
  const workspace = await world.workspace()
  await world.sweep()
  const shown = async (ref: ReturnType<typeof leadRef>) =>
    (await viewRecord(world.env, workspace.as('ana'), ref)).handoff
  const status = async () => (await connectionStatus(world.env, workspace.as('ruth')))[0]
  const poll = () => world.read(workspace.id, (tx) => findPoll(tx, 'crm'))
  return { ...workspace, shown, status, poll }
}

test('a request that no webhook told of becomes a handoff at the next poll', async () => {
  const { shown, status } = await begun()
  const ref = quietLead()
  await world.fastForward('50 seconds')
  expect(await shown(ref)).toBeNull()
  await world.fastForward('20 seconds')
  expect(await shown(ref)).toMatchObject({ trigger: 'Demo request', owner: { name: 'Ana Sousa' } })
  expect(await status()).toMatchObject({ polledAt: expect.stringContaining('T10:01:1'), problem: null })
})

test('what the webhook told of already is not read again', async () => {
  const lost = await openedLead(world)
  await tellHook(world, lost.workspace, lost.ref)
  await world.sweep()
  const calls = world.crm.calls()
  await world.fastForward('70 seconds')
  expect(world.crm.asked).toEqual([null, '0'])
  expect(world.crm.calls()).toBe(calls)
})

test('an owner who is changed in the CRM is followed without a webhook too', async () => {
  const lost = await openedLead(world)
  world.crm.setOwner(lost.ref, { ownerEmail: 'dana@example.com' })
  world.crm.change(lost.ref)
  await world.fastForward('70 seconds')
  expect(await lost.seen('dana')).toMatchObject({ mine: true, why: { reason: 'crm_changed' } })
  expect(lost.written()).toEqual(['ana@example.com'])
})

test('asking begins when the CRM is connected, not with what was there before', async () => {
  const before = quietLead()
  const { shown } = await begun()
  await world.fastForward('2 minutes')
  expect(await shown(before)).toBeNull()
  expect(world.crm.asked[0]).toBeNull()
})

test('while there is more it is asked for at once, until all is read', async () => {
  const { shown } = await begun()
  const refs = Array.from({ length: 8 }, quietLead)
  await world.fastForward('70 seconds')
  for (const ref of refs) expect(await shown(ref)).not.toBeNull()
  expect(world.crm.asked).toEqual([null, '0', '3', '6'])
})

describe('a CRM that does not answer', () => {
  test('is asked ever more rarely, says why, and loses nothing', async () => {
    const { shown, status, poll } = await begun()
    const ref = quietLead()
    world.crm.failAsking(3)
    await world.fastForward('70 seconds')
    expect(await status()).toMatchObject({ problem: 'The CRM does not answer.' })
    await world.fastForward('70 seconds')
    await world.fastForward('70 seconds')
    expect(world.crm.asked).toHaveLength(3)
    expect(await poll()).toMatchObject({ failures: 2, cursor: '0' })
    await world.fastForward('70 seconds')
    await world.fastForward('5 minutes')
    expect(await status()).toMatchObject({ problem: null })
    expect(await shown(ref)).not.toBeNull()
  })

  test('is left alone for as long as it asks for', async () => {
    await begun()
    world.crm.failAsking(1, new CrmError('The CRM asks for fewer calls.', { retry: true, retryAfterMs: 20 * 60_000 }))
    await world.fastForward('70 seconds')
    for (let minutes = 0; minutes < 15; minutes += 5) await world.fastForward('5 minutes')
    expect(world.crm.asked).toHaveLength(2)
    await world.fastForward('8 minutes')
    expect(world.crm.asked).toHaveLength(3)
  })

  test('delays nothing else while it hangs', async () => {
    const hanging = world.crm.holdAsking()
    const lost = await openedLead(world, { swept: false })
    const engine = makeEngine(world.env, () => {})
    await engine.start()
    await hanging.begun
    await vi.waitFor(() => expect(lost.written()).toEqual(['ana@example.com']), 20_000)
    const other = await world.workspace()
    await vi.waitFor(async () => {
      const [status] = await connectionStatus(world.env, other.as('ruth'))
      expect(status?.polledAt).not.toBeNull()
    }, 20_000)
    hanging.letGo()
    await engine.stop()
  })
})

test('two servers at once ask once', async () => {
  await world.workspace()
  const other = makeEngine(world.env, () => {})
  await Promise.all([world.sweep(), other.sweep(), other.sweep()])
  expect(world.crm.asked).toEqual([null])
})

test('an answer that comes after the connection was pointed elsewhere is dropped, and asking begins anew', async () => {
  const { id, poll } = await begun()
  const ref = quietLead()
  const asking = world.crm.holdAsking()
  const swept = world.fastForward('70 seconds')
  await asking.begun
  await world.read(id, async (tx) => {
    const connection = await findConnection(tx, 'crm')
    if (connection !== null) await saveConnection(tx, { ...connection, baseUrl: 'https://other.example' })
  })
  asking.letGo()
  await swept
  expect(await poll()).toMatchObject({ connection: { baseUrl: 'https://other.example' }, cursor: '1' })
  expect(world.crm.asked).toEqual([null, '0', null])
  expect((await viewRecord(world.env, { workspace: id, person: 'ana', role: 'rep' }, ref)).handoff).toBeNull()
})

test('a webhook that is heard is noted, at most once a minute', async () => {
  const { id, status } = await begun()
  expect((await status())?.hookHeardAt).toBeNull()
  await tellHook(world, id, leadRef())
  const first = (await status())?.hookHeardAt
  expect(first).toContain('T10:00:')
  await tellHook(world, id, leadRef())
  expect((await status())?.hookHeardAt).toBe(first)
  await world.fastForward('61 seconds')
  await tellHook(world, id, leadRef())
  expect((await status())?.hookHeardAt).toContain('T10:01:')
})
