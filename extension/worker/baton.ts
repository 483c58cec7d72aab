import type { Change } from '../../shared/handoff.ts'
import type { Queue } from '../../shared/queue.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { WorkerBrowser } from '../browser/browser.ts'
import { createCrmHosts } from './access.ts'
import { CONNECTIONS, createAnswers, keyOf, keysOf, QUEUE, SENT } from './answers.ts'
import { createAsking } from './ask.ts'
import { createBadge } from './badge.ts'
import { createServerClock, type Clock } from './clock.ts'
import type { FrameView, Topic } from './contract.ts'
import { createEndings } from './endings.ts'
import { createFrames, type Frames } from './frames.ts'
import { createHome } from './home.ts'
import { createLive } from './live.ts'
import { createMe } from './me.ts'
import { createOutbox } from './outbox.ts'
import { workerParts } from './parts.ts'
import { createPlaces } from './places.ts'
import { createRelay } from './relay.ts'
import type { WorkerParts } from './router.ts'
import type { OpenServer } from './server.ts'
import { createSession } from './session.ts'
import { createShown } from './shown.ts'
import { createSignIn } from './signIn.ts'
import type { Store, WaitingAct } from './store.ts'
import { createTopics } from './topics.ts'

export type BatonParts = { browser: WorkerBrowser; store: Store; clock: Clock; openServer: OpenServer }

/** The alarm that wakes the worker. */
export const PULSE = 'pulse'
const PULSE_MINUTES = 0.5

/** One life of the worker: what it does at each event. */
export type Baton = {
  parts: WorkerParts
  /** At the beginning of a life, and after an update. */
  wake(): Promise<void>
  /** Every half minute: mends what was lost while the worker was stopped or the line was down. */
  pulse(): Promise<void>
  /** The network is back. */
  online(): void
  /** A tab shows another address; answers what its content script is to show. */
  moved(tabId: number): Promise<FrameView>
  frames: Pick<Frames, 'view' | 'push'>
  /** Access to a host was given or taken. */
  hostsChanged(): void
}

