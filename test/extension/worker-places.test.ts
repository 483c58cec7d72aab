import { describe, expect, test } from 'vitest'
import { HERE } from '../../extension/worker/start.ts'
import { PLACES_KEPT } from '../../extension/worker/places.ts'
import type { Connection, RecordRef } from '../../shared/record.ts'
import { handoff } from '../support/views.ts'
import { LINK, OTHER_LINK, quiet, until, workerWorld } from '../support/workerWorld.ts'

const ODOO: Connection = { id: 'odoo', kind: 'odoo', name: 'Odoo', baseUrl: 'https://odoo.example' }
const LEAD: RecordRef = { connection: 'odoo', type: 'lead', id: '31' }
const LEAD_URL = 'https://odoo.example/odoo/crm/31'
const EXTENSION = 'nmehchbbafckpekpafghimebambpejdd'
const DAY_MS = 24 * 60 * 60_000

/** Signed in beside an Odoo whose path «crm» shows leads, with a tab on its list. */
const besideOdoo = async () => {
  const world = workerWorld()
  const { browser, server } = world
  server.connections = [ODOO]
  server.places = { crm: 'lead' }
  server.put(handoff({ record: LEAD, recordUrl: LEAD_URL }))
  world.live()
  browser.grant(ODOO.baseUrl)
  const popup = world.popup()
  await popup.session.signIn.mutate({ link: LINK })
  await until(() => browser.scripts.length === 1)
  await quiet()

  /** What the content script of a tab is told when its page has another address; the sidebar's state besides. */
  const go = async (url: string, tabId = 1) => {
    browser.tabs.set(tabId, { id: tabId, url })
    return (await browser.message(HERE, { id: EXTENSION, url, tab: { id: tabId } })) as { show: boolean }
  }
  const state = (tabId = 1) => world.sidebar(tabId).sidebar.state.query()
  /** What content scripts were told unasked, by tab. */
  const told = (tabId = 1) =>
    browser.sent.filter((one) => one.tabId === tabId).map(({ message }) => (message as { show: boolean }).show)
  const asked = () => server.count('connections.typeAt')
  return { ...world, popup, go, state, told, asked }
}

describe('a place that does not tell its type', () => {
  test('shows nothing until the server has said what it is, then the record', async () => {
    const { server, go, state, told } = await besideOdoo()
    server.holding = 'connections.typeAt'
    expect(await go(LEAD_URL)).toMatchObject({ show: false })
    expect(await state()).toEqual({ kind: 'not_a_record' })
    await until(() => server.held === 1)
    server.release()
    await until(() => told().at(-1) === true)
    expect(await state()).toMatchObject({ kind: 'handoff', record: LEAD })
  })

  test('is asked for once, whatever number of tabs and records wait for it', async () => {
    const { server, go, told, asked } = await besideOdoo()
    server.holding = 'connections.typeAt'
    await go(LEAD_URL)
    await go('https://odoo.example/odoo/crm/32', 2)
    await go(LEAD_URL, 3)
    await until(() => server.held === 1)
    server.release()
    await until(() => [1, 2, 3].every((tabId) => told(tabId).at(-1) === true))
    expect(asked()).toBe(1)
  })

  test('is known from then on, at once and to the next life, also when the server does not answer', async () => {
    const world = await besideOdoo()
    await world.go(LEAD_URL)
    await until(() => world.told().at(-1) === true)
    expect(await world.go('https://odoo.example/odoo/crm/32')).toMatchObject({ show: true })
    await world.state()
    await world.go(LEAD_URL)
    await world.state()
    world.server.cut()
    world.server.isDown = true
    world.live()
    expect(await world.go(LEAD_URL)).toMatchObject({ show: true })
    expect(await world.state()).toMatchObject({ kind: 'handoff', record: LEAD })
    expect(world.asked()).toBe(1)
  })

  test('that shows nothing Baton knows is known as such', async () => {
    const { go, state, asked } = await besideOdoo()
    const calendar = 'https://odoo.example/odoo/crm/31/calendar/3'
    expect(await go(calendar)).toMatchObject({ show: false })
    await until(() => asked() === 1)
    await quiet()
    expect(await go(calendar)).toMatchObject({ show: false })
    expect(await state()).toEqual({ kind: 'not_a_record' })
    expect(asked()).toBe(1)
  })
})

