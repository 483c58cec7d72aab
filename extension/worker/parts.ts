import type { WorkerBrowser } from '../browser/browser.ts'
import type { CrmHosts } from './access.ts'
import { CONNECTIONS, type Answers } from './answers.ts'
import type { WorkerParts } from './router.ts'
import { queueState, sidebarState, type StateParts } from './states.ts'
import type { Topics } from './topics.ts'

type Parts = StateParts & Answers & { browser: WorkerBrowser; hosts: CrmHosts; topics: Topics; isOnline: () => boolean }

/** What the router hands its calls to. */
export const workerParts = (parts: Parts): WorkerParts => {
  const { browser, hosts, topics, isOnline, session, store, shown, frames, outbox, connections } = parts
  return {
    sidebar: {
      state: (tabId) => sidebarState(tabId, parts),
      fold: async (folded) => {
        await frames.fold(folded)
        topics.tell('sidebar')
      },
      resize: frames.resize,
    },
    acts: {
      press: outbox.press,
      seen: async (handoffId) => {
        const account = await session.account()
        if (account !== null) await store.forgetRefused(account, handoffId)
        topics.tell('sidebar')
      },
    },
    queue: { state: () => queueState(parts), open: shown.open },
    session: {
      state: async () => {
        const [server, me, waiting] = await Promise.all([session.server(), session.me(), outbox.waiting()])
        return { server, me, online: isOnline(), waitingActs: waiting.length }
      },
      signIn: session.signIn,
      signOut: session.signOut,
      openOptions: browser.openOptions,
    },
    crm: {
      list: async () => {
        if ((await session.me()) === null) return []
        const known = await connections.get(CONNECTIONS)
        const all = 'failure' in known ? [] : known.value
        return Promise.all(all.map(async (connection) => ({ connection, granted: await hosts.isGranted(connection) })))
      },
      enabled: async () => {
        await hosts.arrange(await shown.connections())
        topics.tell('crm')
      },
    },
    changes: topics.listen,
  }
}
