import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decline } from '../../server/actions/decline.ts'
import { viewQueue } from '../../server/actions/viewQueue.ts'
import { findDecision } from '../../server/store/decisions.ts'
import { rowsOf } from '../../server/store/query.ts'
import { press } from '../support/builders.ts'
import { openedLead, tellHook } from '../support/crmSide.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const MAX = { email: 'Max@Example.com', name: 'Max Holm' }
const TO_DANA = { ownerEmail: 'DANA@example.com', ownerName: 'Dana Berg', ownerSetBy: MAX }
const TO_ANA = { ownerEmail: 'ana@example.com', ownerName: 'Ana Sousa', ownerSetBy: MAX }

test('the manager gives a lead to somebody else in the CRM: Baton follows, says who did it, and asks the new owner', async () => {
  const lead = await openedLead(world)
  await world.fastForward('5 minutes')
  const before = await lead.seen()
  await lead.give(TO_DANA)
  await world.sweep()

  const dana = await lead.seen('dana')
  expect(dana).toMatchObject({
    mine: true,
    state: 'offered',
    owner: { name: 'Dana Berg' },
    backup: { name: 'Max Holm' },
    why: { reason: 'crm_changed', name: 'Test CRM', instead: { name: 'Ana Sousa' } },
    crmOwner: null,
  })
  expect(dana.history.at(-1)).toMatchObject({
    kind: 'assigned',
    detail: 'crm_changed',
    by: { name: 'Max Holm' },
    to: { name: 'Dana Berg' },
    crm: 'Test CRM',
  })
  // A clock of her own, and the buyer's as it was.
  const dueAt = (view: typeof dana, kind: string) =>
    view.clocks.find((clock) => clock.kind === kind)?.dueAt.slice(11, 16)
  expect([dueAt(before, 'accept'), dueAt(dana, 'accept')]).toEqual(['10:15', '10:20'])
  expect([dueAt(before, 'touch'), dueAt(dana, 'touch')]).toEqual(['11:00', '11:00'])
  expect((await viewQueue(world.env, lead.as('dana'))).mine).toHaveLength(1)
  expect((await viewQueue(world.env, lead.as('ana'))).mine).toEqual([])
  expect(await lead.accept('ana')).toMatchObject({ outcome: 'refused', refusal: 'not_owner' })
})

test('what the CRM itself has changed is not written back, costs no turn, and is stored as a decision', async () => {
  const lead = await openedLead(world)
  const turns = () =>
    world.read(lead.workspace, ({ db }) =>
      rowsOf(db, sql`select person_id, reason from turns where handoff_id = ${lead.handoffId}`),
    )
  const before = await turns()
  await lead.give(TO_DANA)
  await world.sweep()
  expect(lead.written()).toEqual(['ana@example.com'])
  expect(await turns()).toEqual(before)
  const assigned = (await lead.events()).at(-1)
  expect(assigned).toMatchObject({ type: 'assigned', by: 'max', offer: { number: 2, owner: 'dana', pool: null } })
  const decisionId = assigned?.type === 'assigned' ? assigned.offer.decisionId : ''
  expect(await world.read(lead.workspace, (tx) => findDecision(tx, decisionId))).toMatchObject({
    handoffId: lead.handoffId,
    route: { owner: 'dana', why: 'crm_changed', pool: null },
  })
})

test('the take-over of the offer before never fires; the new owner’s does, at its own time', async () => {
  const lead = await openedLead(world)
  await world.fastForward('10 minutes')
  await lead.give(TO_DANA)
  await world.sweep()
  await world.fastForward('24 minutes')
  expect((await lead.seen('dana')).owner.id).toBe('dana')
  await world.fastForward('8 minutes')
  expect((await lead.seen('max')).owner.id).toBe('max')
  expect((await lead.events()).filter(({ type }) => type === 'expired')).toMatchObject([{ person: 'dana' }])
})

test('a handoff that was accepted goes to the new owner, who has to accept it', async () => {
  const lead = await openedLead(world)
  expect(await lead.accept('ana')).toEqual({ outcome: 'done' })
  await world.sweep()
  await lead.give(TO_DANA)
  await world.sweep()
  expect(await lead.seen('dana')).toMatchObject({ state: 'offered', acceptedAt: null, owner: { id: 'dana' } })
  expect(await lead.accept('dana')).toEqual({ outcome: 'done' })
  expect((await lead.seen('dana')).state).toBe('accepted')
})

