import { expect, test } from 'vitest'
import type { Topic } from '../../extension/worker/contract.ts'
import { handoff } from '../support/views.ts'
import { MARIA_URL, quiet, until, workerWorld } from '../support/workerWorld.ts'

const TOM_URL = 'https://crm.example/leads/18'
const tom = handoff({ id: 'h-tom', record: { connection: 'demo', type: 'lead', id: '18' }, recordUrl: TOM_URL })
const MARIA = { connection: 'demo', type: 'lead', id: '17' }

/** Tom's handoff is known, Maria's is on its way and does not arrive; the tab shows Maria. */
const waitingForMaria = async () => {
  const world = workerWorld()
  world.server.put(handoff())
  world.server.put(tom)
  await world.signedIn()
  world.browser.tabs.set(1, { id: 1, url: TOM_URL })
  const sidebar = world.sidebar(1)
  await sidebar.sidebar.state.query()
  world.server.holding = 'handoffs.forRecord'
  world.browser.tabs.set(1, { id: 1, url: MARIA_URL })
  const topics: Topic[] = []
  sidebar.changes.subscribe(undefined, { onData: (topic) => topics.push(topic) })
  const answer = sidebar.sidebar.state.query()
  await until(() => world.server.held === 1)
  return { ...world, sidebar, answer, topics }
}

test('what nothing is known of is asked for without the record before it, and told when it is there', async () => {
  const { server, time, sidebar, answer, topics } = await waitingForMaria()
  time.advance(20)
  expect(await answer).toEqual({ kind: 'asking', record: MARIA, folded: false })
  await quiet()
  topics.length = 0
  server.release()
  await until(() => topics.includes('sidebar'))
  expect(await sidebar.sidebar.state.query()).toMatchObject({ kind: 'handoff', handoff: { id: 'h-maria' } })
})

test('a server that fails after a while is told of, and not asked again by those who are told', async () => {
  const { server, time, sidebar, answer, topics } = await waitingForMaria()
  time.advance(20)
  await answer
  server.isDown = true
  const again = sidebar.sidebar.state.query()
  await quiet()
  time.advance(20)
  expect(await again).toMatchObject({ kind: 'asking' })
  const asked = server.count('handoffs.forRecord')
  server.fail()
  await until(() => topics.includes('sidebar'))
  for (let turn = 0; turn < 10; turn += 1)
    expect(await sidebar.sidebar.state.query()).toMatchObject({ kind: 'unavailable', record: MARIA, problem: null })
  expect(server.count('handoffs.forRecord')).toBe(asked)
  server.isDown = false
  time.advance(1_000)
  expect(await sidebar.sidebar.state.query()).toMatchObject({ kind: 'handoff', handoff: { id: 'h-maria' } })
})

test('an answer that arrives when the tab has another record is not shown for it', async () => {
  const { browser, server, answer } = await waitingForMaria()
  browser.tabs.set(1, { id: 1, url: TOM_URL })
  server.release()
  expect(await answer).toMatchObject({ kind: 'handoff', handoff: { id: 'h-tom' } })
})
