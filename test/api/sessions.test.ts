import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf, problemOf } from '../support/lives.ts'
import { type Running, signInAs, startRunning } from '../support/running.ts'

let running: Running
beforeAll(async () => {
  running = await startRunning()
})
afterAll(() => running.close())

const SIGNED_OUT = 'urn:baton:problem:signed-out'
const client = (access?: string) => clientOf(running.server.url, access)
const refusal = (promise: Promise<unknown>) => promise.then(() => null, problemOf)

test('a rotation repeated within a minute gives the same pair; an old token that comes back later ends the family', async () => {
  const { id } = await running.world.workspace()
  const { tokens } = await signInAs(running.world, id, 'ana')
  const [first, again] = await Promise.all([1, 2].map(() => client().auth.refresh.mutate({ refresh: tokens.refresh })))
  expect(again).toEqual(first)
  expect(first?.refresh).not.toBe(tokens.refresh)
  expect((await client(first?.access).me.query()).person.name).toBe('Ana Sousa')
  await running.world.fastForward('2 minutes')
  expect(await refusal(client().auth.refresh.mutate({ refresh: tokens.refresh }))).toBe(SIGNED_OUT)
  expect(await refusal(client(first?.access).me.query())).toBe(SIGNED_OUT)
})

test('of twenty rotations at once each gives the same pair, and one row of each token is kept', async () => {
  const { id } = await running.world.workspace()
  const { tokens } = await signInAs(running.world, id, 'ana')
  const rotate = () => client().auth.refresh.mutate({ refresh: tokens.refresh })
  const pairs = await Promise.all(Array.from({ length: 20 }, rotate))
  expect(new Set(pairs.map((pair) => JSON.stringify(pair))).size).toBe(1)
  const kept = await running.world.read(id, ({ db }) => db.execute(`select 1 from tokens`))
  expect((kept as unknown as { rows: unknown[] }).rows).toHaveLength(4)
})

test('an access token ends after a quarter of an hour and with signing out', async () => {
  const { id } = await running.world.workspace()
  const { tokens } = await signInAs(running.world, id, 'ana')
  expect((await client(tokens.access).me.query()).workspace.id).toBe(id)
  await client().auth.signOut.mutate({ refresh: tokens.refresh })
  expect(await refusal(client(tokens.access).me.query())).toBe(SIGNED_OUT)
  const later = await signInAs(running.world, id, 'ana')
  await running.world.fastForward('16 minutes')
  expect(await refusal(client(later.tokens.access).me.query())).toBe(SIGNED_OUT)
})

test('signing out everywhere ends each session of the caller, and nobody else’s', async () => {
  const { id } = await running.world.workspace()
  const [one, other, dana] = await Promise.all(['ana', 'ana', 'dana'].map((who) => signInAs(running.world, id, who)))
  await client(one?.tokens.access).auth.signOutEverywhere.mutate()
  for (const session of [one, other]) {
    expect(await refusal(client(session?.tokens.access).me.query())).toBe(SIGNED_OUT)
    expect(await refusal(client().auth.refresh.mutate({ refresh: session?.tokens.refresh ?? '' }))).toBe(SIGNED_OUT)
  }
  expect((await client(dana?.tokens.access).me.query()).person.id).toBe('dana')
})

test('without a session nothing is answered but the way to get one', async () => {
  expect(await refusal(client().queue.mine.query())).toBe(SIGNED_OUT)
  expect(await refusal(client('w1.aaaaaaaaaaaaaaaaaaaaaaaaaa').queue.mine.query())).toBe(SIGNED_OUT)
})
