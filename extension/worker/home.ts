import type { Problem } from '../../shared/problem.ts'
import { recordKey } from '../../shared/record.ts'
import type { Sender, WorkerBrowser } from '../browser/browser.ts'
import { refOf } from './answers.ts'
import type { Clock } from './clock.ts'
import { PAGES } from './relay.ts'
import type { Shown } from './shown.ts'
import type { Store } from './store.ts'
import { PLAIN_MS } from './wire.ts'

/** A page of ours behind a port. `tabId`, `frameId`: by the browser's word; `within`: the origin that holds it, by its own. */
export type PageAt = { isSidebar: boolean; tabId: number | null; frameId: number | null; within: string | null }

const SIDEBAR = '/sidebar.html'

/** As the browser has it: the same file has more than one spelling, and only one of them is ours. */
const pathOf = (url: string | undefined): string => URL.parse(url ?? '')?.pathname ?? ''

/** Whether this is the address of a page of ours, if its origin is; what follows `?` or `#` does not matter. */
export const isOurPath = (url: string | undefined): boolean => [...PAGES, SIDEBAR].includes(pathOf(url))

export const pageAt = ({ url, tab, frameId }: Sender, within: string | null): PageAt => ({
  isSidebar: !PAGES.includes(pathOf(url)),
  tabId: tab?.id ?? null,
  frameId: frameId ?? null,
  within,
})

/** Any page can embed the sidebar, the only page of ours that can be. This is who it is answered to, and when it may act. */
export type Home = {
  /** Whether the sidebar is in the page of a connected CRM to which access was given; other pages of ours are at home anywhere. */
  isHome(page: PageAt): Promise<boolean>
  /** Why an act about this handoff or record is not taken from this page; null: it is. */
  withheld(page: PageAt, about: string): Promise<Problem | null>
  /** This page heard this word. */
  heard(page: PageAt, word: string): void
}

export type HomeParts = {
  browser: Pick<WorkerBrowser, 'tabs'>
  clock: Pick<Clock, 'after'>
  shown: Shown
  store: Pick<Store, 'keyOfHandoff'>
}

/** For so long the word of a content script may be under way. */
export const WORD_MS = 2_000

export const createHome = ({ browser, clock, shown, store }: HomeParts): Home => {
  /** Words that are under way, each with whom it has to come from. */
  const words = new Map<string, { from: PageAt; come: () => void }>()

  const isHome = async ({ isSidebar, tabId, frameId, within }: PageAt): Promise<boolean> => {
    if (!isSidebar) return true
    if (tabId === null || frameId === 0) return false
    // Its address is told for hosts that were granted only.
    const [tab, known] = await Promise.all([browser.tabs.get(tabId), shown.connections()])
    const origin = tab?.url === undefined ? undefined : URL.parse(tab.url)?.origin
    if (origin === undefined || (within !== null && within !== origin)) return false
    return known.some(({ baseUrl }) => URL.parse(baseUrl)?.origin === origin)
  }

  /** The record that the tab shows now is the only one that its sidebar acts on. */
  const isShownIn = async (tabId: number | null, about: string): Promise<boolean> => {
    const [record, key] = await Promise.all([shown.recordIn(tabId), store.keyOfHandoff(about)])
    if (record === null) return false
    return recordKey(record) === (key === undefined ? about : recordKey(refOf(key).record))
  }

  return {
    isHome,
    heard: (page, word) => {
      const awaited = words.get(word)
      if (awaited?.from === page) awaited.come()
    },
    withheld: async (page, about) => {
      const { isSidebar, tabId } = page
      if (!isSidebar || tabId === null) return isSidebar ? NOT_HOME : null
      if (!(await isHome(page))) return NOT_HOME
      if (!(await isShownIn(tabId, about))) return MOVED_ON
      // The page may have embedded others: whose frame it is that the content script vouches for is who hears its word.
      const word = crypto.randomUUID()
      const isHeard = new Promise<boolean>((resolve) => {
        words.set(word, { from: page, come: () => resolve(true) })
        clock.after(WORD_MS, () => resolve(false))
      })
      try {
        const plainMs = await browser.tabs.ask(tabId, { word })
        if (typeof plainMs !== 'number' || plainMs === 0) return COVERED
        if (plainMs < PLAIN_MS) return TOO_SOON
        return (await isHeard) ? null : NOT_VOUCHED
      } finally {
        words.delete(word)
      }
    },
  }
}

const local = (type: string, title: string): Problem => ({ type: `urn:baton:problem:${type}`, title, status: 403 })
const NOT_HOME = local('not-home', 'The sidebar is not in a page of a connected CRM')
const NOT_VOUCHED = local('not-vouched', 'The sidebar is not in the frame that the content script vouches for')
const MOVED_ON = local('moved-on', 'The tab shows another record by now')
const COVERED = local('covered', 'The sidebar is not in plain sight')
const TOO_SOON = local('too-soon', 'The sidebar had only just come into view')
