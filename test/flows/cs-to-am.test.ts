import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeHandoff } from '../../server/actions/closeHandoff.ts'
import { tellEvidence } from '../../server/actions/tellEvidence.ts'
import { press } from '../support/builders.ts'
import { fjord } from '../support/crew.ts'
import { atPoint } from '../support/point.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('a customer’s health drops: the account manager talks to them, and says what no CRM tells', async () => {
  const point = await atPoint(world, fjord('company', { stage: 'Customer' }))
  const id = await point.signals('health_score_dropped', {
    fields: { score: 41, reason: 'Two depots stopped using it' },
  })
  expect(await point.seen('alma')).toMatchObject({ mine: true, tier: 'high' })
  await point.accepts('alma', id)
  await point.calls('alma', id)
  const tells = (evidence: string) =>
    tellEvidence(world.env, point.as('alma'), { ...press(id), evidence, note: 'Training in both depots' })
  expect(await tells('opportunity')).toMatchObject({ refusal: 'not_by_hand' })
  expect(await tells('plan_agreed')).toEqual({ outcome: 'done' })
  expect(await point.seen('alma')).toMatchObject({
    state: 'completed',
    completed: { name: 'Renewal, expansion or recovery plan agreed' },
  })
})

test('a renewal comes up ninety days ahead, by the server’s own calendar, once', async () => {
  const point = await atPoint(world, fjord('company', { stage: 'Customer', fields: { renewal_date: '2027-02-23' } }))
  await point.answer('alma')
  expect((await point.answer('alma')).handoff).toBeNull()
  await world.fastForward('2 days')
  const { handoff } = await point.answer('alma')
  expect(handoff).toMatchObject({ trigger: 'Renewal in 90 days', tier: 'medium', mine: true })
  await world.fastForward('1 day')
  expect((await point.types(handoff?.id ?? '')).filter((type) => type === 'joined')).toEqual([])
})

test('«ask us in January» is dated and no breach; on that day it is there again, and stalls like any other', async () => {
  const point = await atPoint(world, fjord('company', { stage: 'Customer' }))
  const id = await point.signals('expansion_interest', { fields: { message: 'More depots next year' } })
  await point.accepts('alma', id)
  const later = { ...press(id), reason: 'asked_for_later' as const }
  expect(await closeHandoff(world.env, point.as('alma'), later)).toMatchObject({ refusal: 'needs_date' })
  expect(
    await closeHandoff(world.env, point.as('alma'), { ...later, ...press(id), until: '2026-12-01T09:00:00Z' }),
  ).toEqual({
    outcome: 'done',
  })
  await world.at('2026-11-30T10:00:00Z')
  await world.sweep()
  expect(await point.seen('alma')).toMatchObject({
    state: 'closed',
    clocks: [],
    closed: { until: '2026-12-01T09:00:00.000Z' },
  })
  await world.at('2026-12-01T09:01:00Z')
  await world.sweep()
  expect(await point.seen('alma')).toMatchObject({ state: 'offered', cycle: 2, buyerSince: '2026-12-01T09:00:00.000Z' })
  expect(await point.types(id)).not.toContain('breached')
  await world.fastForward('3 hours')
  await world.fastForward('2 hours')
  expect(await point.types(id)).toEqual(expect.arrayContaining(['reminded', 'breached', 'alerted']))
})
