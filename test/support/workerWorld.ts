import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import { pageClients, type PageClients, type WorkerClient } from '../../extension/api/worker.ts'
import { createFakeBrowser } from '../../extension/browser/fake.ts'
import type { PageBrowser } from '../../extension/browser/browser.ts'
import type { Clock } from '../../extension/worker/clock.ts'
import { accountOf } from '../../extension/worker/account.ts'
import { startWorker } from '../../extension/worker/start.ts'
import { openStore } from '../../extension/worker/store.ts'
import { PORT_NAME } from '../../extension/worker/wire.ts'
import { FakeServer } from './fakeServer.ts'
import { immortal, mortal, type Life } from './mortal.ts'
import { me } from './queueViews.ts'
import { NOW_MS } from './views.ts'

const ORIGIN = 'https://baton.example'
const OTHER_ORIGIN = 'https://other.example'
export const LINK = `${ORIGIN}/link#acme.setup-token-of-twenty-characters`
export const OTHER_LINK = `${OTHER_ORIGIN}/link#acme.setup-token-of-twenty-characters`
/** Links of the same person: each works once. */
export const SECOND_LINK = `${ORIGIN}/link#acme.second-token-of-twenty-characters`
/** The one who signs in with `LINK`. */
export const ACCOUNT = accountOf(ORIGIN, me())
export const MARIA_URL = 'https://crm.example/leads/17'

/** The browser's time, moved by hand. */
export const movedClock = () => {
  let nowMs = NOW_MS
  let timers: { atMs: number; callback: () => void }[] = []
  const clock: Clock = {
    nowMs: () => nowMs,
    after: (ms, callback) => {
      const timer = { atMs: nowMs + ms, callback }
      timers.push(timer)
      return () => (timers = timers.filter((one) => one !== timer))
    },
  }
  const advance = (ms: number): void => {
    const untilMs = nowMs + ms
    for (;;) {
      const next = timers.filter(({ atMs }) => atMs <= untilMs).toSorted((a, b) => a.atMs - b.atMs)[0]
      if (next === undefined) break
      timers = timers.filter((one) => one !== next)
      nowMs = Math.max(nowMs, next.atMs)
      next.callback()
    }
    nowMs = untilMs
  }
  return { clock, advance, set: (ms: number) => (nowMs = ms) }
}

/** A browser, two servers, each with the same people, and the worker between them. The servers' clocks run with the browser's, `aheadMs` before it. */
export const workerWorld = () => {
  const browser = createFakeBrowser()
  const time = movedClock()
  const ahead = { ms: 0 }
  const serverMs = (): number => time.clock.nowMs() + ahead.ms
  const server = new FakeServer(serverMs)
  const other = new FakeServer(serverMs, 'other.example')
  const database = randomUUID()
  // Whoever is shown the sign-in window presses «Allow» in it.
  browser.answerWindow = (page) => {
    const allowed = (page.origin === OTHER_ORIGIN ? other : server).consent.allow(page)
    return 'redirect' in allowed ? { kind: 'answer', address: allowed.redirect } : { kind: 'failed' }
  }

  /** Begins a life of the worker. Everything it touches goes through `life`, which can end it between any two steps. */
  const live = (life: Life = immortal()): void =>
    startWorker({
      browser: mortal(browser.worker(), life),
      store: mortal(openStore(database), life),
      clock: {
        nowMs: time.clock.nowMs,
        after: (ms, callback) => time.clock.after(ms, () => life.isOver() || callback()),
      },
      openServer: (origin) => {
        const { client } = (origin === OTHER_ORIGIN ? other : server).line()
        return { client: mortal(client, life), close: () => {} }
      },
    })

  const clients = (page: PageBrowser): PageClients =>
    pageClients(
      () => page.connect(PORT_NAME),
      (callback) => setImmediate(callback),
    )
  const open = (page: PageBrowser): WorkerClient => clients(page).worker
  /** It stands in the frame that the tab's content script made. */
  const placed = (tabId: number, sidebar: WorkerClient): WorkerClient => {
    browser.hears.set(tabId, (word) => void sidebar.sidebar.heard.mutate({ word }).catch(() => undefined))
    return sidebar
  }

  return {
    browser,
    server,
    other,
    time,
    ahead,
    live,
    database,
    store: () => openStore(database),
    popup: () => open(browser.page()),
    sidebar: (tabId: number) => placed(tabId, open(browser.frame(tabId))),
    placed,
    /** What the options page asks the server. */
    options: () => clients(browser.page({ id: browser.id, url: `${browser.origin}/options.html` })).server,
    /** Signed in, with access to the CRM and a tab on Maria's record. */
    signedIn: async () => {
      live()
      browser.grant('https://crm.example')
      browser.tabs.set(1, { id: 1, url: MARIA_URL })
      const popup = open(browser.page())
      const answer = await popup.session.signIn.mutate({ link: LINK })
      if (!answer.ok) throw new Error(answer.problem.title)
      await until(() => browser.scripts.length === 1)
      return popup
    },
  }
}
export type WorkerWorld = ReturnType<typeof workerWorld>

/** Lets everything that can go on go on, until this holds. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  // Turns cost nothing, but hashing happens beside them, as fast as the machine lets it.
  const untilMs = Date.now() + 10_000
  for (let turn = 0; turn < 2_000 || Date.now() < untilMs; turn += 1) {
    if (await holds()) return
    await new Promise((resolve) => setImmediate(resolve))
  }
  throw new Error(`This never came to hold: ${holds.toString()}`)
}

/** Lets everything go on that can. */
export const quiet = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
