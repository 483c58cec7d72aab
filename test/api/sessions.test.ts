import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppRouter } from '../../server/api/router.ts'
import { createSignInLink } from '../../server/actions/signIn.ts'
import { type Running, signInAs, startRunning } from '../support/running.ts'

let running: Running
beforeAll(async () => {
  running = await startRunning()
})
afterAll(() => running.close())

const client = (access?: string) =>
  createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${running.server.url}/trpc`,
        headers: access === undefined ? {} : { authorization: `Bearer ${access}` },
      }),
    ],
  })

const refusal = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return error instanceof TRPCClientError ? error.data.problem.type : null
}

test('a link signs in once, whoever comes second is refused', async () => {
  const { id } = await running.world.workspace()
  const token = await running.world.read(id, (tx) => createSignInLink(running.world.env, tx, 'ana', 'sign_in'))
  const answers = await Promise.allSettled([1, 2, 3].map(() => client().auth.redeem.mutate({ token, device: 'test' })))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await refusal(client().auth.redeem.mutate({ token, device: 'test' }))).toBe('urn:baton:problem:signed-out')
})

test('an expired link is refused', async () => {
  await running.world.at('2026-11-23T10:00:00Z')
  const { id } = await running.world.workspace()
  const token = await running.world.read(id, (tx) => createSignInLink(running.world.env, tx, 'ana', 'sign_in'))
  await running.world.fastForward('8 days')
  expect(await refusal(client().auth.redeem.mutate({ token, device: 'test' }))).toBe('urn:baton:problem:signed-out')
})

test('a rotation repeated within a minute gives the same pair; an old token that comes back later ends the family', async () => {
  const { id } = await running.world.workspace()
  const { tokens } = await signInAs(running.world, id, 'ana')
  const [first, again] = await Promise.all([1, 2].map(() => client().auth.refresh.mutate({ refresh: tokens.refresh })))
  expect(again).toEqual(first)
  expect(first?.refresh).not.toBe(tokens.refresh)
  expect((await client(first?.access).me.query()).person.name).toBe('Ana Sousa')
  await running.world.fastForward('2 minutes')
  expect(await refusal(client().auth.refresh.mutate({ refresh: tokens.refresh }))).toBe('urn:baton:problem:signed-out')
  expect(await refusal(client(first?.access).me.query())).toBe('urn:baton:problem:signed-out')
})

test('an access token ends after a quarter of an hour and with signing out', async () => {
  const { id } = await running.world.workspace()
  const { tokens } = await signInAs(running.world, id, 'ana')
  expect((await client(tokens.access).me.query()).workspace.id).toBe(id)
  await client().auth.signOut.mutate({ refresh: tokens.refresh })
  expect(await refusal(client(tokens.access).me.query())).toBe('urn:baton:problem:signed-out')
  const later = await signInAs(running.world, id, 'ana')
  await running.world.fastForward('16 minutes')
  expect(await refusal(client(later.tokens.access).me.query())).toBe('urn:baton:problem:signed-out')
})

test('without a session nothing is answered but the way to get one', async () => {
  expect(await refusal(client().queue.mine.query())).toBe('urn:baton:problem:signed-out')
  expect(await refusal(client('w1.aaaaaaaaaaaaaaaaaaaaaaaaaa').queue.mine.query())).toBe('urn:baton:problem:signed-out')
})
