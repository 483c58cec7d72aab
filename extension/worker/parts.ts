import type { WorkerBrowser } from '../browser/browser.ts'
import type { CrmHosts } from './access.ts'
import type { Home } from './home.ts'
import type { MeAtServer } from './me.ts'
import { ActProblem } from './outbox.ts'
import type { Relay } from './relay.ts'
import { CONNECTIONS, type Answers } from './answers.ts'
import type { WorkerParts } from './router.ts'
import { queueState, sentState, sidebarState, type StateParts } from './states.ts'
import type { SignIn } from './signIn.ts'
import type { Topics } from './topics.ts'

type Parts = StateParts &
  Answers & {
    browser: WorkerBrowser
    hosts: CrmHosts
    home: Home
    topics: Topics
    isOnline: () => boolean
    signIn: SignIn
    me: MeAtServer
    relay: Relay
  }

/** What the router hands its calls to. */
export const workerParts = (parts: Parts): WorkerParts => {
  const {
    browser,
    hosts,
    home,
    topics,
    isOnline,
    signIn,
    me,
    relay,
    session,
    store,
    shown,
    frames,
    outbox,
    connections,
  } = parts
  const arrange = async (): Promise<void> => {
    await hosts.arrange(await shown.connections())
    topics.tell('crm')
  }
  return {
    sidebar: {
      state: (tabId, handoffId) => sidebarState(tabId, parts, handoffId),
      fold: async (folded) => {
        await frames.fold(folded)
        topics.tell('sidebar')
      },
      resize: frames.resize,
    },
    home,
    acts: {
      press: async (press, page) => {
        const withheld = await home.withheld(page, press.about)
        if (withheld !== null) throw new ActProblem(withheld)
        return outbox.press(press)
      },
      seen: async (about) => {
        const account = await session.account()
        if (account !== null) await store.forgetRefused(account, about)
        topics.tell('sidebar')
      },
    },
    queue: { state: () => queueState(parts), open: shown.open },
    sent: { state: () => sentState(parts) },
    session: {
      state: async () => {
        const asked = [session.server(), session.me(), outbox.waiting(), signIn.pairing()] as const
        const [server, person, waiting, pairing] = await Promise.all(asked)
        return { server, me: person, online: isOnline(), waitingActs: waiting.length, pairing }
      },
      signIn: signIn.inWindow,
      startPairing: signIn.startPairing,
      pair: signIn.pair,
      stopPairing: signIn.stopPairing,
      signOut: session.signOut,
      signOutEverywhere: me.signOutEverywhere,
      openOptions: browser.openOptions,
    },
    crm: {
      list: async () => {
        if ((await session.me()) === null) return []
        const known = await connections.get(CONNECTIONS)
        const all = 'failure' in known ? [] : known.value
        return Promise.all(all.map(async (connection) => ({ connection, granted: await hosts.isGranted(connection) })))
      },
      refresh: async () => {
        if ((await session.me()) === null) return
        await connections.refresh(CONNECTIONS)
        await arrange()
      },
      enabled: arrange,
    },
    changes: topics.listen,
    server: relay,
  }
}
