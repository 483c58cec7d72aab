import { describe, expect, test } from 'vitest'
import { workerClient, type WorkerClient } from '../../extension/api/worker.ts'
import type { Sender } from '../../extension/browser/browser.ts'
import { pageAt, WORD_MS } from '../../extension/worker/home.ts'
import { sidebarPort } from '../../extension/worker/wire.ts'
import { handoff } from '../support/views.ts'
import { MARIA_URL, until, workerWorld } from '../support/workerWorld.ts'

const ID = 'nmehchbbafckpekpafghimebambpejdd'
const ORIGIN = `chrome-extension://${ID}`
const CRM = 'https://crm.example'
const TOM_URL = `${CRM}/leads/18`
const TOM = { connection: 'demo', type: 'lead', id: '18' } as const
const ACT = { handoffId: 'h-maria' }

const onMaria = async () => {
  const world = workerWorld()
  world.server.put(handoff())
  world.server.put(handoff({ id: 'h-tom', record: TOM, recordUrl: TOM_URL }))
  await world.signedIn()
  const sidebar = world.sidebar(1)
  await until(async () => (await sidebar.sidebar.state.query()).kind === 'handoff')
  return { world, sidebar }
}
type World = Awaited<ReturnType<typeof onMaria>>['world']

/** Time goes by until no word is awaited any more. */
const untilGivenUp = async <T>(world: World, act: Promise<T>): Promise<T> => {
  let isOver = false
  const over = (): void => void (isOver = true)
  act.then(over, over)
  await until(() => {
    world.time.advance(WORD_MS)
    return isOver
  })
  return act
}

/** A sidebar with this sender, in a page of this origin by its own word. */
const sidebarAs = (world: World, sender: Sender, within: string | null = null): WorkerClient => {
  const page = world.browser.page({ id: ID, url: `${ORIGIN}/sidebar.html`, ...sender })
  return workerClient(() => page.connect(sidebarPort(within)))
}

