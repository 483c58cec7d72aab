import type { Area, HostScript, PageBrowser, Port, Sender, Tab, WindowAnswer, WorkerBrowser } from './browser.ts'
import { hostPattern } from './browser.ts'

const ID = 'nmehchbbafckpekpafghimebambpejdd'
const ORIGIN = `chrome-extension://${ID}`
export const REDIRECT = `https://${ID}.chromiumapp.org/`

/** A browser in memory, for tests: what it shows and remembers can be read and changed from outside. */
export type FakeBrowser = {
  id: string
  origin: string
  /** Begins a life of the worker: everything that an earlier life listened to and every open port is gone. */
  worker(): WorkerBrowser
  /** A page that opens ports as this sender; without one, a page of ours that is in no tab. */
  page(sender?: Sender): PageBrowser
  /** The page of ours in the frame of a tab. */
  frame(tabId: number): PageBrowser
  /** A content script's message; resolves with the worker's answer. */
  message(message: unknown, sender: Sender): Promise<unknown>
  move(tabId: number, url: string): void
  grant(origin: string): void
  alarm(name: string): void
  online(): void
  /** It was installed, or updated. */
  install(isNew: boolean): void
  tabs: Map<number, Tab>
  shownTabs: number[]
  /** For how long the frame in a tab has been in plain sight, by its content script's word; by default a minute. */
  plainMs: Map<number, number>
  /** What hears, in the frame of a tab, the words that its content script is given. */
  hears: Map<number, (word: string) => void>
  /** What content scripts were told. */
  sent: { tabId: number; message: unknown }[]
  scripts: HostScript[]
  /** Tabs in which the content script was run at once. */
  ranIn: number[]
  alarms: Set<string>
  badge: { text: string; title: string; color: string }
  session: Map<string, unknown>
  local: Map<string, unknown>
  isProtected: boolean
  optionsOpened: number
  /** Pages that the sign-in window showed, and what becomes of each; by default it is closed. */
  windows: string[]
  answerWindow: (url: URL) => WindowAnswer | Promise<WindowAnswer>
  /** Whether it has such a window. */
  hasWindow: boolean
}

export const createFakeBrowser = (): FakeBrowser => {
  let life = newListeners()
  const granted = new Set<string>()

  const fake: FakeBrowser = {
    id: ID,
    origin: ORIGIN,
    tabs: new Map(),
    shownTabs: [],
    plainMs: new Map(),
    hears: new Map(),
    sent: [],
    scripts: [],
    ranIn: [],
    alarms: new Set(),
    badge: { text: '', title: '', color: '' },
    session: new Map(),
    local: new Map(),
    isProtected: false,
    optionsOpened: 0,
    windows: [],
    answerWindow: () => ({ kind: 'closed' }),
    hasWindow: true,
    worker: () => {
      for (const close of life.ports) close()
      life = newListeners()
      return workerView(fake, life, granted)
    },
    page: (sender = { id: ID, url: `${ORIGIN}/popup.html` }) => ({
      connect: (name) => connect(name, sender, life),
      requestOrigins: async (origins) => {
        origins.forEach(fake.grant)
        return true
      },
    }),
    frame: (tabId) => fake.page({ id: ID, url: `${ORIGIN}/sidebar.html`, frameId: 1, tab: { id: tabId } }),
    message: async (message, sender) => {
      for (const listener of life.message) {
        const answer = listener(message, sender)
        if (answer !== undefined) return answer
      }
      return undefined
    },
    move: (tabId, url) => {
      fake.tabs.set(tabId, { id: tabId, url })
      for (const listener of life.moved) listener(tabId)
    },
    grant: (origin) => {
      granted.add(hostPattern(origin))
      for (const listener of life.permissions) listener()
    },
    alarm: (name) => life.alarm.forEach((listener) => listener(name)),
    install: (isNew) => life.installed.forEach((listener) => listener(isNew)),
    online: () => life.online.forEach((listener) => listener()),
  }
  return fake
}

