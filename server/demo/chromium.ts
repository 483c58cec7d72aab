import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { aptInstall, download, thisMachine, waysToChromium } from './chromiumWays.ts'

/** Path of a Chromium that starts; installs one where there is none. Throws a sentence that says what to do. */
export const findChromium = async (): Promise<string> => {
  const machine = thisMachine()
  const ways = waysToChromium(machine, chromium.executablePath())
  const problems: string[] = []
  for (const way of ways) {
    if (way.kind === 'use') return way.path
    problems.push(way.kind === 'download' ? await download() : await aptInstall())
    const now = waysToChromium(machine, chromium.executablePath())[0]
    if (now?.kind === 'use') return now.path
  }
  const named = process.env.BATON_CHROMIUM
  const why = named ? `BATON_CHROMIUM names ${named}, which does not start.` : problems.join(' ')
  throw new Error(`No Chromium is here. ${why} Install Chromium and name it in BATON_CHROMIUM.`)
}

export type Launch = {
  /** Folder of the built extension. */
  extensionDir: string
  headless: boolean
  /** The profile; it must not be one that another browser has open. */
  userDataDir: string
  /** Further switches of Chromium's command line. */
  args?: string[]
}

/** Starts Chromium on its own profile with the extension loaded. Closing the context ends the browser. */
export const launchWithExtension = async ({
  extensionDir,
  headless,
  userDataDir,
  args = [],
}: Launch): Promise<BrowserContext> => {
  const executablePath = await findChromium()
  const launch = (sandbox: boolean) =>
    chromium.launchPersistentContext(userDataDir, {
      executablePath,
      // The switch below is the headless mode that loads extensions; Playwright's own setting may pick another.
      headless: false,
      chromiumSandbox: sandbox,
      viewport: headless ? { width: 1280, height: 800 } : null,
      args: [...switches(extensionDir, headless), ...args],
    })
  const isFresh = !existsSync(join(userDataDir, 'Default')) && existsSync(join(extensionDir, 'options.html'))
  // Containers and root have no sandbox. A person's window gets one wherever the system allows it.
  const context = await (headless || process.getuid?.() === 0 ? launch(false) : launch(true).catch(() => launch(false)))
  if (isFresh) await optionsShown(context)
  return context
}

/** In a fresh profile the extension shows its options page, in any tab that is empty: nobody should be using one until then. */
const optionsShown = async (context: BrowserContext): Promise<void> => {
  const isIt = ({ protocol, pathname }: URL) => protocol === 'chrome-extension:' && pathname === '/options.html'
  const shows = (page: Page) => page.waitForURL(isIt, { waitUntil: 'commit', timeout: 10_000 })
  const later = context.waitForEvent('page', { timeout: 10_000, predicate: (page) => shows(page).then(...YES_OR_NO) })
  await Promise.any([...context.pages().map(shows), later]).catch(() => undefined)
}
const YES_OR_NO = [() => true, () => false] as const

const switches = (extensionDir: string, headless: boolean): string[] => [
  ...(headless ? ['--headless=new'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--window-size=1440,900',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-extensions-except=${extensionDir}`,
  `--load-extension=${extensionDir}`,
]

/** Id of the loaded extension, told by its service worker. */
export const extensionId = async (context: BrowserContext): Promise<string> => {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 30_000 }))
  return new URL(worker.url()).host
}

/** What the extensions page of Chromium offers to its own scripts. */
type ExtensionsPage = { developerPrivate: { addHostPermission(id: string, pattern: string): Promise<void> } }

/** Lets the extension ask for these origins without a dialogue; the asking itself still needs a click in it. */
export const allowHosts = async (context: BrowserContext, id: string, origins: string[]): Promise<void> => {
  const page = await context.newPage()
  await page.goto('chrome://extensions')
  for (const origin of origins) {
    await page.evaluate(
      ([of, pattern]) =>
        (globalThis as unknown as { chrome: ExtensionsPage }).chrome.developerPrivate.addHostPermission(of, pattern),
      [id, hostPattern(origin)] as const,
    )
  }
  await page.close()
}

/** The pattern that the extension asks for: without a port, because Firefox knows none in patterns. */
const hostPattern = (origin: string): string => {
  const { protocol, hostname } = new URL(origin)
  return `${protocol}//${hostname}/*`
}
