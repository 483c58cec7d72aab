import { afterAll, beforeAll, expect, test } from 'vitest'
import { accept } from '../../server/actions/accept.ts'
import { decline } from '../../server/actions/decline.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import type { NewWorkspace } from '../../server/actions/setUpWorkspace.ts'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import { defaultPlaybook, officeHours } from '../../server/domain/defaultPlaybook.ts'
import { eventsOf } from '../../server/store/handoffs.ts'
import { demoRequest, lead, leadRef, press } from '../support/builders.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** Maria of Nordlys asks for a demo on a Monday at 10:00; the account is Ana's, with Dana behind her. */
const offered = async (overrides: Partial<NewWorkspace> = {}) => {
  await world.at('2026-11-23T10:00:00Z')
  const { id, as } = await world.workspace(overrides)
  const ref = leadRef()
  world.crm.put(lead(ref))
  const { handoffId = '' } = await receiveSignal(world.env, id, demoRequest(ref))
  const view = async (person: string) => (await viewRecord(world.env, as(person), ref)).handoff
  const no = (person: string, reason: 'conflict' | 'no_time', note?: string) =>
    decline(world.env, as(person), { ...press(handoffId), reason, ...(note === undefined ? {} : { note }) })
  const events = () => world.read(id, (tx) => eventsOf(tx, handoffId))
  return { id, as, ref, handoffId, view, no, events }
}

test('a decline passes it on to the next with its reason, and the buyer keeps waiting on the same clock', async () => {
  const { view, no, ref } = await offered()
  const before = await view('ana')
  await world.fastForward('4 minutes')
  expect(await no('ana', 'conflict', 'My brother works there')).toEqual({ outcome: 'done' })
  const after = await view('dana')
  expect(after).toMatchObject({
    state: 'offered',
    mine: true,
    owner: { name: 'Dana Berg' },
    why: { reason: 'passed_on', instead: { name: 'Ana Sousa' } },
  })
  expect(after?.buyerSince).toBe(before?.buyerSince)
  const dueAt = (view: typeof before, kind: string) =>
    view?.clocks.find((clock) => clock.kind === kind)?.dueAt.slice(11, 16)
  expect([dueAt(before, 'accept'), dueAt(after, 'accept')]).toEqual(['10:15', '10:19'])
  expect(dueAt(after, 'touch')).toBe(dueAt(before, 'touch'))
  expect(after?.history.find(({ kind }) => kind === 'declined')).toMatchObject({
    by: { name: 'Ana Sousa' },
    detail: 'conflict',
  })
  await world.sweep()
  const owners = world.crm.effects
    .filter((effect) => effect.ref.id === ref.id && effect.write.kind === 'owner')
    .map(({ write }) => write)
  expect(owners).toEqual([
    { kind: 'owner', ownerEmail: 'ana@example.com' },
    { kind: 'owner', ownerEmail: 'dana@example.com' },
  ])
})

test('it never comes back to anybody who declined or let it pass, until nobody is left and the last one keeps it', async () => {
  const { view, no, events } = await offered()
  expect(await no('ana', 'no_time')).toEqual({ outcome: 'done' })
  await world.fastForward('31 minutes')
  const owners = async () => (await events()).flatMap((event) => (event.type === 'assigned' ? [event.offer.owner] : []))
  expect((await owners()).slice(0, 2)).toEqual(['ana', 'dana'])
  const third = (await view('ruth'))?.owner.id ?? ''
  expect(['ana', 'dana']).not.toContain(third)
  expect(await no(third, 'no_time')).toMatchObject({ outcome: 'done' })
  const last = (await view('ruth'))?.owner.id ?? ''
  expect(await no(last, 'no_time')).toEqual({ outcome: 'refused', refusal: 'nobody_left' })
  expect(await view(last)).toMatchObject({ mine: true, state: 'offered' })
  expect((await view(last))?.backup).toBeNull()
  const all = await owners()
  expect(new Set(all).size).toBe(all.length)
  await world.fastForward('60 minutes')
  expect((await view(last))?.owner.id).toBe(last)
  expect(await owners()).toEqual(all)
})

test('with nobody else there a decline is refused, and the owner keeps it with clock and backup as they were', async () => {
  const alone = [
    {
      id: 'ruth',
      name: 'Ruth Adeyemi',
      email: 'ruth@example.com',
      role: 'admin' as const,
      teamId: null,
      calendarId: 'office',
    },
  ]
  const playbook = defaultPlaybook({
    calendars: [officeHours('office', 'UTC')],
    pool: { id: 'sdr', name: 'SDRs', members: [{ person: 'ruth', weight: 1 }] },
    catchAll: 'ruth',
  })
  const { view, no, events } = await offered({ people: alone, teams: [], accounts: [], playbook })
  const before = await events()
  expect(await no('ruth', 'conflict')).toEqual({ outcome: 'refused', refusal: 'nobody_left' })
  expect(await events()).toEqual(before)
  expect(await view('ruth')).toMatchObject({ mine: true, state: 'offered', backup: null })
})

test('only the owner can decline, and what is accepted is no longer declined', async () => {
  const { as, handoffId, no, events } = await offered()
  expect(await no('dana', 'no_time')).toMatchObject({ outcome: 'refused', refusal: 'not_owner', by: { id: 'ana' } })
  expect(await accept(world.env, as('ana'), press(handoffId))).toEqual({ outcome: 'done' })
  expect(await no('ana', 'no_time')).toMatchObject({ outcome: 'refused', refusal: 'already_accepted' })
  expect(await no('dana', 'no_time')).toMatchObject({ outcome: 'refused', refusal: 'taken', by: { id: 'ana' } })
  expect((await events()).map(({ type }) => type)).toEqual(['opened', 'assigned', 'accepted'])
})

test('the note of a decline is kept apart from the events', async () => {
  const { no, events } = await offered()
  await no('ana', 'conflict', 'My brother works there')
  expect(JSON.stringify(await events())).not.toContain('brother')
  expect((await events()).find(({ type }) => type === 'declined')).toMatchObject({
    reason: 'conflict',
    noteId: expect.any(String),
  })
})

test('a late decline is late: the breach stands before it', async () => {
  const { no, events } = await offered()
  await world.at('2026-11-23T10:16:00Z')
  expect(await no('ana', 'no_time')).toEqual({ outcome: 'done' })
  expect((await events()).map(({ type }) => type)).toEqual(['opened', 'assigned', 'breached', 'declined', 'assigned'])
})

test('a named owner who is away is stood in for by their backup', async () => {
  const until = Date.parse('2026-11-30T09:00:00Z')
  const { view } = await offered({
    absences: [{ personId: 'ana', fromAt: Date.parse('2026-11-20T17:00:00Z'), untilAt: until }],
  })
  const seen = await view('dana')
  expect(seen).toMatchObject({
    mine: true,
    owner: { name: 'Dana Berg' },
    why: { reason: 'named_account', name: 'Nordlys Logistics', instead: { name: 'Ana Sousa' } },
  })
  expect(Date.parse(seen?.why.instead?.awayUntil ?? '')).toBe(until)
  expect(seen?.backup?.name).not.toBe('Ana Sousa')
  expect(seen?.receipt.steps[0]?.candidates).toMatchObject([
    { person: { name: 'Ana Sousa' }, reason: 'away' },
    { person: { name: 'Dana Berg' }, reason: 'chosen' },
  ])
})