export const createBaton = ({ browser, store, clock, openServer }: BatonParts): Baton => {
  const serverClock = createServerClock(clock)
  const topics = createTopics()
  const badge = createBadge({ browser, clock, serverClock })
  const hosts = createCrmHosts(browser)
  const places = createPlaces({
    store,
    clock,
    era: () => session.era(),
    fetch: async (connection, place) =>
      (await ask((client, options) => client.connections.typeAt.query({ connection, place }, options))).type,
    onAnswer: () => void showAgain(),
  })
  const shown = createShown({ browser, store, places })

  const onReady = (): void => {
    for (const lookup of [records, queue, sent, connections]) lookup.stale()
    void outbox.flush(true)
    void queue.refresh(QUEUE).then(tellAll)
    void arrangeHosts()
    places.takeFailed()
    void showAgain()
    // Another role ends the line, so that it is learned when it is up again.
    void me.refresh()
  }

  /** In the CRMs' tabs, with and without a frame: it may be known by now what their addresses show. */
  const showAgain = async (): Promise<void> => {
    for (const tabId of await shown.tabs()) void moved(tabId).then(() => frames.push(tabId))
  }

  /** Every change of the workspace: a tab may show the record whoever owns its handoff, a queue holds only one's own. */
  const onChange = ({ handoffId, record, mine }: Change): void => {
    for (const id of [undefined, handoffId ?? undefined]) records.stale(keyOf(record, id))
    sent.stale(SENT)
    void tellTabsOn(record)
    if (mine) void queue.refresh(QUEUE).then(() => tellOf(['queue', 'sent']))
  }

  const tellTabsOn = async (record: RecordRef): Promise<void> => {
    for (const tabId of await shown.tabsOn(record, topics.tabs())) topics.tell('sidebar', tabId)
  }

  /** The alarm goes on for as long as a server has to be told, also when nobody is signed in. */
  const tellEndings = async (): Promise<void> => {
    if (!(await endings.tell())) return browser.alarms.every(PULSE, PULSE_MINUTES)
    if ((await session.me()) === null) await browser.alarms.clear(PULSE)
  }

  const onSignedIn = async (): Promise<void> => {
    await browser.alarms.every(PULSE, PULSE_MINUTES)
    await arrangeHosts()
    pushFrames()
    topics.tell('server')
    void pulse()
  }

  const onSignedOut = async (): Promise<void> => {
    live.close()
    badge.count(null)
    void tellEndings()
    await hosts.arrange([])
    pushFrames()
    topics.tell('crm')
    topics.tell('server')
  }

  const endings = createEndings({ store, clock, openServer })
  const session = createSession({ browser, store, clock, serverClock, openServer, onSignedIn, onSignedOut })
  const { ask, isOnline } = createAsking(session, () => topics.tell('session'))
  const me = createMe({ session, store, ask, onChanged: () => tellOf(['session', 'server']) })
  const signIn = createSignIn({
    browser,
    store,
    clock,
    openServer,
    begin: session.begin,
    onPairing: () => topics.tell('session'),
  })
  const live = createLive({ session, onReady, onChange })
  const { records, queue, sent, connections } = createAnswers({
    store,
    clock,
    serverClock,
    isLive: live.isLive,
    era: session.era,
    ask,
    onAnswer: (topic) => topics.tell(topic),
    onQueue: badge.count,
  })
  const frames = createFrames({
    browser,
    isRecord: async (tabId) => (await shown.recordIn(tabId)) !== null,
    openTabs: topics.tabs,
  })

  const tellOf = (told: Topic[]): void => told.forEach((topic) => topics.tell(topic))
  const tellAll = (): void => tellOf(['sidebar', 'queue', 'sent', 'session'])

  const onSettled = async (act: WaitingAct): Promise<void> => {
    sent.stale(SENT)
    await Promise.all([...(await keysOf(act, store)).map(records.refresh), queue.refresh(QUEUE)])
    tellAll()
  }

  const outbox = createOutbox({
    store,
    session,
    ask,
    clock,
    serverClock,
    onSettled,
    onKept: tellAll,
  })

  const pushFrames = (): void => {
    for (const tabId of topics.tabs()) void frames.push(tabId)
    tellAll()
  }

  const arrangeHosts = async (): Promise<void> => {
    await connections.refresh(CONNECTIONS)
    await hosts.arrange(await shown.connections())
    topics.tell('crm')
  }

  const pulse = async (): Promise<void> => {
    void tellEndings()
    if ((await session.me()) === null) return
    void live.open()
    void outbox.flush()
    await queue.refresh(QUEUE)
    tellOf(['queue', 'sent'])
    if (!live.isLive()) {
      topics.tell('sidebar')
      void me.refresh()
    }
    if (places.takeFailed()) void showAgain()
  }

  const moved = async (tabId: number): Promise<FrameView> => {
    const record = await shown.recordIn(tabId)
    // Asked for before the page in the frame does.
    if (record !== null && (await session.me()) !== null) void records.get(keyOf(record))
    topics.tell('sidebar', tabId)
    return frames.view(tabId)
  }

  /** The badge counts the kept queue at once: the server may not answer. */
  const countKept = async (): Promise<void> => {
    const kept = await store.answer(QUEUE)
    if (kept === undefined) return
    serverClock.recall(kept.aheadMs)
    badge.count(kept.value as Queue)
  }

  return {
    parts: workerParts({
      browser,
      clock,
      hosts,
      home: createHome({ browser, clock, shown, store }),
      topics,
      isOnline,
      signIn,
      me,
      // Refused by the role: it may be another one by now.
      relay: createRelay(ask, () => void me.refresh()),
      session,
      store,
      shown,
      frames,
      outbox,
      records,
      queue,
      sent,
      connections,
      serverClock,
    }),
    pulse,
    wake: async () => {
      await browser.protectStorage()
      void signIn.goOn()
      if ((await session.me()) === null) {
        badge.count(null)
        return pulse()
      }
      await countKept()
      await browser.alarms.every(PULSE, PULSE_MINUTES)
      await hosts.arrange(await shown.connections())
      await pulse()
    },
    online: () => {
      void outbox.flush(true)
      void pulse()
    },
    moved,
    frames,
    hostsChanged: () => void arrangeHosts(),
  }
}
