import { afterAll, beforeAll, expect, test } from 'vitest'
import { fjord } from '../support/crew.ts'
import { atPoint } from '../support/point.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const FORM = {
  technical_question: 'Does it read their depot system at night?',
  environment: 'SAP, and a depot system of their own',
  decision_date: '2026-12-15',
}

test('the deal enters technical validation: its form is open, the sales engineer takes it up and holds the session', async () => {
  const point = await atPoint(world, fjord('deal', { ownerEmail: 'sam@example.com' }))
  const before = await point.answer('sam')
  expect(before.gates).toMatchObject([
    { point: { id: 'ae_to_se' }, stage: { id: 'technical_validation' } },
    { point: { id: 'sales_to_cs' }, stage: { id: 'won' } },
  ])
  await point.crm.moves(point.ref, 'sam', 'Technical validation')
  const { handoff, choices } = await point.answer('sam')
  expect(handoff).toBeNull()
  expect(choices.find((choice) => choice.point.id === 'ae_to_se')).toMatchObject({ proposed: true })
  const handed = await point.handsOff('sam', 'ae_to_se', FORM)
  if (handed.outcome !== 'done' || handed.handoffId === undefined) throw new Error(JSON.stringify(handed))
  const id = handed.handoffId
  expect(await point.seen('priya')).toMatchObject({
    mine: true,
    missing: [],
    firstResponse: 'either',
    why: { reason: 'account_team' },
    sender: { name: 'Sam Ode' },
  })
  expect(await point.accepts('priya', id)).toEqual({ outcome: 'done' })
  await point.crm.logs(point.ref, 'priya', { kind: 'message' })
  expect(await point.seen('priya')).toMatchObject({ state: 'touched' })
  await point.crm.edits(point.ref, { fields: { validation_outcome: 'Passed' } })
  expect(await point.seen('priya')).toMatchObject({ state: 'completed', completed: { name: 'Validation outcome set' } })
})

test('the buyer asked for something technical: entering the stage is enough, and what is missing is asked of the AE', async () => {
  const point = await atPoint(
    world,
    fjord('deal', { ownerEmail: 'sam@example.com', fields: { technical_question: 'Does it run on our own servers?' } }),
  )
  await point.answer('sam')
  await point.crm.moves(point.ref, 'sam', 'Technical validation')
  const view = await point.seen('priya')
  expect(view).toMatchObject({ mine: true, byHand: false, sender: { name: 'Sam Ode' } })
  expect(view.missing).toEqual(expect.arrayContaining(['environment', 'decision_date']))
  expect(await point.accepts('priya', view.id)).toMatchObject({ refusal: 'needs_reason' })
  expect(await point.accepts('priya', view.id, 'They are on the phone')).toEqual({ outcome: 'done' })
})

test('nobody takes it up: the manager of the sales engineers has it after the breach', async () => {
  const point = await atPoint(world, fjord('deal', { ownerEmail: 'sam@example.com' }))
  await point.answer('sam')
  await point.handsOff('sam', 'ae_to_se', FORM)
  await world.fastForward('3 hours')
  await world.fastForward('2 hours')
  await world.fastForward('30 minutes')
  const view = await point.seen('tara')
  expect(view.owner.id).not.toBe('priya')
  expect(view.history.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['reminded', 'breached', 'expired']))
})
