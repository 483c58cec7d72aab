import browser from 'webextension-polyfill'
import type { Runtime, Storage } from 'webextension-polyfill'
import { hostPattern, type Area, type PageBrowser, type Port, type WorkerBrowser } from './browser.ts'

const CONTENT_SCRIPT = '/record.js'

/** The real browser, as the worker sees it. */
export const workerBrowser = (): WorkerBrowser => ({
  id: browser.runtime.id,
  origin: browser.runtime.getURL('').replace(/\/$/, ''),
  deviceName,
  onConnect: (listener) => browser.runtime.onConnect.addListener((port) => listener(asPort(port))),
  onMessage: (listener) =>
    browser.runtime.onMessage.addListener(((message, sender) =>
      listener(message, sender)) as Runtime.OnMessageListenerAsync),
  onInstalled: (listener) => {
    browser.runtime.onInstalled.addListener(({ reason }) => listener(reason === 'install'))
    browser.runtime.onStartup.addListener(() => listener(false))
  },
  onOnline: (listener) => globalThis.addEventListener('online', () => listener()),
  openOptions: () => browser.runtime.openOptionsPage(),
  protectStorage: async () => {
    await protect(browser.storage.session)
    await protect(browser.storage.local)
  },
  session: asArea(browser.storage.session),
  local: asArea(browser.storage.local),
  tabs: {
    get: async (id) => {
      const tab = await browser.tabs.get(id).catch(() => null)
      return tab === null ? null : { id, url: tab.url }
    },
    at: async (origin) => {
      const tabs = await browser.tabs.query({ url: hostPattern(origin) })
      return tabs.flatMap(({ id, url }) =>
        id !== undefined && url !== undefined && URL.parse(url)?.origin === origin ? [{ id, url }] : [],
      )
    },
    send: (id, message) =>
      browser.tabs.sendMessage(id, message, { frameId: 0 }).then(
        () => undefined,
        () => undefined,
      ),
    ask: (id, message) => browser.tabs.sendMessage(id, message, { frameId: 0 }).catch(() => undefined),
    show: async (id) => {
      const tab = await browser.tabs.update(id, { active: true })
      if (tab?.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true })
    },
    open: async (url) => void (await browser.tabs.create({ url })),
    onMoved: (listener) =>
      browser.tabs.onUpdated.addListener((tabId, change) => {
        if (change.url !== undefined) listener(tabId)
      }),
  },
  scripts: {
    registered: async () => {
      const scripts = await browser.scripting.getRegisteredContentScripts()
      return scripts.map(({ id, matches }) => ({ id, pattern: matches?.[0] ?? '' }))
    },
    register: ({ id, pattern }) =>
      browser.scripting.registerContentScripts([
        { id, matches: [pattern], js: [CONTENT_SCRIPT], runAt: 'document_start', persistAcrossSessions: true },
      ]),
    unregister: (ids) => browser.scripting.unregisterContentScripts({ ids }),
    runIn: async (tabId) =>
      void (await browser.scripting.executeScript({ target: { tabId }, files: [CONTENT_SCRIPT] })),
  },
  permissions: {
    has: (origin) => browser.permissions.contains({ origins: [hostPattern(origin)] }),
    onChanged: (listener) => {
      browser.permissions.onAdded.addListener(() => listener())
      browser.permissions.onRemoved.addListener(() => listener())
    },
  },
  alarms: {
    every: (name, minutes) => Promise.resolve(browser.alarms.create(name, { periodInMinutes: minutes })),
    clear: async (name) => void (await browser.alarms.clear(name)),
    onAlarm: (listener) => browser.alarms.onAlarm.addListener(({ name }) => listener(name)),
  },
  identity: {
    redirectUrl: () => (browser.identity === undefined ? null : browser.identity.getRedirectURL()),
    launch: async (url) => {
      try {
        return { kind: 'answer', address: await browser.identity.launchWebAuthFlow({ url, interactive: true }) }
      } catch (error) {
        // Chrome: «The user did not approve access.» Firefox: «User cancelled or denied access.»
        const isClosed = error instanceof Error && /not approve|cancel/i.test(error.message)
        return { kind: isClosed ? 'closed' : 'failed' }
      }
    },
  },
  badge: {
    show: async ({ text, title, color }) => {
      await browser.action.setBadgeBackgroundColor({ color })
      await browser.action.setBadgeText({ text })
      await browser.action.setTitle({ title })
    },
  },
})

/** The real browser, as a page of ours sees it. In Firefox a frame inside a page has a content script's powers only. */
export const pageBrowser = (): PageBrowser => ({
  connect: (name) => asPort(browser.runtime.connect({ name })),
  requestOrigins: (origins) => browser.permissions.request({ origins: [...new Set(origins.map(hostPattern))] }),
})

const asPort = (port: Runtime.Port): Port => ({
  name: port.name,
  sender: port.sender,
  post: (message) => port.postMessage(message),
  close: () => port.disconnect(),
  onMessage: (listener) => port.onMessage.addListener((message) => listener(message)),
  onClose: (listener) => port.onDisconnect.addListener(() => listener()),
})

const asArea = (area: Storage.StorageArea): Area => ({
  get: async (key) => (await area.get(key))[key],
  set: (key, value) => area.set({ [key]: value }),
  remove: (key) => area.remove(key),
})

type Protectable = Storage.StorageArea & {
  setAccessLevel?: (access: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>
}

const protect = async (area: Protectable): Promise<void> => {
  await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })
}

const deviceName = async (): Promise<string> => {
  const { os } = await browser.runtime.getPlatformInfo()
  const browserName = /Edg\//.test(navigator.userAgent)
    ? 'Edge'
    : /Firefox\//.test(navigator.userAgent)
      ? 'Firefox'
      : 'Chrome'
  const systems: Record<string, string> = {
    mac: 'macOS',
    win: 'Windows',
    linux: 'Linux',
    cros: 'ChromeOS',
    android: 'Android',
  }
  return `${browserName} on ${systems[os] ?? os}`
}
