import { afterAll, beforeAll, expect, test } from 'vitest'
import { reassign } from '../../server/actions/reassign.ts'
import { insertAbsence } from '../../server/store/people.ts'
import { lead, leadRef, press } from '../support/builders.ts'
import { atPoint } from '../support/point.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('a manager gives it to somebody in particular: who is away is offered last, and the buyer’s deadline stays', async () => {
  const point = await atPoint(world, lead(leadRef()))
  const id = await point.signals('demo_request', { fields: { message: 'A demo for 40 depots, please' } })
  const now = await world.now()
  await world.read(point.workspace, (tx) =>
    insertAbsence(tx, { personId: 'dana', fromAt: now - 1_000, untilAt: now + 86_400_000 }),
  )
  const before = await point.one('max', id)
  expect(before.owner.id).toBe('ana')
  expect(before.may).toContain('reassign')
  expect(before.colleagues.at(0)?.id).toBe('max')
  expect(before.colleagues.at(-1)?.id).toBe('dana')
  const gives = (person: string, to: string) =>
    reassign(world.env, point.as(person), { ...press(id), to, note: 'She knows their region' })
  expect(await gives('dana', 'dana')).toMatchObject({ refusal: 'not_manager' })
  expect(await gives('max', 'mia')).toMatchObject({ refusal: 'nobody_left' })
  expect(await gives('max', 'dana')).toEqual({ outcome: 'done' })
  const after = await point.one('dana', id)
  expect(after).toMatchObject({ mine: true, state: 'offered', why: { reason: 'reassigned' } })
  const touch = (view: typeof after) => view.clocks.find(({ kind }) => kind === 'touch')?.dueAt
  expect(touch(after)).toBe(touch(before))
})
