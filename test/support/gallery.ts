import { readFile } from 'node:fs/promises'
import { chromium, type Page } from 'playwright-core'
import { createServer } from 'vite'
import { findChromium } from '../../server/demo/chromium.ts'

export type State = { name: string; open: string[] }
export type Violation = { id: string; help: string; target: string }

/** The gallery of every state, served on a free port of this machine and looked at in one browser. */
export type Gallery = {
  states: State[]
  /** Shows one state; the page is reused. Resolves when it is drawn and its menus are open. */
  show: (state: State, theme: 'light' | 'dark', widthPx?: number) => Promise<Page>
  close: () => Promise<void>
}

/** `sharp`: pictures with two pixels for one. */
export const openGallery = async ({ sharp = false } = {}): Promise<Gallery> => {
  const server = await createServer({
    configFile: 'extension/gallery/vite.config.ts',
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    logLevel: 'warn',
  })
  await server.listen()
  const base = server.resolvedUrls?.local[0] ?? ''
  const executablePath = process.env.BATON_CHROMIUM ?? (await findChromium())
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const page = await browser.newPage({
    timezoneId: 'America/New_York',
    locale: 'en-US',
    deviceScaleFactor: sharp ? 2 : 1,
  })
  const close = async () => {
    await browser.close()
    await server.close()
  }
  try {
    await page.goto(base)
    const links = page.locator('a[data-state]')
    await links.first().waitFor()
    const states = await links.evaluateAll((all) =>
      all.map((link) => ({
        name: link.getAttribute('data-state') ?? '',
        open: JSON.parse(link.getAttribute('data-open') ?? '[]') as string[],
      })),
    )
    return { states, show: (state, theme, widthPx) => show(page, base, state, theme, widthPx), close }
  } catch (error) {
    await close()
    throw error
  }
}

const show = async (page: Page, base: string, state: State, theme: string, widthPx?: number): Promise<Page> => {
  const width = widthPx ?? (state.name.startsWith('options') ? 1040 : 420)
  await page.setViewportSize({ width, height: 600 })
  const address = `${base}?state=${state.name}&theme=${theme}`
  // Within one surface the page draws the next state itself; it is loaded anew only for another surface's styles.
  const isNear = new URL(page.url()).searchParams.get('state')?.split('/')[0] === state.name.split('/')[0]
  if (isNear) await page.evaluate((next) => window.dispatchEvent(new CustomEvent('gallery', { detail: next })), address)
  else await page.goto(address)
  await page.locator(`#shown[data-state="${state.name}"][data-theme="${theme}"]`).waitFor()
  // Nothing is hovered.
  await page.mouse.move(0, 0)
  for (const name of state.open) {
    await page.getByRole(name.endsWith('…') ? 'menuitem' : 'button', { name }).click()
  }
  return page
}

const axeSource = await readFile(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

/** What axe finds against WCAG 2.2 AA on the page as it stands; `colours`: of the rules about colours alone. */
export const violationsOf = async (page: Page, about: 'all' | 'colours' = 'all'): Promise<Violation[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await axe.run(document, {
      runOnly:
        only === 'all'
          ? { type: 'tag', values: levels }
          : { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
      resultTypes: ['violations'],
    })
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target }) => ({ id, help, target: target.join(' ') })),
    )
  }, about)
}