describe('an answer for an address that the tab no longer has', () => {
  test('shows nothing on the list that it has now', async () => {
    const { server, go, state, told } = await besideOdoo()
    server.holding = 'connections.typeAt'
    await go(LEAD_URL)
    await until(() => server.held === 1)
    expect(await go('https://odoo.example/odoo/crm')).toMatchObject({ show: false })
    server.release()
    await until(() => told().length > 0)
    await quiet()
    expect(told()).not.toContain(true)
    expect(await state()).toEqual({ kind: 'not_a_record' })
  })

  test('shows the record that it has now, and none before it', async () => {
    const { server, go, state, told } = await besideOdoo()
    server.holding = 'connections.typeAt'
    await go(LEAD_URL)
    await until(() => server.held === 1)
    await go('https://odoo.example/odoo/action-214/9')
    await until(() => server.held === 2)
    server.places = { crm: 'lead', 'action-214': 'lead' }
    server.release()
    await quiet()
    // The second was answered as it was when it was asked: nothing that Baton knows.
    expect(told()).not.toContain(true)
    expect(await state()).toEqual({ kind: 'not_a_record' })
    expect(await go('https://odoo.example/odoo/crm/32')).toMatchObject({ show: true })
    expect(await state()).toMatchObject({ kind: 'no_handoff', record: { id: '32' } })
  })
})

describe('what is known of a place', () => {
  test('is asked for again after a day, shown meanwhile, and mended', async () => {
    const { time, server, go, told, state, asked } = await besideOdoo()
    await go(LEAD_URL)
    await until(() => told().at(-1) === true)
    time.advance(DAY_MS - 60_000)
    await go(LEAD_URL)
    expect(asked()).toBe(1)
    time.advance(120_000)
    server.places = { crm: 'contact' }
    expect(await go(LEAD_URL)).toMatchObject({ show: true })
    await until(() => asked() === 2)
    await until(async () => {
      const now = await state()
      return now.kind === 'no_handoff' && now.record.type === 'contact'
    })
  })

  test('is forgotten when its connection has another address', async () => {
    const { browser, server, popup, go, told, asked } = await besideOdoo()
    await go(LEAD_URL)
    await until(() => told().at(-1) === true)
    browser.grant('https://moved.example')
    server.connections = [{ ...ODOO, baseUrl: 'https://moved.example' }]
    server.cut()
    browser.alarm('pulse')
    await until(() => browser.scripts.some(({ pattern }) => pattern.includes('moved')))
    expect(await popup.crm.list.query()).toHaveLength(1)
    expect(await go('https://moved.example/odoo/crm/31')).toMatchObject({ show: false })
    await until(() => asked() === 2)
  })

  test("is nobody else's", async () => {
    const { server, other, popup, go, told, asked } = await besideOdoo()
    await go(LEAD_URL)
    await until(() => told().at(-1) === true)
    other.connections = [ODOO]
    other.places = { crm: 'contact' }
    await popup.session.signIn.mutate({ link: OTHER_LINK })
    await until(() => told().length > 1)
    await quiet()
    await go(LEAD_URL)
    await until(() => other.count('connections.typeAt') === 1)
    expect(asked()).toBe(1)
    expect(server.count('connections.typeAt')).toBe(1)
  })

  test('is bounded: a page that invents places fills nothing', async () => {
    const { store, go, asked } = await besideOdoo()
    for (let n = 0; n < PLACES_KEPT + 20; n += 1) {
      await go(`https://odoo.example/odoo/place-${n}/1`)
      await until(() => asked() === n + 1)
    }
    await quiet()
    expect((await store().answer('places'))?.value).toHaveLength(PLACES_KEPT)
  })
})

describe('a place that the server could not be asked for', () => {
  test('is asked for again by the next pulse, and its tab is told', async () => {
    const { browser, server, time, go, told, asked } = await besideOdoo()
    server.failing = 'unavailable'
    await go(LEAD_URL)
    await until(() => asked() === 1)
    await quiet()
    await go(LEAD_URL)
    // Not at every look: a server in trouble is left alone for a while.
    expect(asked()).toBe(1)
    server.failing = null
    time.advance(30_000)
    browser.alarm('pulse')
    await until(() => told().at(-1) === true)
    expect(asked()).toBe(2)
  })

  test('is asked for again as soon as the line is back', async () => {
    const { browser, server, go, told } = await besideOdoo()
    server.cut()
    server.isDown = true
    await go(LEAD_URL)
    await quiet()
    server.isDown = false
    browser.alarm('pulse')
    await until(() => told().at(-1) === true)
  })
})
