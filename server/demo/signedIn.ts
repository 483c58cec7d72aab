import type { BrowserContext } from 'playwright-core'
import { allowHosts, extensionId } from './chromium.ts'

/**
 * Signs the extension in and switches its CRMs on, by the buttons that a person presses in the options page. The browser's
 * own dialogue, which no script can answer, is answered for these origins beforehand: for a profile of the demo or a test only.
 */
export const signInExtension = async (
  context: BrowserContext,
  input: { link: string; origins: string[] },
): Promise<string> => {
  const id = await extensionId(context)
  await allowHosts(context, id, [new URL(input.link).origin, ...input.origins])
  const page = await context.newPage()
  await page.goto(`chrome-extension://${id}/options.html`)
  const signIn = page.getByRole('button', { name: 'Sign in', exact: true })
  const signOut = page.getByRole('button', { name: 'Sign out' })
  await signIn.or(signOut).first().waitFor()
  if (await signIn.isVisible()) {
    await page.getByRole('textbox').fill(input.link)
    await signIn.click()
    await signOut.waitFor()
  }
  await page.locator('.crms').waitFor()
  const off = page.getByRole('button', { name: 'Switch on' })
  for (let left = await off.count(); left > 0; left = await off.count()) {
    await off.first().click()
    await page.waitForFunction((count) => document.querySelectorAll('.crms button').length < count, left)
  }
  await page.close()
  return id
}
