import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EMBEDDINGS } from '../support/hostile/embeddings.ts'
import { makeHostile, openScene, type Scene } from '../support/hostile/scene.ts'
import { isRefusedByBrowser, wait } from '../support/hostile/tools.ts'
import { startWeak, type Weak } from '../support/hostile/weak.ts'

let scene: Scene
let weak: Weak
let page: Page
beforeAll(async () => {
  weak = await startWeak()
  scene = await openScene()
  page = await scene.desk.context.newPage()
  await makeHostile(scene, page)
})
afterAll(async () => {
  await scene?.close()
  await weak?.close()
})

/** The card that the attacker embedded, wherever it is, once its document is there. */
const embedded = async (card: string): Promise<{ page: Page; frame: Frame } | null> => {
  for (const one of scene.desk.context.pages()) {
    for (const frame of one.frames().filter((inner) => unescape(inner.url()).startsWith(card))) {
      const isOurs = frame.parentFrame() === page.mainFrame() && !(await isSecond(frame))
      if (!isOurs) return { page: one, frame }
    }
  }
  return null
}

const isSecond = async (frame: Frame): Promise<boolean> =>
  (await (await frame.frameElement()).getAttribute('id')) === 'second'

/** As soon as a press could count there, should it ever. */
const pressIn = async (found: { page: Page; frame: Frame }): Promise<void> => {
  await found.page.bringToFront()
  const button = found.frame.getByRole('button', { name: 'Accept' })
  if (await button.isVisible()) await button.click()
}

const closeOthers = async (): Promise<void> => {
  for (const other of scene.desk.context.pages())
    if (other !== page && /card|sidebar/.test(other.url())) await other.close()
}

test.each(EMBEDDINGS)('$name makes a weak sidebar accept, and not Baton', async ({ on, embed, shows }) => {
  const ourCard = `chrome-extension://${scene.desk.extensionId}/sidebar.html`
  await page.goto(weak.pageUrl)
  const before = weak.accepted()
  await page.evaluate(() => document.querySelector('iframe')?.remove())
  await page.evaluate(embed, { card: weak.cardUrl, between: weak.betweenUrl })
  const tryWeak = async () => {
    const found = await embedded(weak.cardUrl)
    if (found !== null) await pressIn(found)
    return weak.accepted()
  }
  await expect.poll(tryWeak).toBeGreaterThan(before)
  await closeOthers()

  const address = await scene.lead()
  if (on === 'elsewhere') await page.goto(weak.pageUrl)
  else await scene.show(page, address)
  await page.evaluate(embed, { card: ourCard, between: weak.betweenUrl })
  const tryOurs = async () => {
    const found = await embedded(ourCard)
    if (found === null) return isRefusedByBrowser(page) ? 'refused by the browser' : 'nothing is embedded'
    const body = found.frame.locator('body')
    // Until it says what becomes of the press, which takes a while.
    if (!/Accepting/.test(await body.innerText())) await pressIn(found)
    await wait(page, 300)
    return body.innerText()
  }
  await expect.poll(tryOurs).toMatch(shows)
  if (on !== 'beside ours') expect(await tryOurs()).not.toContain(scene.buyer.name)
  expect((await scene.handoffOn(address))?.state).toBe('offered')

  await closeOthers()
  await scene.show(page, address)
  await scene.accept(page, address)
})

test('a second card in the page keeps ours from nothing', async () => {
  const address = await scene.lead()
  await scene.show(page, address)
  await page.evaluate((card) => {
    const second = document.createElement('iframe')
    second.src = card
    second.hidden = true
    document.body.append(second)
  }, `chrome-extension://${scene.desk.extensionId}/sidebar.html`)
  await expect.poll(() => page.frames().filter((frame) => frame.url().endsWith('/sidebar.html')).length).toBe(2)
  await scene.accept(page, address)
})
