import { afterAll, beforeAll, expect, test } from 'vitest'
import { companyRef, fjord } from '../support/crew.ts'
import { atPoint } from '../support/point.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const activated = (person: string) => ({
  buyer: { email: `${person}@fjord.example` },
  fields: { department: 'Operations' },
})

test('usage grows and three people of one department are new: the account manager hears of it, and an opportunity completes it', async () => {
  const point = await atPoint(world, fjord('company', { stage: 'Customer' }))
  await point.signals('usage_threshold_crossed', { fields: { metric: '120 % of the plan' } })
  await point.signals('user_activated', activated('ida'))
  await point.signals('user_activated', activated('jon'))
  expect((await point.answer('alma')).handoff).toBeNull()
  const id = await point.signals('user_activated', activated('kaj'))
  expect(await point.seen('alma')).toMatchObject({ mine: true, tier: 'medium', trigger: 'Usage grows in a department' })
  expect(await point.accepts('alma', id)).toEqual({ outcome: 'done' })
  expect(await point.calls('alma', id)).toEqual({ outcome: 'done' })
  await point.crm.edits(companyRef, {
    related: {
      opportunities: [
        {
          ref: { connection: 'crm', type: 'deal', id: 'new' },
          closed: null,
          createdAt: new Date(await world.now()).toISOString(),
        },
      ],
    },
  })
  expect(await point.seen('alma')).toMatchObject({ state: 'completed', completed: { name: 'Opportunity created' } })
})

test('the account manager is away: their backup has it, and it goes on when nobody takes it up', async () => {
  const point = await atPoint(world, fjord('company', { stage: 'Customer' }))
  const id = await point.signals('demo_request')
  for (const _ of [1, 2, 3, 4]) await world.fastForward('8 minutes')
  const view = await point.seen('hugo')
  expect(view.owner.id).not.toBe('alma')
  expect(await point.types(id)).toEqual(expect.arrayContaining(['reminded', 'breached', 'expired']))
})
