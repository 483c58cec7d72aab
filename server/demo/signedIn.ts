import type { BrowserContext, Page } from 'playwright-core'
import { parseSignInLink } from '../../shared/session.ts'
import { allowHosts, extensionId } from './chromium.ts'

/**
 * Signs the extension in and switches its CRMs on, by the buttons that a person presses: in the options page and in the sign-in
 * window. The browser's own dialogue, which no script can answer, is answered for these origins beforehand: for a profile of the
 * demo or a test only.
 */
export const signInExtension = async (
  context: BrowserContext,
  input: { link: string; origins: string[] },
): Promise<string> => {
  const id = await extensionId(context)
  const server = parseSignInLink(input.link)?.server ?? ''
  await allowHosts(context, id, [server, ...input.origins])
  const page = await optionsOf(context, id)
  const signIn = page.getByRole('button', { name: 'Sign in', exact: true })
  const signOut = page.getByRole('button', { name: 'Sign out', exact: true })
  await signIn.or(signOut).first().waitFor()
  if (await signIn.isVisible()) {
    await page.getByLabel('Sign-in link').fill(input.link)
    const opened = signInWindow(context, server)
    await signIn.click()
    await (await opened).getByRole('button', { name: 'Allow', exact: true }).click()
    await signOut.waitFor()
  }
  await page.getByRole('link', { name: 'CRM access' }).click()
  await page.locator('.crms').waitFor()
  const off = page.getByRole('button', { name: 'Switch on' })
  for (let left = await off.count(); left > 0; left = await off.count()) {
    await off.first().click()
    await page.waitForFunction((count) => document.querySelectorAll('.crms button').length < count, left)
  }
  // A browser whose last tab is closed ends.
  if (context.pages().length > 1) await page.close()
  else await page.goto('about:blank')
  return id
}

/** The options page, which opens by itself when the extension was just installed. */
export const optionsOf = async (context: BrowserContext, id: string): Promise<Page> => {
  const address = `chrome-extension://${id}/options.html`
  const open = context.pages().find((page) => page.url().startsWith(address))
  if (open !== undefined) return open
  const page = await context.newPage()
  await page.goto(address)
  return page
}

/** The next window that opens, when it shows the server's sign-in page; to be called before the press that opens it. */
export const signInWindow = async (context: BrowserContext, server: string): Promise<Page> => {
  const isIt = (url: URL | string) => String(url).startsWith(`${server}/authorize?`)
  return context.waitForEvent('page', {
    predicate: (page) =>
      page.waitForURL(isIt, { waitUntil: 'commit', timeout: 10_000 }).then(
        () => true,
        () => false,
      ),
  })
}
