/** What Baton uses of a browser, and nothing more: the extension's own code knows these types only. */

/** `frameId` is 0 for a page that is in no other one. `origin`: where the browser tells it. */
export type Sender = { id?: string; url?: string; origin?: string; frameId?: number; tab?: { id?: number } }

/** One end of a long-lived line between a page and the worker. */
export type Port = {
  name: string
  /** Who opened it; known on the worker's end only. */
  sender?: Sender
  post(message: unknown): void
  close(): void
  onMessage(listener: (message: unknown) => void): void
  /** The other end is gone. */
  onClose(listener: () => void): void
}

/** `url` is there only for hosts that were granted, and for our own pages. */
export type Tab = { id: number; url?: string }

export type Area = {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown): Promise<void>
  remove(key: string): Promise<void>
}

/** The content script of one granted host. `pattern` is a match pattern. */
export type HostScript = { id: string; pattern: string }

/** What the background worker needs. Listeners are to be added at its very start, before anything is awaited. */
export type WorkerBrowser = {
  id: string
  /** `chrome-extension://…`, without a path. */
  origin: string
  /** Such as «Chrome on Linux»: what a person reads in the list of their sessions. */
  deviceName(): Promise<string>
  onConnect(listener: (port: Port) => void): void
  /** A content script's message; the promise is its answer. */
  onMessage(listener: (message: unknown, sender: Sender) => Promise<unknown> | undefined): void
  /** Installed, which is `isNew`, updated, or the browser was started. */
  onInstalled(listener: (isNew: boolean) => void): void
  /** The network is back. */
  onOnline(listener: () => void): void
  openOptions(): Promise<void>
  /** Kept out of reach of content scripts where the browser can do so. */
  protectStorage(): Promise<void>
  /** In memory until the browser closes; only our own trusted pages can read it. */
  session: Area
  /** On disk. Nothing confidential: some browsers let content scripts read it. */
  local: Area
  tabs: {
    get(id: number): Promise<Tab | null>
    /** Open tabs of a granted origin. */
    at(origin: string): Promise<Tab[]>
    /** To the tab's content script; no error when there is none. */
    send(id: number, message: unknown): Promise<void>
    /** The answer of the content script in the tab's own page; undefined when there is none. */
    ask(id: number, message: unknown): Promise<unknown>
    show(id: number): Promise<void>
    open(url: string): Promise<void>
    /** A tab of a granted host has another address. */
    onMoved(listener: (tabId: number) => void): void
  }
  scripts: {
    registered(): Promise<HostScript[]>
    register(script: HostScript): Promise<void>
    unregister(ids: string[]): Promise<void>
    /** Runs the content script at once in an open tab. */
    runIn(tabId: number): Promise<void>
  }
  permissions: {
    has(origin: string): Promise<boolean>
    onChanged(listener: () => void): void
  }
  alarms: {
    every(name: string, minutes: number): Promise<void>
    clear(name: string): Promise<void>
    onAlarm(listener: (name: string) => void): void
  }
  identity: {
    /** Where a sign-in page leads back to; null: this browser has no window for it. */
    redirectUrl(): string | null
    /** Shows the page in a window until it leads there; never throws. */
    launch(url: string): Promise<WindowAnswer>
  }
  badge: { show(badge: { text: string; title: string; color: string }): Promise<void> }
}

/** `answer`: the page led to the redirect address, which was this. `failed`: there is no window, or the page did not load. */
export type WindowAnswer = { kind: 'answer'; address: string } | { kind: 'closed' } | { kind: 'failed' }

/** What a page needs. */
export type PageBrowser = {
  connect(name: string): Port
  /** Asks the user for access to these hosts, in one dialogue: call it straight from a click. False: the user said no. */
  requestOrigins(origins: string[]): Promise<boolean>
}

/** The match pattern of an origin's host. Ports are left out: Firefox knows none in patterns. */
export const hostPattern = (origin: string): string => {
  const { protocol, hostname } = new URL(origin)
  return `${protocol}//${hostname}/*`
}
