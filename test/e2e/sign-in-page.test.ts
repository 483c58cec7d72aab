import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { exchangeCode } from '../../server/actions/exchangeCode.ts'
import { violationsOf } from '../support/gallery.ts'
import { type Running, startRunning } from '../support/running.ts'
import { newVerifier, OUR_REDIRECT } from '../support/signIn.ts'
import { consentAddress, invited, openWaiting, PAGE_STATES } from '../support/signInPages.ts'

/** Where pictures go, when they are wanted. */
const SHOTS = process.env.BATON_SHOTS
const REDIRECT_HOST = new URL(OUR_REDIRECT).host

let running: Running
let browser: Browser
let page: Page
const told: string[] = []
beforeAll(async () => {
  running = await startRunning()
  browser = await chromium.launch({ executablePath: process.env.BATON_CHROMIUM, args: ['--no-sandbox'] })
})
afterAll(async () => {
  await browser.close()
  await running.close()
})
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 560, height: 640 }, locale: 'en-US' })
  told.length = 0
  page.on('console', (message) => told.push(message.text()))
  page.on('pageerror', (error) => told.push(error.message))
})
afterEach(() => page.close())

describe.each(PAGE_STATES)('$name', ({ name, heading, open }) => {
  test('is read out, passes WCAG 2.2 AA light and dark, fits 320 px, and runs nothing that its policy refuses', async () => {
    await open(page, running)
    const title = page.getByRole('heading', { level: 1 })
    await title.filter({ hasText: heading }).waitFor()
    if (name !== 'refused') expect(await title.evaluate((node) => node === document.activeElement)).toBe(true)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}-${colorScheme}.png` })
      expect(await violationsOf(page)).toEqual([])
    }
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    expect(told.filter((line) => /policy|error/i.test(line) && !/Failed to load resource/.test(line))).toEqual([])
  })
})

test('while it waits nothing is said, and the answer changes nothing in size', async () => {
  await openWaiting(page, running)
  const card = page.locator('main')
  await page.locator('.wait').waitFor()
  const before = await card.boundingBox()
  if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/waiting.png` })
  const { token } = await invited(running)
  await page.unroute('**/authorize/look')
  await page.goto('about:blank')
  await page.goto(consentAddress(running, token, OUR_REDIRECT))
  await page.getByRole('button', { name: 'Allow' }).waitFor()
  expect(await card.boundingBox()).toEqual(before)
})

/** All that the page shows and keeps, and where it is. */
const traces = () =>
  page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      JSON.stringify({ ...localStorage, ...sessionStorage }),
      document.cookie,
    ].join(),
  )

test('by keyboard alone: Allow sends the code to the extension, with the state and nothing else; the link is in no page, request or address', async () => {
  const [{ token }, way] = [await invited(running), newVerifier()]
  const asked: string[] = []
  page.on('request', (request) => asked.push(`${request.url()} ${JSON.stringify(request.headers())}`))
  await page.route(`https://${REDIRECT_HOST}/**`, (route) => route.fulfill({ body: 'back in the extension' }))
  await page.goto(consentAddress(running, token, OUR_REDIRECT, way))
  await page.getByRole('button', { name: 'Allow' }).waitFor()
  expect(await traces()).not.toContain(token)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(`https://${REDIRECT_HOST}/**`)
  const back = new URL(page.url())
  expect([...back.searchParams.keys()]).toEqual(['code', 'state'])
  const input = { workspace: token.slice(0, token.indexOf('.')), verifier: way.verifier }
  const done = await exchangeCode(running.world.env, { ...input, code: back.searchParams.get('code') ?? '' })
  expect('me' in done && done.me.person.name).toBe('Ana Ruiz')
  expect(asked.length).toBeGreaterThan(4)
  expect(asked.filter((line) => line.includes(token))).toEqual([])
  expect(asked.filter((line) => line.includes('"referer"') && line.includes(REDIRECT_HOST))).toEqual([])
})

test('a pairing code that is shown is the one that works, and the link is taken out of the address', async () => {
  const [{ token }, way] = [await invited(running), newVerifier()]
  await page.goto(consentAddress(running, token, null, way))
  await page.getByRole('button', { name: 'Allow' }).click()
  const code = await page.locator('.code [aria-hidden]').textContent()
  expect(page.url()).not.toContain(token)
  expect(await traces()).not.toContain(token)
  const input = { workspace: token.slice(0, token.indexOf('.')), verifier: way.verifier }
  const done = await exchangeCode(running.world.env, { ...input, code: ` ${(code ?? '').toLowerCase()} ` })
  expect('me' in done && done.me.person.name).toBe('Ana Ruiz')
})

test('Not me tells the extension so and leaves the link as it is', async () => {
  const { token } = await invited(running)
  await page.route(`https://${REDIRECT_HOST}/**`, (route) => route.fulfill({ body: 'back' }))
  await page.goto(consentAddress(running, token, OUR_REDIRECT))
  await page.getByRole('button', { name: 'Not me' }).click()
  await page.waitForURL(`${OUR_REDIRECT}?error=access_denied&state=state`)
  await page.goto(consentAddress(running, token, OUR_REDIRECT))
  await page.getByRole('button', { name: 'Allow' }).waitFor()
})

test('Try again goes on where a fault of the server stopped it', async () => {
  const { token } = await invited(running)
  await page.route('**/authorize/allow', (route) => route.abort(), { times: 1 })
  await page.goto(consentAddress(running, token, null))
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.locator('.code').waitFor()
})

test('the address is copied whole', async () => {
  const { token } = await invited(running)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const address = `${running.server.url}/link#${token}`
  await page.goto(address)
  await page.getByRole('button', { name: 'Copy the address' }).click()
  await page.getByRole('status').filter({ hasText: 'Copied.' }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address)
})
