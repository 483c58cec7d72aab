import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EMBEDDINGS } from '../support/hostile/embeddings.ts'
import { acceptByHand, openScene, type Scene } from '../support/hostile/scene.ts'
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

const ourCard = (): string => `chrome-extension://${scene.desk.extensionId}/sidebar.html`

/** The document of the card that the attacker embedded, wherever it is; nothing where the browser refuses. */
const embedded = async (card: string): Promise<{ page: Page; frame: Frame } | null> => {
  for (const one of scene.desk.context.pages()) {
    const frames = one.frames().filter((frame) => frame.url().startsWith(card))
    // On a lead's page the first one is our own.
    const frame = frames.findLast((found) => one !== page || found !== ours())
    if (frame !== undefined) return { page: one, frame }
  }
  return null
}

const ours = (): Frame | undefined =>
  page.frames().find((frame) => frame.parentFrame() === page.mainFrame() && frame.url() === ourCard())

const pressIn = async (found: { page: Page; frame: Frame }): Promise<void> => {
  await found.page.bringToFront()
  const button = found.frame.getByRole('button', { name: 'Accept' })
  if (await button.isVisible()) await button.click({ timeout: 2_000 }).catch(() => undefined)
}

test.each(EMBEDDINGS)('$name makes a weak sidebar accept, and Baton neither show nor act', async ({ on, embed }) => {
  const pageOf = async (address: string) => {
    await page.goto(on === 'elsewhere' ? weak.pageUrl : address)
    // The weak page has a card of its own, which is not what is tried here.
    if (address === weak.pageUrl || on === 'elsewhere')
      await page.evaluate(() => document.querySelector('iframe')?.remove())
  }
  await pageOf(weak.pageUrl)
  const before = weak.accepted()
  await page.evaluate(embed, { card: weak.cardUrl, between: weak.betweenUrl })
  await expect
    .poll(
      async () => {
        const found = await embedded(weak.cardUrl)
        if (found !== null) await pressIn(found)
        return weak.accepted()
      },
      { timeout: 5_000 },
    )
    .toBeGreaterThan(before)
  await closeOthers()

  const address = await scene.lead()
  if (on === 'elsewhere') await pageOf(weak.pageUrl)
  else await scene.show(page, address)
  await page.evaluate(embed, { card: ourCard(), between: weak.betweenUrl })
  await wait(page, 1_500)
  const found = await embedded(ourCard())
  if (found !== null) {
    await pressIn(found)
    await wait(page, 300)
    const text = await found.frame.locator('body').innerText()
    if (on !== 'beside ours') expect(text).not.toContain(scene.buyer.name)
    expect(text).toMatch(SAYS[on])
  }
  expect((await scene.handoffOn(address))?.state).toBe('offered')
  await closeOthers()
  await scene.show(page, address)
  await acceptByHand(page)
  await expect.poll(async () => (await scene.handoffOn(address))?.state, { timeout: 5_000 }).toBe('accepted')
})

const SAYS = {
  nested: /^$|Baton shows this only in your CRM/,
  elsewhere: /^$|not a CRM record|only in your CRM/,
  'beside ours': /^$|second copy of Baton|covers Baton|covers or hides|only just come/,
}

const closeOthers = async (): Promise<void> => {
  for (const other of scene.desk.context.pages())
    if (other !== page && other.url() !== 'about:blank') await other.close()
}
