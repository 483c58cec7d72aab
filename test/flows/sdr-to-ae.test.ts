import { afterAll, beforeAll, expect, test } from 'vitest'
import { lead, leadRef } from '../support/builders.ts'
import { atPoint } from '../support/point.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const FORM = {
  problem: 'Depots are planned by hand',
  qualification: 'Budget is there, she decides',
  meeting: 'Thursday at ten, forty minutes',
  next_step: 'Show night routes',
}

test('an SDR hands over what they learned; the AE takes it up, meets the buyer, and the outcome in the CRM completes it', async () => {
  const point = await atPoint(world, lead(leadRef()))
  const { qualification: _, ...half } = FORM
  expect(await point.handsOff('ana', 'sdr_to_ae', half)).toEqual({
    outcome: 'refused',
    refusal: 'missing_context',
    items: ['qualification'],
  })
  const handed = await point.handsOff('ana', 'sdr_to_ae', FORM)
  if (handed.outcome !== 'done' || handed.handoffId === undefined) throw new Error(JSON.stringify(handed))
  const id = handed.handoffId
  const seen = await point.one('sam', id)
  expect(seen).toMatchObject({ byHand: true, sender: { name: 'Ana Sousa' }, missing: [], state: 'offered' })
  expect(['sam', 'eve']).toContain(seen.owner.id)
  const ae = seen.owner.id
  expect(seen.context.find(({ item }) => item === 'problem')?.lines[0]).toMatchObject({
    text: FORM.problem,
    provenance: { from: 'person', by: 'Ana Sousa' },
  })
  expect(await point.accepts(ae, id)).toEqual({ outcome: 'done' })
  expect(await point.calls(ae, id)).toEqual({ outcome: 'done' })
  await point.crm.logs(point.ref, ae, { kind: 'meeting' })
  expect(await point.one(ae, id)).toMatchObject({ state: 'touched', completed: null })
  await point.crm.logs(point.ref, ae, { kind: 'meeting', outcome: 'Wants a proposal' })
  expect(await point.one(ae, id)).toMatchObject({
    state: 'completed',
    completed: { name: 'First meeting held, with an outcome' },
  })
  expect(await point.types(id)).toEqual([
    'opened',
    'assigned',
    'accepted',
    'touched',
    'corroborated',
    'evidence_seen',
    'completed',
  ])
})

test('nobody takes it up: the owner is reminded, the manager told, and the backup has it, while the buyer’s deadline stays', async () => {
  const point = await atPoint(world, lead(leadRef()))
  const handed = await point.handsOff('ana', 'sdr_to_ae', FORM)
  if (handed.outcome !== 'done' || handed.handoffId === undefined) throw new Error(JSON.stringify(handed))
  const id = handed.handoffId
  const before = await point.one('gus', id)
  const touchDue = before.clocks.find(({ kind }) => kind === 'touch')?.dueAt
  await world.fastForward('8 minutes')
  await world.fastForward('8 minutes')
  await world.fastForward('16 minutes')
  const after = await point.one('gus', id)
  expect(after.owner.id).toBe(before.backup?.id)
  expect(after.clocks.find(({ kind }) => kind === 'touch')?.dueAt).toBe(touchDue)
  expect((await point.types(id)).filter((type) => type !== 'opened')).toEqual([
    'assigned',
    'reminded',
    'breached',
    'alerted',
    'reminded',
    'expired',
    'assigned',
  ])
})
