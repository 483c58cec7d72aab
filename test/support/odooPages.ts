import type { BrowserContext, Locator, Page } from 'playwright-core'

/** The name of the record that Odoo's form shows; waits until it is there. */
export const titleIn = (page: Page): Promise<string> =>
  page
    .locator('.o_form_view')
    .locator('[name=name] textarea, [name=name] input')
    .first()
    .inputValue({ timeout: 10_000 })

/** A row of a list by what is written in it. */
export const rowOf = (page: Page, text: string): Locator => page.locator('.o_data_row td[name=name]', { hasText: text })

/** A card of a kanban board. */
export const cardOf = (page: Page, text: string): Locator => page.locator('.o_kanban_record', { hasText: text })

/** The breadcrumb before the last one. */
export const breadcrumb = (page: Page): Locator => page.locator('.o_breadcrumb a, .breadcrumb a').last()

/** Takes the filters away that a list or a board opens with, and searches for this. */
export const searchFor = async (page: Page, text: string): Promise<void> => {
  const facet = page.locator('.o_searchview_facet .o_facet_remove')
  await facet.first().waitFor()
  for (let left = await facet.count(); left > 0; left -= 1) {
    await facet.first().click()
    await page.waitForFunction((count) => document.querySelectorAll('.o_searchview_facet').length < count, left)
  }
  await page.locator('.o_searchview_input').fill(text)
  // Enter takes the first of what Odoo proposes, once it does.
  await page.locator('.o_searchview_autocomplete .o-dropdown-item, .o_searchview_autocomplete li').first().waitFor()
  await page.locator('.o_searchview_input').press('Enter')
  await page.locator('.o_searchview_facet', { hasText: text }).waitFor()
}

/** One thing that was seen in a browser: the tab had another address, or the sidebar began to show another title. */
export type Seen = { atMs: number } & ({ address: string } | { title: string })

/** Notes from now on every address of a tab and every title in its sidebar, each when it came, over loads of the page. */
export const watch = async (context: BrowserContext): Promise<Seen[]> => {
  const seen: Seen[] = []
  await context.exposeBinding('batonSeen', (_source, one: Seen) => void seen.push(one))
  await context.addInitScript(() => {
    const tell = (one: object): void =>
      (globalThis as unknown as { batonSeen(one: object): void }).batonSeen({ atMs: Date.now(), ...one })
    if (location.pathname === '/sidebar.html') {
      let last = ''
      const look = (): void => {
        const title = document.querySelector('h2')?.textContent ?? ''
        if (title !== last) tell({ title: (last = title) })
      }
      new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
    } else if (globalThis.top === globalThis.self) {
      const here = (): void => tell({ address: location.href })
      ;(globalThis as unknown as { navigation: EventTarget }).navigation.addEventListener('currententrychange', here)
      here()
    }
  })
  return seen
}

/** Titles that the sidebar began to show while its tab had an address that is not theirs. `ofAddress` tells whose it may be. */
export const wrongTitles = (seen: Seen[], ofAddress: (address: string) => string[]): Seen[] => {
  const addresses = seen.filter((one) => 'address' in one).toSorted((a, b) => a.atMs - b.atMs)
  return seen.filter((one) => {
    if (!('title' in one) || one.title === '') return false
    const address = addresses.findLast(({ atMs }) => atMs <= one.atMs)?.address
    return address === undefined || !ofAddress(address).includes(one.title)
  })
}
