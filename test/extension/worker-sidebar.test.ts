import { describe, expect, test } from 'vitest'
import type { WorkerClient } from '../../extension/api/worker.ts'
import type { Topic } from '../../extension/worker/contract.ts'
import { RECORDS_KEPT } from '../../extension/worker/store.ts'
import type { Change } from '../../shared/handoff.ts'
import { handoff } from '../support/views.ts'
import { MARIA_URL, quiet, until, workerWorld } from '../support/workerWorld.ts'

const TOM_URL = 'https://crm.example/leads/18'
const tom = handoff({ id: 'h-tom', record: { connection: 'demo', type: 'lead', id: '18' }, recordUrl: TOM_URL })
const CHANGED: Change = {
  handoffId: 'h-maria',
  record: { connection: 'demo', type: 'lead', id: '17' },
  version: 4,
  mine: true,
}

const heard = (page: WorkerClient): Topic[] => {
  const topics: Topic[] = []
  page.changes.subscribe(undefined, { onData: (topic) => topics.push(topic) })
  return topics
}

const onMaria = async () => {
  const world = workerWorld()
  world.server.put(handoff())
  world.server.put(tom)
  await world.signedIn()
  const sidebar = world.sidebar(1)
  await sidebar.sidebar.state.query()
  await quiet()
  return { world, sidebar }
}

describe('the sidebar shows', () => {
  test('the record of the address that the browser has for its tab now', async () => {
    const { world, sidebar } = await onMaria()
    expect(await sidebar.sidebar.state.query()).toMatchObject({
      kind: 'handoff',
      handoff: { id: 'h-maria' },
      record: { id: '17' },
    })
    world.browser.tabs.set(1, { id: 1, url: TOM_URL })
    expect(await sidebar.sidebar.state.query()).toMatchObject({
      kind: 'handoff',
      handoff: { id: 'h-tom' },
      record: { id: '18' },
    })
    world.browser.tabs.set(1, { id: 1, url: 'https://crm.example/leads/99' })
    expect(await sidebar.sidebar.state.query()).toMatchObject({ kind: 'no_handoff', record: { id: '99' } })
    world.browser.tabs.set(1, { id: 1, url: 'https://crm.example/leads' })
    expect(await sidebar.sidebar.state.query()).toEqual({ kind: 'not_a_record' })
  })

  test('nothing of a record in a page that is no connected CRM, even one that frames it', async () => {
    const { world } = await onMaria()
    world.browser.tabs.set(2, { id: 2, url: 'https://crm.example.evil.example/leads/17' })
    world.browser.tabs.set(3, { id: 3 })
    for (const tabId of [2, 3, 4])
      expect(await world.sidebar(tabId).sidebar.state.query()).toEqual({ kind: 'not_a_record' })
  })

  test('what it knew last, at once, and then what the server says', async () => {
    const { world } = await onMaria()
    // A new life knows nothing of what is fresh.
    world.live()
    const sidebar = world.sidebar(1)
    const topics = heard(sidebar)
    world.server.put(handoff({ version: 9 }))
    expect(await sidebar.sidebar.state.query()).toMatchObject({
      handoff: { version: 3 },
      freshness: 'last_known',
      checking: true,
    })
    await until(() => topics.includes('sidebar'))
    expect(await sidebar.sidebar.state.query()).toMatchObject({
      handoff: { version: 9 },
      freshness: 'fresh',
      checking: false,
    })
  })

  test('what it knew last while the server does not answer, and says so without end', async () => {
    const { world, sidebar } = await onMaria()
    world.server.cut()
    world.server.isDown = true
    world.time.advance(60_000)
    const topics = heard(sidebar)
    await sidebar.sidebar.state.query()
    await until(() => topics.includes('sidebar'))
    const asked = world.server.count('handoffs.forRecord')
    for (let turn = 0; turn < 20; turn += 1) {
      expect(await sidebar.sidebar.state.query()).toMatchObject({
        handoff: { version: 3 },
        freshness: 'last_known',
        checking: false,
      })
    }
    expect(world.server.count('handoffs.forRecord')).toBe(asked)
  })

  test('that the server does not answer, when nothing is known', async () => {
    const { world, sidebar } = await onMaria()
    world.server.isDown = true
    world.browser.tabs.set(1, { id: 1, url: 'https://crm.example/leads/50' })
    expect(await sidebar.sidebar.state.query()).toMatchObject({
      kind: 'unavailable',
      problem: null,
      record: { id: '50' },
    })
    world.server.isDown = false
    world.server.failing = 'unavailable'
    world.time.advance(10_000)
    expect(await sidebar.sidebar.state.query()).toMatchObject({ kind: 'unavailable', problem: { status: 503 } })
  })
})