describe('a sidebar', () => {
  test.each<[string, Sender, string | null]>([
    ['with more behind its address', { url: `${ORIGIN}/sidebar.html?a#b`, frameId: 3, tab: { id: 9 } }, null],
    ['in a window of its own', { frameId: 0, tab: { id: 9 } }, null],
    ['in no tab at all', { frameId: 3 }, null],
    ['in a page that is no connected CRM’s', { frameId: 3, tab: { id: 9 } }, null],
    ['in a page of whose host nothing is known', { frameId: 3, tab: { id: 10 } }, null],
    ['that is held by another origin than its tab shows', { frameId: 3, tab: { id: 1 } }, 'https://mail.example'],
  ])('%s is told nothing of anybody, and acts on nothing', async (_, sender, within) => {
    const { world } = await onMaria()
    world.browser.tabs.set(9, { id: 9, url: 'https://news.example/leads/17' })
    world.browser.tabs.set(10, { id: 10 })
    const stranger = sidebarAs(world, sender, within)
    expect(await stranger.sidebar.state.query()).toEqual({ kind: 'not_a_record' })
    for (const asked of [
      () => stranger.session.state.query(),
      () => stranger.queue.state.query(),
      () => stranger.crm.list.query(),
      () => stranger.acts.accept.mutate(ACT),
      () => stranger.acts.seen.mutate({ about: 'h-maria' }),
      () => stranger.session.signOut.mutate(),
    ]) {
      await expect(asked()).rejects.toMatchObject({ data: { code: 'FORBIDDEN' } })
    }
    expect(world.server.count('handoffs.accept')).toBe(0)
  })

  test('in the CRM’s own page shows and acts, whether or not its browser tells what holds it', async () => {
    for (const within of [null, CRM]) {
      const { world } = await onMaria()
      const ours = world.placed(1, sidebarAs(world, { frameId: 3, tab: { id: 1 } }, within))
      await until(async () => (await ours.sidebar.state.query()).kind === 'handoff')
      expect(await ours.acts.accept.mutate(ACT)).toEqual({ outcome: 'done' })
    }
  })

  test('does not act on the handoff of a record that its tab no longer shows', async () => {
    const { world, sidebar } = await onMaria()
    world.browser.tabs.set(1, { id: 1, url: TOM_URL })
    const told = { data: { problem: { type: 'urn:baton:problem:moved-on' } } }
    await expect(sidebar.acts.accept.mutate(ACT)).rejects.toMatchObject(told)
    await until(async () => (await sidebar.sidebar.state.query()).kind === 'handoff')
    await expect(sidebar.acts.decline.mutate({ ...ACT, reason: 'duplicate' })).rejects.toMatchObject(told)
    expect(await sidebar.acts.accept.mutate({ handoffId: 'h-tom' })).toEqual({ outcome: 'done' })
    expect(world.server.count('handoffs.accept')).toBe(1)
  })

  test.each([
    [0, 'covered'],
    [499, 'too-soon'],
  ])('that has stood in plain sight for %d ms by its content script’s word does not act: %s', async (ms, type) => {
    const { world, sidebar } = await onMaria()
    world.browser.plainMs.set(1, ms)
    await expect(sidebar.acts.accept.mutate(ACT)).rejects.toMatchObject({
      data: { problem: { type: `urn:baton:problem:${type}` } },
    })
    world.browser.plainMs.set(1, 500)
    expect(await sidebar.acts.accept.mutate(ACT)).toEqual({ outcome: 'done' })
  })

  describe('that is a second one in the page', () => {
    const NOT_VOUCHED = { data: { problem: { type: 'urn:baton:problem:not-vouched' } } }
    const beside = async () => {
      const { world, sidebar } = await onMaria()
      return { world, sidebar, second: sidebarAs(world, { frameId: 4, tab: { id: 1 } }, CRM) }
    }

    test('does not act, and keeps ours from nothing', async () => {
      const { world, sidebar, second } = await beside()
      await expect(untilGivenUp(world, second.acts.accept.mutate(ACT))).rejects.toMatchObject(NOT_VOUCHED)
      expect(world.server.count('handoffs.accept')).toBe(0)
      expect(await sidebar.acts.accept.mutate(ACT)).toEqual({ outcome: 'done' })
    })

    test('does not act either when no sidebar hears the word, or it is another word that it tells', async () => {
      const { world, second } = await beside()
      world.browser.hears.set(1, () => void second.sidebar.heard.mutate({ word: crypto.randomUUID() }))
      await expect(untilGivenUp(world, second.acts.accept.mutate(ACT))).rejects.toMatchObject(NOT_VOUCHED)
      world.browser.hears.clear()
      await expect(untilGivenUp(world, second.acts.accept.mutate(ACT))).rejects.toMatchObject(NOT_VOUCHED)
      expect(world.server.count('handoffs.accept')).toBe(0)
    })

    test('does not act on a word that was heard for an act before', async () => {
      const { world, sidebar, second } = await beside()
      const words: string[] = []
      world.browser.hears.set(1, (word) => {
        words.push(word)
        void sidebar.sidebar.heard.mutate({ word })
      })
      await sidebar.acts.accept.mutate(ACT)
      world.browser.hears.set(1, () => void second.sidebar.heard.mutate({ word: words[0] ?? '' }))
      await expect(untilGivenUp(world, second.acts.accept.mutate(ACT))).rejects.toMatchObject(NOT_VOUCHED)
    })
  })
})

test('only the content script of a tab’s own page says that it is there', async () => {
  const { world } = await onMaria()
  const sender = { id: ID, url: MARIA_URL, tab: { id: 1 } }
  expect(await world.browser.message('here', { ...sender, frameId: 0 })).toMatchObject({ show: true })
  expect(await world.browser.message('here', { ...sender, frameId: 2 })).toBeUndefined()
  expect(await world.browser.message('here', { ...sender, id: 'somebody-else' })).toBeUndefined()
  expect(await world.browser.message({ here: TOM_URL }, sender)).toBeUndefined()
})

describe('what is none of the three pages', () => {
  test.each(['%73idebar.html', 'Sidebar.html', 'sidebar.html/', '/sidebar.html', 'popup%2ehtml', 'background.js', ''])(
    '/%s is a sidebar for all that it may do, and is closed',
    async (path) => {
      const { world } = await onMaria()
      const sender = { id: ID, url: `${ORIGIN}/${path}`, frameId: 3, tab: { id: 1 } }
      expect(pageAt(sender, null).isSidebar).toBe(true)
      let isClosed = false
      world.browser
        .page(sender)
        .connect(sidebarPort(CRM))
        .onClose(() => (isClosed = true))
      await until(() => isClosed)
    },
  )

  test.each(['/options.html', '/popup.html#people', '/options.html?a'])('%s is no sidebar', (path) =>
    expect(pageAt({ id: ID, url: ORIGIN + path }, null).isSidebar).toBe(false),
  )
})

test('a page of ours in a sandbox has no origin, and is closed', async () => {
  const { world } = await onMaria()
  const page = world.browser.page({
    id: ID,
    url: `${ORIGIN}/sidebar.html`,
    origin: 'null',
    frameId: 3,
    tab: { id: 1 },
  })
  let isClosed = false
  page.connect(sidebarPort(null)).onClose(() => (isClosed = true))
  await until(() => isClosed)
})
