import type { Actor } from '../actions/environment.ts'
import type { Change } from '../../shared/handoff.ts'
import { listenToChanges, type Told } from '../store/changes.ts'
import type { Database } from '../store/query.ts'

/** Passes changes on within their workspace, over any number of open sockets: anybody may be looking at that record. */
export type Live = {
  subscribe(actor: Actor, heard: (change: Change) => void): () => void
  close(): Promise<void>
}

export const startLive = async (database: Database): Promise<Live> => {
  const subscribers = new Set<{ actor: Actor; heard: (change: Change) => void }>()
  const isMine = ({ people, change }: Told, actor: Actor) =>
    people.includes(actor.person) || (actor.role === 'manager' && change.handoffId !== null)
  const stop = await listenToChanges(database, (told) => {
    for (const { actor, heard } of subscribers) {
      if (told.workspace === actor.workspace) heard({ ...told.change, mine: isMine(told, actor) })
    }
  })
  return {
    subscribe: (actor, heard) => {
      const subscriber = { actor, heard }
      subscribers.add(subscriber)
      return () => subscribers.delete(subscriber)
    },
    close: stop,
  }
}