test('after the first touch the new owner is asked without a deadline: nobody waits, and nobody takes over', async () => {
  const lead = await openedLead(world)
  await lead.touch('ana')
  await world.sweep()
  const { touchedAt } = await lead.seen()
  await lead.give(TO_DANA)
  await world.fastForward('2 days')
  expect(await lead.seen('dana')).toMatchObject({ state: 'offered', mine: true, touchedAt, clocks: [] })
  expect((await lead.events()).map(({ type }) => type)).not.toContain('breached')
  expect(await lead.accept('dana')).toEqual({ outcome: 'done' })
  expect(await lead.seen('dana')).toMatchObject({ state: 'touched', touchedAt, clocks: [] })
})

test('a buyer who asks anew is the new owner’s: they are asked with a fresh deadline', async () => {
  const lead = await openedLead(world)
  await lead.touch('ana')
  await world.sweep()
  await lead.give(TO_DANA)
  await world.fastForward('2 days')
  await lead.asksAgain()
  const { clocks, ...again } = await lead.seen('dana')
  expect(again).toMatchObject({ state: 'offered', mine: true, cycle: 2, why: { reason: 'crm_changed' } })
  expect(clocks.map(({ kind }) => kind).toSorted()).toEqual(['accept', 'touch'])
  expect((await lead.events()).map(({ type }) => type)).not.toContain('breached')
})

test('somebody who declined it before is asked again when the CRM names them, and may decline again', async () => {
  const lead = await openedLead(world)
  await decline(world.env, lead.as('ana'), { ...press(lead.handoffId), reason: 'no_time' })
  await world.sweep()
  expect(await lead.seen('dana')).toMatchObject({ mine: true, why: { reason: 'passed_on' } })
  await lead.give(TO_ANA)
  await world.sweep()
  expect(await lead.seen('ana')).toMatchObject({ mine: true, why: { reason: 'crm_changed' } })
  expect(await decline(world.env, lead.as('ana'), { ...press(lead.handoffId), reason: 'no_time' })).toEqual({
    outcome: 'done',
  })
  expect((await lead.seen('ana')).mine).toBe(false)
})

test('changed and changed back, each time told: both are followed', async () => {
  const lead = await openedLead(world)
  await lead.give(TO_DANA)
  await world.sweep()
  await lead.give(TO_ANA)
  await world.sweep()
  expect((await lead.events()).flatMap((event) => (event.type === 'assigned' ? [event.offer.owner] : []))).toEqual([
    'ana',
    'dana',
    'ana',
  ])
})

test('two changes within one look are one: the last counts', async () => {
  const lead = await openedLead(world)
  world.crm.setOwner(lead.ref, TO_DANA)
  await lead.give({ ...TO_DANA, ownerEmail: 'ruth@example.com' })
  await world.sweep()
  expect((await lead.events()).flatMap((event) => (event.type === 'assigned' ? [event.offer.owner] : []))).toEqual([
    'ana',
    'ruth',
  ])
})

describe('what is no change', () => {
  const owners = async (lead: Awaited<ReturnType<typeof openedLead>>) =>
    (await lead.events()).flatMap((event) => (event.type === 'assigned' ? [event.offer.owner] : []))

  test('the echo of our own write, by whatever address the CRM calls the owner', async () => {
    const lead = await openedLead(world)
    await tellHook(world, lead.workspace, lead.ref)
    await world.sweep()
    await lead.give({ ownerEmail: 'a.sousa@private.example', ownerLogin: 'ANA@example.com', ownerName: 'Ana' })
    await world.sweep()
    expect(await owners(lead)).toEqual(['ana'])
    expect((await lead.seen()).crmOwner).toBeNull()
  })

  test('the same told again', async () => {
    const lead = await openedLead(world)
    await lead.give(TO_DANA)
    await world.sweep()
    await tellHook(world, lead.workspace, lead.ref)
    await world.sweep()
    expect(await owners(lead)).toEqual(['ana', 'dana'])
  })

  test('an owner whom the CRM’s own rules set before Baton first wrote', async () => {
    const lead = await openedLead(world, { record: TO_DANA })
    expect(await owners(lead)).toEqual(['ana'])
    expect(world.crm.ownerOf(lead.ref)).toBe('ana@example.com')
  })
})
