import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sidebarOf } from '../support/desk.ts'
import { FORGERIES } from '../support/hostile/forgeries.ts'
import { acceptIn, openScene, type Scene } from '../support/hostile/scene.ts'
import { wait } from '../support/hostile/tools.ts'
import { startWeak, type Weak } from '../support/hostile/weak.ts'

let scene: Scene
let weak: Weak
let page: Page
beforeAll(async () => {
  weak = await startWeak()
  scene = await openScene()
  page = await scene.desk.context.newPage()
})
afterAll(async () => {
  await scene?.close()
  await weak?.close()
})

const stateOf = async (address: string) => (await scene.handoffOn(address))?.state

const acceptsByHand = (address: string) => scene.accept(page, address)

test.each(FORGERIES)('$name by a script make a weak sidebar accept, and not Baton', async ({ forge }) => {
  await page.goto(new URL('/shadow', weak.pageUrl).href)
  const before = weak.accepted()
  await page.evaluate(forge)
  await expect.poll(() => weak.accepted()).toBeGreaterThan(before)

  const address = await scene.lead()
  await scene.show(page, address)
  // The CRM's own controls would only get in the way.
  await page.evaluate(() => document.body.replaceChildren())
  await page.evaluate(forge)
  await wait(page, 500)
  expect(await stateOf(address)).toBe('offered')
  await acceptsByHand(address)
})

describe('the record is the one that the browser has in its address bar', () => {
  test('whatever the page says of its address', async () => {
    const [shown, other] = [await scene.lead(), await scene.lead()]
    await scene.show(page, shown)
    const told = await page.evaluate((address) => {
      const lie = { get: () => address, configurable: true }
      for (const [of, name] of [
        [document, 'URL'],
        [document, 'documentURI'],
        [history, 'state'],
        [navigation, 'currentEntry'],
      ] as const) {
        Object.defineProperty(of, name, lie)
      }
      history.pushState = () => {}
      for (const type of ['popstate', 'hashchange', 'pageshow', 'locationchange']) dispatchEvent(new Event(type))
      for (const type of ['currententrychange', 'navigate', 'navigatesuccess'])
        navigation.dispatchEvent(new Event(type))
      // A handler that believes the page takes the other record for the one that is shown.
      return document.URL
    }, other)
    expect(told).toBe(other)
    await acceptsByHand(shown)
    expect(await stateOf(other)).toBe('offered')
  })
})

describe('the frame', () => {
  test('is none that a page hears of which watches every way to make one', async () => {
    const watching = await scene.desk.context.newPage()
    await watching.addInitScript(() => {
      const heard: string[] = []
      Object.assign(globalThis, { heard })
      for (const [of, name] of [
        [Element.prototype, 'append'],
        [Node.prototype, 'appendChild'],
        [Document.prototype, 'createElement'],
        [Element.prototype, 'setAttribute'],
      ] as unknown as [Record<string, unknown>, string][]) {
        const real = of[name] as (...args: unknown[]) => unknown
        of[name] = function (this: unknown, ...args: unknown[]) {
          heard.push(`${name} ${args.map((arg) => (arg instanceof Element ? arg.outerHTML : String(arg))).join()}`)
          return real.apply(this, args)
        }
      }
      globalThis.MutationObserver = class {
        observe() {}
        disconnect() {}
        takeRecords = () => []
      }
    })
    await scene.show(watching, await scene.lead())
    const heard = await watching.evaluate(() => {
      const own = document.createElement('iframe')
      own.setAttribute('aria-label', 'Weak')
      document.body.append(own)
      return (globalThis as unknown as { heard: string[] }).heard.join('\n')
    })
    expect(heard).toMatch(/append <iframe aria-label="Weak"/)
    expect(heard).not.toMatch(/aria-label=.?"Baton|chrome-extension/)
    await watching.close()
  })

  test.each<[string, (given: string) => void, string?]>([
    ['is removed', () => document.querySelector('iframe[aria-label=Baton]')?.remove()],
    ['is moved', () => document.body.append(document.querySelector('iframe[aria-label=Baton]')!)],
    [
      'is pointed elsewhere',
      () => document.querySelector('iframe[aria-label=Baton]')?.setAttribute('src', '/request-a-demo'),
    ],
    [
      'is given a text',
      () => document.querySelector('iframe[aria-label=Baton]')?.setAttribute('srcdoc', 'You have won'),
    ],
    ['is given a sandbox', () => document.querySelector('iframe[aria-label=Baton]')?.setAttribute('sandbox', '')],
    ['is hidden', () => document.querySelector('iframe[aria-label=Baton]')?.setAttribute('style', 'display: none')],
    ...['srcdoc', 'sandbox', 'inert'].map((given): [string, (given: string) => void, string] => [
      `is given ${given} in the place of its name`,
      (name) => {
        const frame = document.querySelector('iframe[aria-label=Baton]')
        frame?.removeAttribute('aria-label')
        frame?.setAttribute(name, name)
      },
      given,
    ]),
    ['is led elsewhere from inside', () => frames[0]?.location.replace('about:blank')],
    ['is led to another spelling of its address', (address) => frames[0]?.location.replace(address)],
    ['loses its page', () => document.documentElement.replaceWith(document.createElement('html'))],
    [
      'has another document written over it',
      () => {
        document.open()
        document.write('<h1>Another</h1>')
        document.close()
      },
    ],
  ])(
    'that %s comes back and works',
    async (_, harm, given = `chrome-extension://${scene.desk.extensionId}/%73idebar.html`) => {
      const address = await scene.lead()
      await scene.show(page, address)
      await page.evaluate(harm, given)
      await page.locator('iframe[aria-label="Baton"]:not([sandbox], [srcdoc], [inert])').waitFor()
      await acceptIn(sidebarOf(page)).waitFor()
      await acceptsByHand(address)
    },
  )

  test('that is removed at once, again and again, comes back a few times a second and costs the page next to nothing', async () => {
    const address = await scene.lead()
    await scene.show(page, address)
    const fought = await page.evaluate(async () => {
      let removals = 0
      const fight = new MutationObserver(() => {
        const frame = document.querySelector('iframe[aria-label=Baton]')
        if (frame === null) return
        removals += 1
        frame.remove()
      })
      fight.observe(document, { childList: true, subtree: true })
      document.querySelector('iframe[aria-label=Baton]')?.remove()
      let ticks = 0
      const ticking = setInterval(() => (ticks += 1), 10)
      await new Promise((resolve) => setTimeout(resolve, 3_000))
      clearInterval(ticking)
      fight.disconnect()
      return { removals, ticks }
    })
    // Ten times a second at most; the page's own timers run on.
    expect(fought.removals).toBeGreaterThan(3)
    expect(fought.removals).toBeLessThan(40)
    expect(fought.ticks).toBeGreaterThan(100)
    await acceptIn(sidebarOf(page)).waitFor()
    await acceptsByHand(address)
  })
})
