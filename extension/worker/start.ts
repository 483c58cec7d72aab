import { createBaton, PULSE, type BatonParts } from './baton.ts'
import { servePort } from './port.ts'

/** The message of a content script: its page shows another address now. */
export const HERE = 'here'

/**
 * The background worker. Browsers stop it at any time and start it anew for the next event, so listeners are added before
 * anything is awaited, and whatever must last lies in the store.
 */
export const startWorker = (given: BatonParts): void => {
  const { browser } = given
  const baton = createBaton(given)
  browser.onConnect((port) => servePort(port, browser, baton.parts))
  browser.onMessage((message, sender) => {
    const tabId = sender.tab?.id
    return message === HERE && sender.id === browser.id && tabId !== undefined ? baton.moved(tabId) : undefined
  })
  browser.tabs.onMoved((tabId) => void baton.moved(tabId).then((view) => browser.tabs.send(tabId, view)))
  browser.permissions.onChanged(baton.hostsChanged)
  browser.onInstalled(() => void baton.wake())
  browser.onOnline(baton.online)
  browser.alarms.onAlarm((name) => {
    if (name === PULSE) void baton.pulse()
  })
  void baton.wake()
}
