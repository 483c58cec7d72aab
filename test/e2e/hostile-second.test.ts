import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeHostile, openScene, type Scene, spotOn } from '../support/hostile/scene.ts'
import { embed, type Second, SECONDS } from '../support/hostile/seconds.ts'
import { isRefusedByBrowser, type Spot, wait } from '../support/hostile/tools.ts'
import { openWeak, startWeak, WEAK_SPOT, type Weak } from '../support/hostile/weak.ts'

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

const BESIDE_PX = 420

/** The person is led to press where the second card's button is, after longer than the gate asks. */
const trick = async ({ place, dress, harm }: Second, address: string, from: Spot): Promise<void> => {
  const at = place === 'over' ? from : { x: from.x - BESIDE_PX, y: from.y }
  await page.evaluate(embed, { card: address, at, from, dress })
  const card = page.frameLocator('#second')
  const shown = card.getByRole('button', { name: 'Accept' }).or(card.locator('[data-presses]')).first()
  await expect.poll(async () => isRefusedByBrowser(page) || (await shown.count()) > 0).toBe(true)
  await page.evaluate(harm)
  await wait(page, 900)
  await page.mouse.move(at.x, at.y)
  await page.mouse.click(at.x, at.y)
}

const pressAgain = async () => {
  await wait(page, 900)
  const button = await page.frameLocator('#second').getByRole('button', { name: 'Accept' }).boundingBox()
  if (button) await page.mouse.click(button.x + button.width / 2, button.y + button.height / 2)
}

const stateOf = async (address: string) => (await scene.handoffOn(address))?.state

test.each(SECONDS)('$name makes a weak sidebar accept, and not Baton', async (second) => {
  await openWeak(page, weak)
  const before = weak.accepted()
  await trick(second, weak.cardUrl, WEAK_SPOT)
  await expect.poll(() => weak.accepted()).toBeGreaterThan(before)

  const address = await scene.lead()
  await scene.show(page, address)
  const path = second.spelling === 'encoded' ? '%73idebar.html' : 'sidebar.html'
  await trick(second, `chrome-extension://${scene.desk.extensionId}/${path}`, await spotOn(page))
  const said = page.frameLocator('#second').locator('body')
  if (second.spelling === 'plain')
    await expect
      .poll(async () => {
        const words = await said.innerText()
        // A slow machine does not help against it: the person presses once more, where the words have moved the button to.
        if (words.includes('had only just come into view')) await pressAgain()
        return words
      })
      .toMatch(/Baton cannot tell whether this card is its own|covers Baton|covers or hides Baton/)
  else await wait(page, 1_500)
  expect(await stateOf(address)).toBe('offered')

  await page.goto(address)
  await scene.accept(page, address)
})
