import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideApproval } from '../../server/actions/decideApproval.ts'
import { viewQueue } from '../../server/actions/viewQueue.ts'
import { press } from '../support/builders.ts'
import { fjord } from '../support/crew.ts'
import { atPoint } from '../support/point.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const form = (more: Record<string, string> = {}) => ({
  amount: '150000',
  discount: '10',
  terms: 'standard',
  deadline: '2026-12-01',
  ...more,
})

const handedOver = async (more: Record<string, string> = {}) => {
  const point = await atPoint(world, fjord('deal', { ownerEmail: 'sam@example.com' }))
  const handed = await point.handsOff('sam', 'ae_to_deal_desk', form(more))
  if (handed.outcome !== 'done' || handed.handoffId === undefined) throw new Error(JSON.stringify(handed))
  const id = handed.handoffId
  const decides = (person: string, approve: boolean, note?: string) =>
    decideApproval(world.env, point.as(person), { ...press(id), approve, ...(note === undefined ? {} : { note }) })
  const owner = (await point.one('sam', id)).owner.id
  return { point, id, owner, decides }
}

test('a large deal is approved by finance, then by legal; all of the desk see it, one owns it, and it completes', async () => {
  const { point, id, owner, decides } = await handedOver()
  expect((await point.one('lena', id)).approval).toMatchObject({
    name: 'Large deal or deep discount',
    order: 'serial',
    steps: [
      { name: 'Finance', person: { name: 'Finn Adair' }, turn: true },
      { name: 'Legal', person: { name: 'Lena Voss' }, turn: false },
    ],
  })
  for (const person of ['lena', 'finn', 'pete'].filter((each) => each !== owner)) {
    const { shared } = await viewQueue(world.env, point.as(person))
    expect(shared).toMatchObject([{ name: 'Deal desk', rows: [{ id }] }])
  }
  expect(await point.accepts(owner, id)).toEqual({ outcome: 'done' })
  await point.calls(owner, id)
  expect(await decides('lena', true)).toMatchObject({ refusal: 'not_your_turn', by: { name: 'Finn Adair' } })
  expect(await decides('sam', true)).toMatchObject({ refusal: 'not_approver' })
  expect(await decides('finn', true)).toEqual({ outcome: 'done' })
  expect(await point.one(owner, id)).toMatchObject({ state: 'touched' })
  expect(await decides('lena', true)).toEqual({ outcome: 'done' })
  expect(await point.one(owner, id)).toMatchObject({
    state: 'completed',
    completed: { name: 'Approved, or rejected with a reason' },
  })
})

test('the buyer’s own paper is looked at side by side, and one no with a reason decides', async () => {
  const { point, id, owner, decides } = await handedOver({ amount: '20000', terms: 'their paper', discount: '12' })
  expect((await point.one('finn', id)).approval).toMatchObject({
    order: 'parallel',
    steps: [{ turn: true }, { turn: true }],
  })
  await point.accepts(owner, id)
  await point.calls(owner, id)
  expect(await decides('finn', false)).toMatchObject({ refusal: 'needs_reason' })
  expect(await decides('finn', false, 'No liability cap')).toEqual({ outcome: 'done' })
  expect(await decides('lena', true)).toMatchObject({ refusal: 'already_decided' })
  expect(await point.one('sam', id)).toMatchObject({
    state: 'completed',
    approval: { steps: [{ verdict: null }, { verdict: 'rejected', note: 'No liability cap' }] },
  })
})

test('a request that nobody on the desk takes up goes on to the next of them, and their manager is told', async () => {
  const { point, id, owner } = await handedOver()
  for (const _ of [1, 2, 3, 4]) await world.fastForward('8 minutes')
  const view = await point.one('pete', id)
  expect(view.owner.id).not.toBe(owner)
  expect(view.history.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['reminded', 'breached', 'expired']))
})
