import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addAbsence, endAbsence, setPaused, viewAvailability } from '../../server/actions/availability.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import { demoRequest, lead, leadRef } from '../support/builders.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
beforeEach(() => world.at('2026-11-23T10:00:00Z'))
afterAll(() => world.close())

let count = 0
const office = async () => {
  const { id, as } = await world.workspace()
  const next = async (email = `buyer${(count += 1)}@company${count}.example`) => {
    const ref = leadRef()
    const buyer = { name: email, email }
    world.crm.put(lead(ref, { buyer }))
    await receiveSignal(world.env, id, demoRequest(ref, { buyer }))
    await world.fastForward('1 second')
    return (await viewRecord(world.env, as('ruth'), ref)).handoff?.owner.id
  }
  return { as, next }
}

test('days away: nothing comes by turn, the named account’s backup stands in, and afterwards all is as it was', async () => {
  const { as, next } = await office()
  await addAbsence(world.env, as('ana'), { from: '2026-11-23T00:00:00Z', until: '2026-11-24T00:00:00Z' })
  expect([await next(), await next()]).toEqual(['dana', 'dana'])
  expect(await next('maria@nordlys.com')).toBe('dana')
  await endAbsence(world.env, as('ana'), '2026-11-23T00:00:00Z')
  expect([await next(), await next()].toSorted()).toEqual(['ana', 'dana'])
})

test('spans that touch become one; what is over is not shown; taking one away twice is once', async () => {
  const { as } = await office()
  const add = (from: string, until: string) =>
    addAbsence(world.env, as('ana'), { from: `2026-${from}T00:00:00Z`, until: `2026-${until}T00:00:00Z` })
  await add('12-07', '12-12')
  await add('12-21', '12-25')
  await add('12-24', '12-31')
  expect(await add('12-12', '12-14')).toEqual({
    absences: [
      { from: '2026-12-07T00:00:00.000Z', until: '2026-12-14T00:00:00.000Z' },
      { from: '2026-12-21T00:00:00.000Z', until: '2026-12-31T00:00:00.000Z' },
    ],
    paused: false,
  })
  await world.at('2026-12-15T10:00:00Z')
  const [left] = (await viewAvailability(world.env, as('ana'))).absences
  const gone = await Promise.all([1, 2].map(() => endAbsence(world.env, as('ana'), left?.from ?? '')))
  expect(gone).toEqual([1, 2].map(() => ({ absences: [], paused: false })))
})

test('whoever is paused gets nothing by turn until they say so again', async () => {
  const { as, next } = await office()
  expect(await setPaused(world.env, as('dana'), true)).toEqual({ absences: [], paused: true })
  expect([await next(), await next()]).toEqual(['ana', 'ana'])
  await setPaused(world.env, as('dana'), false)
  expect([await next(), await next()].toSorted()).toEqual(['ana', 'dana'])
})
