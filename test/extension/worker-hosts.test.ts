import { describe, expect, test } from 'vitest'
import { LINK, MARIA_URL, quiet, until, workerWorld } from '../support/workerWorld.ts'

const ID = 'nmehchbbafckpekpafghimebambpejdd'
const SCRIPT = { id: 'https-crm-example-', pattern: 'https://crm.example/*' }

/** Signed in, no host granted yet. */
const withoutHosts = async () => {
  const world = workerWorld()
  world.live()
  const options = world.popup()
  await options.session.signIn.mutate({ link: LINK })
  return { world, options }
}

describe('the content script', () => {
  test('is nowhere before access to the CRM was given', async () => {
    const { world, options } = await withoutHosts()
    await quiet()
    expect(world.browser.scripts).toEqual([])
    expect(await options.crm.list.query()).toMatchObject([{ connection: { id: 'demo' }, granted: false }])
  })

  test('is registered for the host that was granted, and runs at once in its open tabs', async () => {
    const { world, options } = await withoutHosts()
    world.browser.tabs.set(1, { id: 1, url: MARIA_URL })
    world.browser.tabs.set(2, { id: 2, url: 'https://mail.example/' })
    await world.browser.page().requestOrigins(['https://crm.example'])
    await options.crm.enabled.mutate({ connectionId: 'demo' })
    await quiet()
    expect(world.browser.scripts).toEqual([SCRIPT])
    expect(world.browser.ranIn).toEqual([1])
    expect(await options.crm.list.query()).toMatchObject([{ granted: true }])
  })

  test('is registered once, however often the worker starts', async () => {
    const world = workerWorld()
    await world.signedIn()
    for (let life = 0; life < 3; life += 1) {
      world.live()
      await quiet()
    }
    expect(world.browser.scripts).toEqual([SCRIPT])
    expect(world.browser.ranIn).toEqual([1])
  })

  test('comes back after an update of the extension has forgotten it', async () => {
    const world = workerWorld()
    await world.signedIn()
    world.browser.scripts.length = 0
    world.live()
    await until(() => world.browser.scripts.length === 1)
  })
})

describe('the frame', () => {
  const here = (world: ReturnType<typeof workerWorld>, tabId: number, url: string) => {
    world.browser.tabs.set(tabId, { id: tabId, url })
    return world.browser.message('here', { id: ID, url, tab: { id: tabId } })
  }

  test('is shown on a record of a connected CRM, and nowhere else', async () => {
    const world = workerWorld()
    await world.signedIn()
    expect(await here(world, 1, MARIA_URL)).toEqual({ show: true, widthPx: 336 })
    expect(await here(world, 1, 'https://crm.example/leads')).toEqual({ show: false, widthPx: 336 })
  })

  test('is not shown by a message that came from elsewhere, or is another', async () => {
    const world = workerWorld()
    await world.signedIn()
    expect(await world.browser.message('here', { id: 'somebody-else', tab: { id: 1 } })).toBeUndefined()
    expect(await world.browser.message({ accept: 'h-maria' }, { id: ID, tab: { id: 1 } })).toBeUndefined()
    expect(await world.browser.message('here', { id: ID })).toBeUndefined()
  })

  test('takes the height that its page has, within bounds', async () => {
    const world = workerWorld()
    await world.signedIn()
    await quiet()
    const sidebar = world.sidebar(1)
    await sidebar.sidebar.size.mutate({ heightPx: 412.4 })
    await sidebar.sidebar.size.mutate({ heightPx: 1e9 })
    await sidebar.sidebar.size.mutate({ heightPx: -5 })
    const sizes = world.browser.sent.filter(({ tabId }) => tabId === 1).map(({ message }) => message)
    expect(sizes.slice(-3)).toEqual([412, 2_000, 32].map((heightPx) => ({ show: true, widthPx: 336, heightPx })))
  })

  test('is folded everywhere, remembers it, and has its height again when it is unfolded', async () => {
    const world = workerWorld()
    await world.signedIn()
    const sidebar = world.sidebar(1)
    sidebar.changes.subscribe(undefined, {})
    await sidebar.sidebar.size.mutate({ heightPx: 480 })
    await sidebar.sidebar.fold.mutate({ folded: true })
    expect(world.browser.sent.at(-1)).toEqual({ tabId: 1, message: { show: true, widthPx: 132, heightPx: 40 } })
    expect(await here(world, 2, MARIA_URL)).toEqual({ show: true, widthPx: 132, heightPx: 40 })
    await sidebar.sidebar.size.mutate({ heightPx: 40 })
    await sidebar.sidebar.fold.mutate({ folded: false })
    expect(world.browser.sent.at(-1)).toEqual({ tabId: 1, message: { show: true, widthPx: 336, heightPx: 480 } })
  })

  test('goes when one signs out', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    const sidebar = world.sidebar(1)
    sidebar.changes.subscribe(undefined, {})
    await sidebar.sidebar.state.query()
    await popup.session.signOut.mutate()
    await until(() => (world.browser.sent.at(-1)?.message as { show?: boolean } | undefined)?.show === false)
    expect(world.browser.scripts).toEqual([])
  })
})

describe('opening a record', () => {
  test('shows the tab that has it already, under whatever address', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    world.browser.tabs.set(1, { id: 1, url: `${MARIA_URL}?view=full` })
    await popup.queue.open.mutate({ url: MARIA_URL })
    expect(world.browser.shownTabs).toEqual([1])
    expect(world.browser.tabs.size).toBe(1)
  })

  test('opens a new tab otherwise', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    await popup.queue.open.mutate({ url: 'https://crm.example/leads/18' })
    expect(world.browser.tabs.get(2)?.url).toBe('https://crm.example/leads/18')
  })

  test.each(['https://elsewhere.example/leads/17', 'javascript:alert(1)', 'file:///etc/passwd'])(
    'opens nothing else: %s',
    async (url) => {
      const world = workerWorld()
      const popup = await world.signedIn()
      await expect(popup.queue.open.mutate({ url })).rejects.toThrow()
      expect(world.browser.tabs.size).toBe(1)
    },
  )
})

test('the options page is opened by the worker, since a frame may not be able to', async () => {
  const world = workerWorld()
  await world.signedIn()
  await world.sidebar(1).session.openOptions.mutate()
  expect(world.browser.optionsOpened).toBe(1)
})
