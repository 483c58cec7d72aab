import { notifyManager, QueryClient, QueryObserver } from '@tanstack/react-query'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { expect, test } from 'vitest'
import { forgetOthers } from '../../extension/api/forgetOthers.ts'
import { SERVER_KEY } from '../../extension/api/server.ts'
import type { WorkerRouter } from '../../extension/worker/router.ts'
import type { AppRouter } from '../../server/api/router.ts'
import { me } from '../support/queueViews.ts'
import { OTHER_LINK, until, workerWorld } from '../support/workerWorld.ts'

const of = (name: string) => () => ({ people: [{ id: name }], teams: [], grants: [] })

/** A page on which somebody has looked at the people, and the one thing that tells it of another session: its own question. */
const page = async () => {
  const world = workerWorld()
  const popup = await world.signedIn()
  world.server.pages['people.list'] = of('ana')
  world.other.pages['people.list'] = of('other')
  const queryClient = new QueryClient({
    defaultOptions: { queries: { staleTime: Infinity, gcTime: Infinity, retry: false } },
  })
  forgetOthers(queryClient)
  const worker = createTRPCOptionsProxy<WorkerRouter>({ client: popup, queryClient })
  const server = createTRPCOptionsProxy<AppRouter, { keyPrefix: true }>({
    client: world.options(),
    queryClient,
    keyPrefix: SERVER_KEY,
  })
  const list = server.people.list.queryOptions()
  const look = () => queryClient.fetchQuery({ ...worker.session.state.queryOptions(), staleTime: 0 })
  await look()
  return { world, popup, queryClient, worker, list, look, known: () => queryClient.getQueryData(list.queryKey) }
}

test('what one person was told is gone before anything is drawn of the next, also when their server is silent', async () => {
  const { world, popup, queryClient, worker, list, look, known } = await page()
  await queryClient.fetchQuery(list)
  const queue = worker.queue.state.queryOptions()
  await queryClient.fetchQuery(queue)
  const beside: unknown[] = []
  const session = new QueryObserver(queryClient, worker.session.state.queryOptions())
  // As `useQuery` draws: when the batch in which the answer came is over.
  const draw = notifyManager.batchCalls(() => {
    const { data } = session.getCurrentResult()
    if (data?.server === 'https://other.example') beside.push(known(), queryClient.getQueryData(queue.queryKey))
  })
  session.subscribe(draw)
  await popup.session.signIn.mutate({ link: OTHER_LINK })
  world.other.isDown = true
  expect(known()).toMatchObject({ people: [{ id: 'ana' }] })
  await look()
  await until(() => beside.length > 0)
  expect(beside.every((seen) => seen === undefined)).toBe(true)
  await expect(queryClient.fetchQuery(list)).rejects.toThrow()
  expect(known()).toBeUndefined()
})

test('a page that shows them is emptied and asks as the next person', async () => {
  const { popup, queryClient, list, look, known } = await page()
  const drawn: unknown[] = []
  new QueryObserver(queryClient, list).subscribe(({ data }) => drawn.push(data?.people[0]?.id))
  await until(() => drawn.at(-1) === 'ana')
  await popup.session.signIn.mutate({ link: OTHER_LINK })
  const before = drawn.length
  await look()
  await until(() => drawn.at(-1) === 'other')
  expect(drawn.slice(before)).not.toContain('ana')
  expect(known()).toMatchObject({ people: [{ id: 'other' }] })
})

test('an answer to the earlier person that arrives late is dropped', async () => {
  const { world, popup, queryClient, list, look, known } = await page()
  world.server.holding = 'people.list'
  const asked = queryClient.fetchQuery(list).catch(() => undefined)
  await until(() => world.server.held === 1)
  await popup.session.signIn.mutate({ link: OTHER_LINK })
  await look()
  world.server.release()
  await asked
  expect(known()).toBeUndefined()
})

test('signing out forgets too, another role of the same person does not', async () => {
  const { world, popup, queryClient, list, look, known } = await page()
  await queryClient.fetchQuery(list)
  world.server.me = me({ role: 'manager' })
  world.server.cut()
  world.browser.alarm('pulse')
  await until(async () => (await look()).me?.person.role === 'manager')
  expect(known()).toBeDefined()
  await popup.session.signOut.mutate()
  await look()
  expect(known()).toBeUndefined()
})