const newListeners = () => ({
  connect: [] as ((port: Port) => void)[],
  message: [] as ((message: unknown, sender: Sender) => Promise<unknown> | undefined)[],
  moved: [] as ((tabId: number) => void)[],
  permissions: [] as (() => void)[],
  alarm: [] as ((name: string) => void)[],
  online: [] as (() => void)[],
  installed: [] as ((isNew: boolean) => void)[],
  ports: [] as (() => void)[],
})
type Listeners = ReturnType<typeof newListeners>

const workerView = (fake: FakeBrowser, life: Listeners, granted: Set<string>): WorkerBrowser => ({
  id: ID,
  origin: ORIGIN,
  deviceName: async () => 'Chrome on Linux',
  onConnect: (listener) => void life.connect.push(listener),
  onMessage: (listener) => void life.message.push(listener),
  onInstalled: (listener) => void life.installed.push(listener),
  onOnline: (listener) => void life.online.push(listener),
  openOptions: async () => void (fake.optionsOpened += 1),
  protectStorage: async () => void (fake.isProtected = true),
  session: area(fake.session),
  local: area(fake.local),
  tabs: {
    get: async (id) => fake.tabs.get(id) ?? null,
    at: async (origin) =>
      [...fake.tabs.values()].filter(({ url }) => url !== undefined && new URL(url).origin === origin),
    // As the content script does: it asks, and shows what it is answered.
    send: async (tabId) => {
      const view = await fake.message('view', { id: ID, tab: { id: tabId } })
      fake.sent.push({ tabId, message: view })
    },
    ask: async (id, message) => {
      fake.hears.get(id)?.((message as { word: string }).word)
      return fake.plainMs.get(id) ?? 60_000
    },
    show: async (id) => void fake.shownTabs.push(id),
    open: async (url) => {
      const id = Math.max(0, ...fake.tabs.keys()) + 1
      fake.tabs.set(id, { id, url })
      fake.shownTabs.push(id)
    },
    onMoved: (listener) => void life.moved.push(listener),
  },
  scripts: {
    registered: async () => [...fake.scripts],
    register: async (script) => {
      if (fake.scripts.some(({ id }) => id === script.id)) throw new Error(`Duplicate script ID '${script.id}'`)
      fake.scripts.push(script)
    },
    unregister: async (ids) => void (fake.scripts = fake.scripts.filter(({ id }) => !ids.includes(id))),
    runIn: async (tabId) => void fake.ranIn.push(tabId),
  },
  permissions: {
    has: async (origin) => granted.has(hostPattern(origin)),
    onChanged: (listener) => void life.permissions.push(listener),
  },
  alarms: {
    every: async (name) => void fake.alarms.add(name),
    clear: async (name) => void fake.alarms.delete(name),
    onAlarm: (listener) => void life.alarm.push(listener),
  },
  identity: {
    redirectUrl: () => (fake.hasWindow ? REDIRECT : null),
    launch: async (url) => {
      fake.windows.push(url)
      return fake.answerWindow(new URL(url))
    },
  },
  badge: { show: async (badge) => void (fake.badge = badge) },
})

const area = (kept: Map<string, unknown>): Area => ({
  get: async (key) => kept.get(key),
  set: async (key, value) => void kept.set(key, structuredClone(value)),
  remove: async (key) => void kept.delete(key),
})

/** Two ends of one port. Messages arrive later and as copies, like the real ones. */
const connect = (name: string, sender: Sender, life: Listeners): Port => {
  let isOpen = true
  const end = () => ({ messages: [] as ((message: unknown) => void)[], closes: [] as (() => void)[] })
  const [page, worker] = [end(), end()]
  const port = (mine: ReturnType<typeof end>, other: ReturnType<typeof end>): Port => ({
    name,
    post: (message) => {
      if (!isOpen) throw new Error('Attempting to use a disconnected port object')
      const copy: unknown = structuredClone(message)
      queueMicrotask(() => other.messages.forEach((listener) => listener(copy)))
    },
    close: () => {
      isOpen = false
      queueMicrotask(() => other.closes.forEach((listener) => listener()))
    },
    onMessage: (listener) => void mine.messages.push(listener),
    onClose: (listener) => void mine.closes.push(listener),
  })
  life.ports.push(() => {
    if (isOpen) port(worker, page).close()
  })
  const workerEnd = { ...port(worker, page), sender }
  for (const listener of life.connect) listener(workerEnd)
  return port(page, worker)
}
