import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sidebarOf } from '../support/desk.ts'
import { OVERLAYS, type Overlay } from '../support/hostile/overlays.ts'
import { acceptByHand, openScene, type Scene, spotOn } from '../support/hostile/scene.ts'
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

/** Lays it on the page, lets the person get used to the sight, and has them press. */
const fall = async ({ lay }: Overlay, spot: Spot, usedToMs: number): Promise<void> => {
  await arm(page)
  await page.evaluate(lay, spot)
  await wait(page, usedToMs)
  await page.mouse.move(spot.x, spot.y)
  await page.mouse.click(spot.x, spot.y)
}

test.each(OVERLAYS)(
  '$name makes a sidebar without a gate accept, and not Baton, which says why and takes the press when it is gone',
  async (overlay) => {
    await openWeak(page, weak)
    const before = weak.accepted()
    await fall(overlay, WEAK_SPOT, 50)
    await expect.poll(() => weak.accepted()).toBeGreaterThan(before)

    const address = await scene.lead()
    await scene.show(page, address)
    // For longer than the gate asks.
    await fall(overlay, await spotOn(page), 700)
    await sidebarOf(page)
      .getByText(/covers Baton|covers or hides Baton|only just come into view/)
      .first()
      .waitFor()
    expect((await scene.handoffOn(address))?.state).toBe('offered')

    await page.evaluate(() => tools.undo())
    await wait(page, 600)
    await acceptByHand(page)
    await expect.poll(async () => (await scene.handoffOn(address))?.state).toBe('accepted')
  },
)
