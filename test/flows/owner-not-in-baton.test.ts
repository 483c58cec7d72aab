import { afterAll, beforeAll, expect, test } from 'vitest'
import { openedLead, tellHook } from '../support/crmSide.ts'
import { lead as leadRecord } from '../support/builders.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('a salesperson who is not in Baton leaves the handoff where it is, and the sidebar says so', async () => {
  const lead = await openedLead(world)
  await lead.give({ ownerEmail: 'marc@elsewhere.example', ownerName: 'Marc Demo' })
  await world.sweep()
  expect(await lead.seen()).toMatchObject({ mine: true, state: 'offered', crmOwner: { name: 'Marc Demo' } })
  expect(lead.written()).toEqual(['ana@example.com'])
  // From there somebody who is here is a change like any other.
  await lead.give({ ownerEmail: 'dana@example.com', ownerName: 'Dana Berg' })
  await world.sweep()
  expect(await lead.seen('dana')).toMatchObject({ mine: true, crmOwner: null })
})

test('back to the owner in the CRM, the line goes away and nothing else happens', async () => {
  const lead = await openedLead(world)
  await lead.give({ ownerEmail: 'marc@elsewhere.example', ownerName: 'Marc Demo' })
  await world.sweep()
  await lead.give({ ownerEmail: 'ana@example.com' })
  await world.sweep()
  expect(await lead.seen()).toMatchObject({ mine: true, crmOwner: null, version: 2 })
})

test('no salesperson at all is told as that', async () => {
  const lead = await openedLead(world)
  await lead.give({})
  await world.sweep()
  expect(await lead.seen()).toMatchObject({ mine: true, crmOwner: { name: null } })
})

test('nothing is said while our own owner is on its way', async () => {
  const lead = await openedLead(world, { swept: false })
  expect((await lead.seen()).crmOwner).toBeNull()
})

test('a record that is deleted in the CRM keeps its handoff, and says so until it is back', async () => {
  const lead = await openedLead(world)
  world.crm.remove(lead.ref)
  await tellHook(world, lead.workspace, lead.ref)
  await world.sweep()
  expect(await lead.seen()).toMatchObject({ mine: true, state: 'offered', recordGone: true })
  world.crm.put(leadRecord(lead.ref, { ownerEmail: 'ana@example.com' }))
  await tellHook(world, lead.workspace, lead.ref)
  await world.sweep()
  expect(await lead.seen()).toMatchObject({ recordGone: false, crmOwner: null })
})

test('nobody told that it was deleted: the first write that is in vain finds out', async () => {
  const lead = await openedLead(world)
  world.crm.remove(lead.ref)
  expect(await lead.accept('ana')).toEqual({ outcome: 'done' })
  await world.sweep()
  expect(await lead.seen()).toMatchObject({
    state: 'accepted',
    recordGone: true,
    writes: [{ kind: 'activity', givenUp: true, problem: 'The CRM has no such record.' }],
  })
})
