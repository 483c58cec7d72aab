import { describe, expect, test } from 'vitest'
import { workerClient } from '../../extension/api/worker.ts'
import { isOurs } from '../../extension/worker/port.ts'
import { PORT_NAME } from '../../extension/worker/wire.ts'
import { until, quiet, workerWorld } from '../support/workerWorld.ts'

const ID = 'nmehchbbafckpekpafghimebambpejdd'
const ours = { id: ID, origin: `chrome-extension://${ID}` }

describe('a port', () => {
  test.each([
    ['a page of ours', { id: ID, url: `${ours.origin}/popup.html` }, true],
    ['our frame in a tab', { id: ID, url: `${ours.origin}/sidebar.html`, tab: { id: 1 } }, true],
    ['the same with more behind it', { id: ID, url: `${ours.origin}/sidebar.html?a#b`, tab: { id: 1 } }, true],
    ['another spelling', { id: ID, url: `${ours.origin}/%73idebar.html`, tab: { id: 1 } }, false],
    ['a file of ours that is no page', { id: ID, url: `${ours.origin}/record.js` }, false],
    ['our origin alone', { id: ID, url: ours.origin }, false],
    ['our content script', { id: ID, url: 'https://crm.example/leads/17', tab: { id: 1 } }, false],
    [
      'another extension',
      { id: 'abcdefghijklmnopabcdefghijklmnop', url: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop/x' },
      false,
    ],
    ['a page that is called like us', { id: ID, url: `https://${ID}/sidebar.html` }, false],
    ['an address that begins like ours', { id: ID, url: `${ours.origin}.evil.example/sidebar.html` }, false],
    ['nobody', { id: ID }, false],
    ['an unknown end', undefined, false],
  ])('of %s is ours: %#', (_, sender, expected) => expect(isOurs(sender, ours)).toBe(expected))

  test('of anybody else is closed, and nothing is answered', async () => {
    const world = workerWorld()
    await world.signedIn()
    const port = world.browser.page({ id: ID, url: 'https://crm.example/leads/17', tab: { id: 1 } }).connect(PORT_NAME)
    let isClosed = false
    const heard: unknown[] = []
    port.onClose(() => (isClosed = true))
    port.onMessage((message) => heard.push(message))
    await until(() => isClosed)
    expect(() => port.post({ id: 1, method: 'query', path: 'session.state', input: undefined })).toThrow()
    await quiet()
    expect(heard).toEqual([])
  })

  test('takes no malformed message, unknown procedure or wrong input', async () => {
    const world = workerWorld()
    await world.signedIn()
    const port = world.browser.page().connect(PORT_NAME)
    const heard: { id: number; error?: { data: { code: string } } }[] = []
    port.onMessage((message) => heard.push(message as (typeof heard)[number]))
    for (const message of [
      null,
      'x',
      {},
      { id: 'a', method: 'query', path: 'session.state' },
      { id: 1, method: 'run' },
    ])
      port.post(message)
    port.post({ id: 2, method: 'query', path: '__proto__.x', input: undefined })
    port.post({ id: 3, method: 'mutation', path: 'acts.decline', input: { handoffId: 'h', reason: 'bored' } })
    port.post({ id: 4, method: 'query', path: 'session.signOut', input: undefined })
    await until(() => heard.length === 3)
    expect(heard.map(({ id, error }) => [id, error?.data.code]).toSorted()).toEqual([
      [2, 'NOT_FOUND'],
      [3, 'BAD_REQUEST'],
      [4, 'NOT_FOUND'],
    ])
  })
})

describe('a page whose worker is stopped', () => {
  test('gets its answer from the next one', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    const asked = popup.session.state.query()
    world.live()
    expect(await asked).toMatchObject({ online: true })
  })

  test('hears again what changes, and that it may have missed something', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    let starts = 0
    const topics: string[] = []
    popup.changes.subscribe(undefined, { onStarted: () => (starts += 1), onData: (topic) => topics.push(topic) })
    await until(() => starts === 1)
    world.live()
    await until(() => starts === 2)
    await quiet()
    topics.length = 0
    world.server.tell({ handoffId: 'h', record: { connection: 'demo', type: 'lead', id: '1' }, version: 1, mine: true })
    await until(() => topics.includes('queue'))
  })

  test('tries ever more rarely to open a line that is closed at once', async () => {
    const waits: number[] = []
    const closing = () => {
      const closes: (() => void)[] = []
      queueMicrotask(() => closes.forEach((close) => close()))
      return {
        name: '',
        post: () => {},
        close: () => {},
        onMessage: () => {},
        onClose: (listener: () => void) => void closes.push(listener),
      }
    }
    const client = workerClient(closing, (callback, ms) => {
      waits.push(ms)
      if (waits.length < 10) callback()
    })
    void client.session.state.query().catch(() => undefined)
    await until(() => waits.length === 10)
    expect(waits).toEqual([50, 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000])
  })

  test('is told to reload when the extension itself is gone', async () => {
    const client = workerClient(() => {
      throw new Error('Extension context invalidated.')
    })
    await expect(client.session.state.query()).rejects.toThrow('Reload this page')
  })
})
