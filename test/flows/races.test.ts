import { afterAll, beforeAll, expect, test } from 'vitest'
import { accept } from '../../server/actions/accept.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { eventsOf } from '../../server/store/handoffs.ts'
import { demoRequest, lead, leadRef, press } from '../support/builders.ts'
import { createWorld, type World } from '../support/world.ts'

const ROUNDS = 500

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

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

test(
  `owner and backup accept at once, ${ROUNDS} rounds: one winner each, the other is told by whom`,
  { timeout: 300_000 },
  async () => {
    const { id, as } = await world.workspace()
    const wins: Record<string, number> = { ana: 0, dana: 0 }
    for (let round = 0; round < ROUNDS; round += 1) {
      const ref = leadRef()
      world.crm.put(lead(ref))
      const { handoffId = '' } = await receiveSignal(world.env, id, demoRequest(ref))
      const inTurn = round % 2 === 0 ? ['ana', 'dana'] : ['dana', 'ana']
      const answers = await Promise.all(
        inTurn.map(async (person) => ({ person, answer: await accept(world.env, as(person), press(handoffId)) })),
      )
      const winners = answers.filter(({ answer }) => answer.outcome === 'done').map(({ person }) => person)
      expect(winners).toHaveLength(1)
      const [winner = ''] = winners
      const loser = answers.find(({ person }) => person !== winner)
      expect(loser?.answer).toMatchObject({ outcome: 'refused', refusal: 'taken', by: { id: winner } })
      const accepted = (await world.read(id, (tx) => eventsOf(tx, handoffId))).filter(({ type }) => type === 'accepted')
      expect(accepted).toMatchObject([{ by: winner }])
      wins[winner] = (wins[winner] ?? 0) + 1
    }
    console.info(`accept races: ${JSON.stringify(wins)}`)
    for (const person of ['ana', 'dana']) expect(wins[person]).toBeGreaterThanOrEqual(ROUNDS * 0.05)
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
