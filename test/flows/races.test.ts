import { createTRPCClient, httpLink } from '@trpc/client'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accept } from '../../server/actions/accept.ts'
import { keepRecord } from '../../server/actions/keepRecord.ts'
import type { AppRouter } from '../../server/api/router.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { eventsOf } from '../../server/store/handoffs.ts'
import { rowsOf } from '../../server/store/query.ts'
import { inWorkspace } from '../../server/store/transaction.ts'
import { demoRequest, lead, leadRef, press } from '../support/builders.ts'
import { type Running, signInAs, startRunning } from '../support/running.ts'
import type { World } from '../support/world.ts'

const ROUNDS = 500

let running: Running
let world: World
beforeAll(async () => {
  running = await startRunning()
  world = running.world
})
afterAll(() => running.close())

const clientFor = async (workspace: string, person: string) => {
  const { tokens } = await signInAs(world, workspace, person)
  const headers = { authorization: `Bearer ${tokens.access}` }
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${running.server.url}/trpc`, headers })] })
}

test('the same signal five times at once makes one handoff', async () => {
  await world.at('2026-11-23T10:00:00Z')
  const { id } = await world.workspace()
  const ref = leadRef()
  world.crm.put(lead(ref))
  const signal = demoRequest(ref)
  const answers = await Promise.all(Array.from({ length: 5 }, () => receiveSignal(world.env, id, signal)))
  expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual([
    'duplicate',
    'duplicate',
    'duplicate',
    'duplicate',
    'opened',
  ])
  expect(new Set(answers.map(({ handoffId }) => handoffId)).size).toBe(1)
})

test('different signals for one record at once open one handoff, and the rest joins it', async () => {
  const { id } = await world.workspace()
  const ref = leadRef()
  world.crm.put(lead(ref))
  const answers = await Promise.all(Array.from({ length: 5 }, () => receiveSignal(world.env, id, demoRequest(ref))))
  expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(['joined', 'joined', 'joined', 'joined', 'opened'])
})

test('a record that five read at once has entered its stage once', async () => {
  const { id } = await world.workspace()
  const readers = Array.from({ length: 5 })
  for (let round = 0; round < 20; round += 1) {
    const ref = leadRef()
    const keeps = (stage: string) => () =>
      inWorkspace(world.env.database, id, 'saveRecord', (tx) => keepRecord(world.env, tx, lead(ref, { stage })))
    await keeps('New')()
    await Promise.all(readers.map(keeps('Working')))
    const told = await world.read(id, ({ db }) =>
      rowsOf(db, sql`select id from deliveries where kind = 'signal' and body->'ref'->>'id' = ${ref.id}`),
    )
    expect(told).toHaveLength(1)
  }
})

test(
  `owner and backup accept at once over HTTP, ${ROUNDS} rounds: one winner each, the other is told by whom`,
  { timeout: 300_000 },
  async () => {
    const { id } = await world.workspace()
    const clients = { ana: await clientFor(id, 'ana'), dana: await clientFor(id, 'dana') }
    const wins = { ana: 0, dana: 0 }
    let firstWon = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      const ref = leadRef()
      world.crm.put(lead(ref))
      const { handoffId = '' } = await receiveSignal(world.env, id, demoRequest(ref))
      const inTurn = Math.random() < 0.5 ? (['ana', 'dana'] as const) : (['dana', 'ana'] as const)
      const answers = await Promise.all(
        inTurn.map(async (person) => ({
          person,
          answer: await clients[person].handoffs.accept.mutate(press(handoffId)),
        })),
      )
      const winners = answers.filter(({ answer }) => answer.outcome === 'done').map(({ person }) => person)
      expect(winners).toHaveLength(1)
      const [winner = 'ana'] = winners
      const loser = answers.find(({ person }) => person !== winner)
      expect(loser?.answer).toMatchObject({ outcome: 'refused', refusal: 'taken', by: { id: winner } })
      const accepted = (await world.read(id, (tx) => eventsOf(tx, handoffId))).filter(({ type }) => type === 'accepted')
      expect(accepted).toMatchObject([{ by: winner }])
      wins[winner] += 1
      if (winner === inTurn[0]) firstWon += 1
    }
    console.info(`accept races: won ${JSON.stringify(wins)}; ${firstWon} of ${ROUNDS} by the one that was sent first`)
    for (const person of ['ana', 'dana'] as const) expect(wins[person]).toBeGreaterThanOrEqual(ROUNDS * 0.05)
  },
)

test('two presses with one key are one act, and the second is answered like the first', async () => {
  const { id, as } = await world.workspace()
  const ref = leadRef()
  world.crm.put(lead(ref))
  const { handoffId = '' } = await receiveSignal(world.env, id, demoRequest(ref))
  const once = press(handoffId)
  const answers = await Promise.all([accept(world.env, as('ana'), once), accept(world.env, as('ana'), once)])
  expect(answers).toEqual([{ outcome: 'done' }, { outcome: 'done' }])
  expect(
    (await world.read(id, (tx) => eventsOf(tx, handoffId))).filter(({ type }) => type === 'accepted'),
  ).toHaveLength(1)
})
