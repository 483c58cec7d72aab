import { createContext, useContext } from 'react'
import type { PageBrowser } from '../browser/browser.ts'

const BrowserContext = createContext<PageBrowser | null>(null)

export const BrowserProvider = BrowserContext.Provider

/** The browser of this page, to ask for access to hosts straight from a click: `useBrowser().requestOrigins(origins)`. */
export const useBrowser = (): PageBrowser => {
  const browser = useContext(BrowserContext)
  if (browser === null) throw new Error('useBrowser is used outside BatonProvider')
  return browser
}
