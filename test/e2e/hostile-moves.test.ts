import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sidebarOf } from '../support/desk.ts'
import { untilPressesCount } from '../support/hand.ts'
import { MOVES, type Move } from '../support/hostile/moves.ts'
import { acceptByHand, acceptIn, openScene, type Scene, spotOn } from '../support/hostile/scene.ts'
import { arm, type Spot, wait } from '../support/hostile/tools.ts'
import { openWeak, startWeak, WEAK_SPOT, type Weak } from '../support/hostile/weak.ts'

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

const trick = async ({ lay, press }: Move, spot: Spot): Promise<void> => {
  await arm(page)
  await page.evaluate(lay, spot)
  await wait(page, 700)
  await press(page, spot)
}

const stateOf = async (address: string) => (await scene.handoffOn(address))?.state

test.each(MOVES)('$name makes a sidebar without a gate accept, and not Baton', async (move) => {
  await openWeak(page, weak)
  const before = weak.accepted()
  await trick(move, WEAK_SPOT)
  await expect.poll(() => weak.accepted()).toBeGreaterThan(before)

  const address = await scene.lead()
  await scene.show(page, address)
  await trick(move, await spotOn(page))
  await sidebarOf(page)
    .getByText(/covers Baton|covers or hides Baton|only just come into view|put the keyboard here/)
    .first()
    .waitFor()
  expect(await stateOf(address)).toBe('offered')

  await page.goto(address)
  await acceptByHand(page)
  await expect.poll(() => stateOf(address)).toBe('accepted')
})

test('a record that the page changes under a press is not accepted, and neither is the one before', async () => {
  const [first, second] = [await scene.lead(), await scene.lead()]
  await scene.show(page, first)
  const spot = await spotOn(page)
  await page.mouse.move(spot.x, spot.y)
  await page.evaluate((address) => history.pushState(null, '', address), second)
  await page.mouse.click(spot.x, spot.y)
  await untilPressesCount(acceptIn(sidebarOf(page)))
  expect([await stateOf(first), await stateOf(second)]).toEqual(['offered', 'offered'])
  await acceptByHand(page)
  await expect.poll(() => stateOf(second)).toBe('accepted')
  expect(await stateOf(first)).toBe('offered')
})

test('keys count for somebody who took the keyboard into the card', async () => {
  const [clicked, tabbed] = [await scene.lead(), await scene.lead()]
  await scene.show(page, clicked)
  await sidebarOf(page).getByRole('heading', { level: 2 }).click()
  await page.keyboard.press('a')
  await expect.poll(() => stateOf(clicked)).toBe('accepted')

  await scene.show(page, tabbed)
  await page.evaluate(() => document.querySelector<HTMLElement>('iframe')?.focus())
  const accept = sidebarOf(page).getByRole('button', { name: 'Accept' })
  while (!(await accept.evaluate((button) => button === button.ownerDocument.activeElement))) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await expect.poll(() => stateOf(tabbed)).toBe('accepted')
})
