import { createBaton, PULSE, type BatonParts } from './baton.ts'
import { servePort } from './port.ts'

/** The messages of a content script: its page shows another address now; it was told to look at what to show. */
export const HERE = 'here'
const VIEW = 'view'

/**
 * The background worker. Browsers stop it at any time and start it anew for the next event, so listeners are added before
 * anything is awaited, and whatever must last lies in the store.
 */
export const startWorker = (given: BatonParts): void => {
  const { browser } = given
  const baton = createBaton(given)
  /** Signing in is the first thing to do. */
  const welcome = async (): Promise<void> => {
    const { openOptions, state } = baton.parts.session
    if ((await state()).me === null) await openOptions()
  }
  browser.onConnect((port) => servePort(port, browser, baton.parts))
  browser.onMessage((message, sender) => {
    const tabId = sender.tab?.id
    // It runs in the tab's own page only, and says nothing but that it is there.
    const isOurs = sender.id === browser.id && !sender.frameId && tabId !== undefined
    if (!isOurs) return undefined
    if (message === HERE) return baton.moved(tabId)
    return message === VIEW ? baton.frames.view(tabId) : undefined
  })
  browser.tabs.onMoved((tabId) => void baton.moved(tabId).then(() => baton.frames.push(tabId)))
  browser.permissions.onChanged(baton.hostsChanged)
  browser.onInstalled((isNew) => {
    void baton.wake()
    if (isNew) void welcome()
  })
  browser.onOnline(baton.online)
  browser.alarms.onAlarm((name) => {
    if (name === PULSE) void baton.pulse()
  })
  void baton.wake()
}
