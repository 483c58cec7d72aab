import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import type { Environment } from '../../server/actions/environment.ts'
import { demoRequest } from '../support/builders.ts'
import { moveClock, startLives } from '../support/lives.ts'
import { makePlaces, type Places } from '../support/places.ts'
import { holdings } from '../support/roads.ts'
import { setStage, type Stage } from '../support/stage.ts'

const MINUTE_MS = 60_000

let places: Places
let stage: Stage
beforeAll(async () => {
  places = await makePlaces()
  stage = await setStage(await places.make(), ['late'])
})
afterAll(async () => {
  await stage?.close()
  await places?.remove()
})

/** Runs over the database while no server does. */
const between = async <T>(work: (env: Environment) => Promise<T>): Promise<T> => {
  const env = await stage.open()
  return work(env).finally(() => env.database.close())
}

/** Kills a server at what is due now; resolves to the events it left, and to those after the next server went on. */
const killedAt = async (failpoint: string, isDone: (events: string[]) => boolean) => {
  const { ref } = stage.part('late')
  const lives = startLives(stage, failpoint)
  try {
    await lives.died()
    const left = await between(async (env) => (await holdings(env, stage.workspace, ref)).events)
    const { env } = await lives.survivor()
    const after = await vi.waitFor(async () => {
      const { events } = await holdings(env, stage.workspace, ref)
      if (!isDone(events)) throw new Error(`there is only ${events.join()}`)
      return events
    }, 20_000)
    await lives.delivered()
    expect(lives.logged.filter((line) => /fault|unexpected/.test(line))).toEqual([])
    return { left, after }
  } finally {
    await lives.end()
  }
}

test('a server killed over a clock that is due reminds, breaches, alerts and hands over once each', async () => {
  const { ref } = stage.part('late')
  await between(async (env) => {
    expect(await receiveSignal(env, stage.workspace, demoRequest(ref))).toMatchObject({ outcome: 'opened' })
    await moveClock(env, 8 * MINUTE_MS)
  })
  const reminder = await killedAt('tick.beforeCommit', (events) => events.includes('reminded'))
  expect(reminder.left).toEqual(['opened', 'assigned'])
  expect(reminder.after).toEqual(['opened', 'assigned', 'reminded'])

  await between((env) => moveClock(env, 8 * MINUTE_MS))
  const breach = await killedAt('tick.afterCommit', (events) => events.includes('alerted'))
  expect(breach.left).toEqual([...reminder.after, 'breached'])
  expect(breach.after).toEqual([...breach.left, 'alerted'])

  // Now the buyer's clock is at its half too, and its reminder goes to whoever has it.
  await between((env) => moveClock(env, 15 * MINUTE_MS))
  const handOver = await killedAt('tick.beforeCommit', (events) => events.length === 8)
  expect(handOver.left).toEqual(breach.after)
  expect(handOver.after.slice(5).toSorted()).toEqual(['assigned', 'expired', 'reminded'])

  const held = await between((env) => holdings(env, stage.workspace, ref))
  expect(held.keys).toHaveLength(5)
  expect(new Set(held.keys).size).toBe(5)
  expect(held.steps.toSorted()).toEqual(held.keys.toSorted())
  expect(held.deliveries.map(({ kind, state }) => [kind, state])).toEqual([
    ['crm_write', 'done'],
    ['crm_write', 'done'],
  ])
  expect(stage.crm.effectsOn(ref).map(({ kind, key }) => [kind, key])).toEqual(
    held.deliveries.map(({ id }) => ['owner', id]),
  )
})
