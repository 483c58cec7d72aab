import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sidebarOf } from '../support/desk.ts'
import { press } from '../support/hand.ts'
import { canariesOf, spelledIn } from '../support/hostile/canaries.ts'
import { READERS } from '../support/hostile/leaky.ts'
import { acceptByHand, openScene, type Scene } from '../support/hostile/scene.ts'
import { startWeak, type Weak } from '../support/hostile/weak.ts'

let scene: Scene
let weak: Weak
let page: Page
/** Everything that left a page of the browser, and every line of its consoles. */
const told: string[] = []
beforeAll(async () => {
  scene = await openScene()
  weak = await startWeak(scene.buyer.name)
  const { context } = scene.desk
  context.on('request', (request) => told.push(request.url()))
  context.on('console', (line) => told.push(line.text()))
  context.on('weberror', (error) => told.push(String(error.error())))
  page = await context.newPage()
})
afterAll(async () => {
  await scene?.close()
  await weak?.close()
})

const empty = (): Promise<void> =>
  page.evaluate(() => {
    document.title = ''
    document.head.replaceChildren()
    document.body.replaceChildren()
    performance.clearResourceTimings()
  })

/** A page of the CRM that has nothing of its own any more: what is found in it has come from Baton. */
const showEmptied = async (): Promise<string> => {
  const address = await scene.lead()
  await scene.show(page, address)
  await empty()
  await sidebarOf(page).getByRole('heading', { name: scene.buyer.name }).waitFor()
  return address
}

describe('a page that reads', () => {
  test.each(READERS)('$name: gets the buyer out of a weak sidebar, nothing out of Baton’s', async ({ leaks, read }) => {
    await page.goto(new URL(leaks, weak.pageUrl).href)
    await expect.poll(() => page.evaluate(read)).toContain(scene.buyer.name)

    await showEmptied()
    const got = await page.evaluate(read)
    const { name, email, phone, message } = scene.buyer
    for (const secret of [name, email, phone, message, 'you own Nordlys', 'Log first touch'])
      expect(got).not.toContain(secret)
  })
})

test('what nobody else may know is nowhere but where it belongs, after a whole handoff', async () => {
  const address = await showEmptied()
  const sidebar = sidebarOf(page)
  await acceptByHand(page)
  await press(sidebar.getByRole('button', { name: 'Log first touch' }))
  await expect.poll(async () => (await scene.handoffOn(address))?.state).toBe('touched')
  const canaries = await canariesOf(scene)
  expect(Object.keys(canaries).toSorted()).toEqual([
    'CRM key',
    'access token',
    'hook secret',
    'message',
    'name',
    'phone',
    'refresh token',
  ])

  const places: Record<string, string> = {
    requests: told.filter((line) => !line.startsWith(weak.pageUrl)).join('\n'),
    log: scene.desk.running.world.logged.join('\n'),
    cookies: JSON.stringify(await scene.desk.context.cookies()),
  }
  await empty()
  for (const { name, read } of READERS) places[name] = await page.evaluate(read)
  for (const body of [{}, { refresh: canaries['refresh token'] }, 'not json']) {
    for (const path of ['trpc/auth.refresh', 'trpc/handoffs.accept', 'v1/signals', 'v1/hooks/desk.crm']) {
      const answer = await fetch(`${scene.desk.running.server.url}/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${canaries['access token']}` },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
      // A rotation is what the token is for.
      if (!answer.ok) places[`${path} ${JSON.stringify(body).slice(0, 12)}`] = await answer.text()
    }
  }
  for (const [place, text] of Object.entries(places)) expect([place, spelledIn(text, canaries)]).toEqual([place, []])
  expect(places.requests).toContain(scene.desk.crmUrl)
  expect(Object.keys(places).length).toBeGreaterThan(READERS.length + 8)
})

test('the refresh token lies in the extension’s own database and in no area that a content script could read', async () => {
  const { 'refresh token': refresh = '', 'access token': access = '' } = await canariesOf(scene)
  const [worker] = scene.desk.context.serviceWorkers()
  type Storage = { local: { get(): Promise<object> }; session: { get(): Promise<object> } }
  const areas = await worker?.evaluate(async () => {
    const { storage } = (globalThis as unknown as { chrome: { storage: Storage } }).chrome
    return { local: JSON.stringify(await storage.local.get()), session: JSON.stringify(await storage.session.get()) }
  })
  expect(areas?.local).not.toContain(refresh)
  expect(areas?.local).not.toContain(access)
  expect(areas?.session).not.toContain(refresh)
  expect(areas?.session).toContain(access)
})