describe('the sidebar is told', () => {
  test('when its handoff changed', async () => {
    const { world, sidebar } = await onMaria()
    const topics = heard(sidebar)
    await quiet()
    world.server.put(handoff({ version: 4, state: 'accepted' }))
    world.server.tell(CHANGED)
    await until(() => topics.includes('sidebar'))
    await until(async () => {
      const state = await sidebar.sidebar.state.query()
      return state.kind === 'handoff' && state.handoff.version === 4 && state.freshness === 'fresh'
    })
  })

  test('when its own tab navigated, and no other', async () => {
    const { world, sidebar } = await onMaria()
    const mine = heard(sidebar)
    const other = heard(world.sidebar(2))
    await quiet()
    mine.length = 0
    other.length = 0
    world.browser.move(1, 'https://crm.example/leads/99')
    await until(() => mine.includes('sidebar'))
    await quiet()
    expect(other).toEqual([])
  })

  test('again after the line to the server was lost', async () => {
    const { world, sidebar } = await onMaria()
    world.server.cut()
    world.server.put(handoff({ version: 5 }))
    world.browser.alarm('pulse')
    await until(async () => {
      const state = await sidebar.sidebar.state.query()
      return state.kind === 'handoff' && state.handoff.version === 5
    })
  })
})

describe("a change of somebody else's handoff", () => {
  const theirs = { ...CHANGED, mine: false }

  test('is shown in the tabs that show its record, and told to no other', async () => {
    const { world, sidebar } = await onMaria()
    world.browser.tabs.set(2, { id: 2, url: TOM_URL })
    const here = heard(sidebar)
    const elsewhere = heard(world.sidebar(2))
    await quiet()
    here.length = 0
    elsewhere.length = 0
    world.server.put(handoff({ version: 4, state: 'accepted' }))
    world.server.tell(theirs)
    await until(() => here.includes('sidebar'))
    await quiet()
    expect(elsewhere).toEqual([])
    await until(async () => {
      const state = await sidebar.sidebar.state.query()
      return state.kind === 'handoff' && state.handoff.version === 4 && state.freshness === 'fresh'
    })
  })

  test('is seen by the next look at a record that no tab shows now', async () => {
    const { world, sidebar } = await onMaria()
    world.browser.tabs.set(1, { id: 1, url: TOM_URL })
    world.server.put(handoff({ version: 4 }))
    world.server.tell(theirs)
    await quiet()
    world.browser.tabs.set(1, { id: 1, url: MARIA_URL })
    expect(await sidebar.sidebar.state.query()).toMatchObject({ freshness: 'last_known', checking: true })
    await quiet()
    expect(await sidebar.sidebar.state.query()).toMatchObject({ handoff: { version: 4 }, freshness: 'fresh' })
  })

  test('leaves the queue as it is; one of my own has it read again', async () => {
    const { world } = await onMaria()
    const asked = world.server.count('queue.mine')
    world.server.tell(theirs)
    await quiet()
    expect(world.server.count('queue.mine')).toBe(asked)
    world.server.tell(CHANGED)
    await until(() => world.server.count('queue.mine') === asked + 1)
  })
})

describe('a change that comes while its record is being read', () => {
  test('is not taken for an old answer', async () => {
    const { world, sidebar } = await onMaria()
    world.server.holding = 'handoffs.forRecord'
    world.server.tell(CHANGED)
    await quiet()
    await sidebar.sidebar.state.query()
    await until(() => world.server.held === 1)
    world.server.put(handoff({ version: 6 }))
    world.server.tell({ ...CHANGED, version: 6 })
    await quiet()
    world.server.release()
    await quiet()
    expect(await sidebar.sidebar.state.query()).toMatchObject({ handoff: { version: 6 }, freshness: 'fresh' })
  })
})

test('a record is read as soon as its tab shows it, before the sidebar asks', async () => {
  const { world } = await onMaria()
  world.browser.tabs.set(5, { id: 5, url: TOM_URL })
  await world.browser.message('here', { id: 'nmehchbbafckpekpafghimebambpejdd', url: TOM_URL, tab: { id: 5 } })
  await until(async () => (await world.store().keyOfHandoff('h-tom')) !== undefined)
})

test('only so many records are kept, the latest ones', async () => {
  const { world, sidebar } = await onMaria()
  for (let id = 1_000; id < 1_000 + RECORDS_KEPT + 20; id += 1) {
    world.time.advance(1)
    world.browser.tabs.set(1, { id: 1, url: `https://crm.example/leads/${id}` })
    await sidebar.sidebar.state.query()
  }
  const key = (id: number): string => `record:${JSON.stringify(['demo', 'lead', String(id)])}`
  const store = world.store()
  expect(await store.answer(key(1_000))).toBeUndefined()
  expect(await store.answer(key(1_000 + RECORDS_KEPT + 19))).toBeDefined()
  expect(await store.answer('connections')).toBeDefined()
})
