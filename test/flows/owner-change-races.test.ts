import { afterAll, beforeAll, expect, test } from 'vitest'
import { decline } from '../../server/actions/decline.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { CrmError } from '../../server/crm/connector.ts'
import { demoRequest, press } from '../support/builders.ts'
import { openedLead } from '../support/crmSide.ts'
import { createWorld, type World } from '../support/world.ts'

type Lead = Awaited<ReturnType<typeof openedLead>>

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const DANA = { ownerEmail: 'dana@example.com', ownerName: 'Dana Berg', ownerSetBy: { email: 'max@example.com' } }
const RUTH = { ...DANA, ownerEmail: 'ruth@example.com', ownerName: 'Ruth Adeyemi' }
const NEVER = new CrmError('The CRM knows no such user.', { retry: false })

const owners = async (lead: Lead) =>
  (await lead.events()).flatMap((event) => (event.type === 'assigned' ? [event.offer.owner] : []))
const passedOn = (lead: Lead) => decline(world.env, lead.as('ana'), { ...press(lead.handoffId), reason: 'no_time' })

test('a read at a signal that began before our own write arrived is no change', async () => {
  const lead = await openedLead(world, { swept: false })
  await world.at('2026-11-23T10:11:00Z')
  const reading = world.crm.holdNext()
  const joined = receiveSignal(world.env, lead.workspace, demoRequest(lead.ref))
  await reading.begun
  await world.sweep()
  expect(world.crm.ownerOf(lead.ref)).toBe('ana@example.com')
  reading.letGo()
  expect((await joined).outcome).toBe('joined')
  await world.sweep()
  expect(await owners(lead)).toEqual(['ana'])
  expect((await lead.seen()).crmOwner).toBeNull()
})

test('a change that is first seen at a signal is followed', async () => {
  const lead = await openedLead(world)
  await world.at('2026-11-23T10:11:00Z')
  world.crm.setOwner(lead.ref, DANA)
  await receiveSignal(world.env, lead.workspace, demoRequest(lead.ref))
  await world.sweep()
  expect(await owners(lead)).toEqual(['ana', 'dana'])
})

test('an owner of ours that still waits to be written wins over what the CRM shows meanwhile', async () => {
  const lead = await openedLead(world)
  await passedOn(lead)
  world.crm.failNext(1)
  await world.sweep()
  await lead.give(RUTH)
  await world.sweep()
  expect(await owners(lead)).toEqual(['ana', 'dana'])
  await world.fastForward('5 seconds')
  expect(world.crm.ownerOf(lead.ref)).toBe('dana@example.com')
  expect(await owners(lead)).toEqual(['ana', 'dana'])
  expect(await lead.seen('dana')).toMatchObject({ mine: true, writes: [], crmOwner: null })
})

test('one that comes up while the record is being read wins as well', async () => {
  const lead = await openedLead(world)
  const reading = world.crm.holdNext()
  await lead.give(RUTH)
  const swept = world.sweep()
  await reading.begun
  await passedOn(lead)
  reading.letGo()
  await swept
  await world.sweep()
  expect(await owners(lead)).toEqual(['ana', 'dana'])
  expect(world.crm.ownerOf(lead.ref)).toBe('dana@example.com')
})

test('one that the CRM will never take is no change either, and what is changed later is followed', async () => {
  const lead = await openedLead(world, { swept: false })
  world.crm.failNext(1, NEVER)
  await world.sweep()
  expect(await lead.seen()).toMatchObject({ mine: true, writes: [{ kind: 'owner', givenUp: true }] })
  await lead.give(DANA)
  await world.sweep()
  expect(await owners(lead)).toEqual(['ana', 'dana'])
})

test('the first look at a record is no change, even where our own owner never got there', async () => {
  world.crm.failNext(1)
  const lead = await openedLead(world, { record: DANA, swept: false })
  world.crm.failNext(1, NEVER)
  await world.sweep()
  expect(await owners(lead)).toEqual(['ana'])
  await lead.give(RUTH)
  await world.sweep()
  expect(await owners(lead)).toEqual(['ana', 'ruth'])
})

test('what somebody changed while our own owner was tried in vain is followed once it is given up', async () => {
  const lead = await openedLead(world)
  await passedOn(lead)
  world.crm.failNext(1)
  await world.sweep()
  world.crm.setOwner(lead.ref, RUTH)
  world.crm.failNext(1, NEVER)
  await world.fastForward('5 seconds')
  expect(await owners(lead)).toEqual(['ana', 'dana', 'ruth'])
  expect(world.crm.ownerOf(lead.ref)).toBe('ruth@example.com')
})

test('a read that hung until its lease had ended is dropped: another has read since', async () => {
  const lead = await openedLead(world)
  const reading = world.crm.holdNext()
  await lead.give(DANA)
  const hanging = world.sweep()
  await reading.begun
  world.crm.setOwner(lead.ref, { ...DANA, ownerEmail: 'ana@example.com' })
  await world.fastForward('31 seconds')
  reading.letGo()
  await hanging
  expect(await owners(lead)).toEqual(['ana'])
})

test('the manager changes it in the CRM as the owner accepts: whichever comes first, the new owner is asked', async () => {
  for (let round = 0; round < 5; round += 1) {
    const lead = await openedLead(world)
    await lead.give(DANA)
    const [answer] = await Promise.all([lead.accept('ana'), world.sweep()])
    const accepted = (await lead.events()).filter(({ type }) => type === 'accepted')
    expect(accepted).toHaveLength(answer.outcome === 'done' ? 1 : 0)
    expect(await lead.seen('dana')).toMatchObject({ mine: true, state: 'offered', acceptedAt: null })
  }
})
