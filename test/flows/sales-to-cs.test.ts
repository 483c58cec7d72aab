import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../../server/actions/ask.ts'
import { giveContext } from '../../server/actions/giveContext.ts'
import { press } from '../support/builders.ts'
import { fjord } from '../support/crew.ts'
import { atPoint } from '../support/point.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const LIST = {
  promised_outcomes: 'Ten per cent fewer kilometres by June',
  scope: 'Route planning for forty depots',
  risks: 'None known',
  stakeholders: 'Nils decides, the depots use it',
}

test('a deal is won without its checklist: success asks, sales answers, and the kick-off completes it', async () => {
  const point = await atPoint(world, fjord('deal', { ownerEmail: 'sam@example.com' }))
  await point.answer('sam')
  await point.crm.moves(point.ref, 'sam', 'Closed won')
  const view = await point.seen('cora')
  expect(view).toMatchObject({ mine: true, sender: { name: 'Sam Ode' }, missing: Object.keys(LIST) })
  const items = ['promised_outcomes', 'scope', 'risks', 'stakeholders']
  expect(await ask(world.env, point.as('cora'), { ...press(view.id), items, giveBack: true })).toEqual({
    outcome: 'done',
  })
  expect(await point.seen('sam')).toMatchObject({
    state: 'returned',
    asks: [{ by: { name: 'Cora Blom' }, to: { name: 'Sam Ode' } }],
    clocks: [{ kind: 'touch' }],
  })
  const { risks: _, ...half } = LIST
  const gives = (values: Record<string, string>) =>
    giveContext(world.env, point.as('sam'), { ...press(view.id), values })
  expect(await gives(half)).toEqual({ outcome: 'done' })
  expect(await point.seen('sam')).toMatchObject({ state: 'returned', missing: ['risks'] })
  expect(await gives({ risks: LIST.risks })).toEqual({ outcome: 'done' })
  expect(await point.seen('cora')).toMatchObject({
    state: 'offered',
    missing: [],
    owner: { name: 'Cora Blom' },
    why: { reason: 'resubmitted' },
    asks: [],
  })
  expect(await point.accepts('cora', view.id)).toEqual({ outcome: 'done' })
  expect(await point.calls('cora', view.id)).toEqual({ outcome: 'done' })
  await point.crm.logs(point.ref, 'cora', { kind: 'meeting' })
  expect(await point.seen('cora')).toMatchObject({ state: 'completed', completed: { name: 'Kick-off held' } })
})

test('sales does not answer: after half of the window that remained their manager is asked', async () => {
  const point = await atPoint(world, fjord('deal', { ownerEmail: 'sam@example.com' }))
  await point.answer('sam')
  await point.crm.moves(point.ref, 'sam', 'Closed won')
  const { id, clocks } = await point.seen('cora')
  const touch = clocks.find(({ kind }) => kind === 'touch')
  await ask(world.env, point.as('cora'), { ...press(id), items: ['scope'], giveBack: false })
  await point.accepts('cora', id, 'They wait for a date')
  const [asked] = (await point.seen('sam')).asks
  const now = await world.now()
  const half = (Date.parse(touch?.dueAt ?? '') - now) / 2
  expect(Math.abs(Date.parse(asked?.dueAt ?? '') - now - half)).toBeLessThan(10_000)
  await world.fastForward('31 minutes')
  const view = await point.seen('gus')
  expect(view.history).toContainEqual(
    expect.objectContaining({ kind: 'ask_escalated', to: { id: 'gus', name: 'Gus Hart' } }),
  )
  expect(view.owner.name).toBe('Cora Blom')
})
