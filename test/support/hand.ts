import type { Locator } from 'playwright-core'
import { expect } from 'vitest'

/** Waits until presses in this element's sidebar count: half a second after what it shows came into plain sight. */
export const untilPressesCount = (inside: Locator): Promise<void> =>
  expect.poll(() => inside.evaluate(({ ownerDocument }) => ownerDocument.documentElement.dataset.presses)).toBe('count')

/** Presses a button of the sidebar as a person does: with the mouse, when it has been there to be seen. */
export const press = async (button: Locator): Promise<void> => {
  await button.waitFor()
  await untilPressesCount(button)
  await button.click()
}
