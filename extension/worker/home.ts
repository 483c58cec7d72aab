import type { Problem } from '../../shared/problem.ts'
import type { Sender, WorkerBrowser } from '../browser/browser.ts'
import { keyOf } from './answers.ts'
import type { Shown } from './shown.ts'
import type { Store } from './store.ts'
import { PLAIN_MS } from './wire.ts'

/** A page of ours behind a port. `tabId`, `frameId`: by the browser's word; `within`: the origin that holds it, by its own. */
export type PageAt = { isSidebar: boolean; tabId: number | null; frameId: number | null; within: string | null }

export const pageAt = ({ url, tab, frameId }: Sender, within: string | null): PageAt => ({
  isSidebar: url !== undefined && URL.parse(url)?.pathname === '/sidebar.html',
  tabId: tab?.id ?? null,
  frameId: frameId ?? null,
  within,
})

/** Any page can embed the sidebar, the only page of ours that can be. This is who it is answered to, and when it may act. */
export type Home = {
  /** A page of ours is there until it leaves. */
  enter(page: PageAt): () => void
  /** Whether the sidebar is in the page of a connected CRM to which access was given; other pages of ours are at home anywhere. */
  isHome(page: PageAt): Promise<boolean>
  /** Why an act on this handoff is not taken from this page; null: it is. */
  withheld(page: PageAt, handoffId: string): Promise<Problem | null>
}

export type HomeParts = { browser: Pick<WorkerBrowser, 'tabs'>; shown: Shown; store: Pick<Store, 'keyOfHandoff'> }

export const createHome = ({ browser, shown, store }: HomeParts): Home => {
  const sidebars = new Set<PageAt>()

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
  const isShownIn = async (tabId: number | null, handoffId: string): Promise<boolean> => {
    const [record, key] = await Promise.all([shown.recordIn(tabId), store.keyOfHandoff(handoffId)])
    return record !== null && key === keyOf(record)
  }

  return {
    enter: (page) => {
      if (page.isSidebar) sidebars.add(page)
      return () => void sidebars.delete(page)
    },
    isHome,
    withheld: async (page, handoffId) => {
      const { isSidebar, tabId } = page
      if (!isSidebar || tabId === null) return isSidebar ? NOT_HOME : null
      if (!(await isHome(page))) return NOT_HOME
      // A second one was put there by the page: which of the two the content script vouches for is not known.
      if ([...sidebars].filter((other) => other.tabId === tabId).length > 1) return DOUBLED
      if (!(await isShownIn(tabId, handoffId))) return MOVED_ON
      const plainMs = await browser.tabs.ask(tabId, 'plain')
      if (typeof plainMs !== 'number' || plainMs === 0) return COVERED
      return plainMs < PLAIN_MS ? TOO_SOON : null
    },
  }
}

const local = (type: string, title: string): Problem => ({ type: `urn:baton:problem:${type}`, title, status: 403 })
const NOT_HOME = local('not-home', 'The sidebar is not in a page of a connected CRM')
const DOUBLED = local('doubled', 'The page holds a second sidebar')
const MOVED_ON = local('moved-on', 'The tab shows another record by now')
const COVERED = local('covered', 'The sidebar is not in plain sight')
const TOO_SOON = local('too-soon', 'The sidebar had only just come into view')
