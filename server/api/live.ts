import type { Actor } from '../actions/environment.ts'
import type { Change } from '../../shared/handoff.ts'
import { listenToChanges, type Told } from '../store/changes.ts'
import type { Database } from '../store/query.ts'

/** Passes changes on to those whom they concern, over any number of open sockets. */
export type Live = {
  subscribe(actor: Actor, heard: (change: Change) => void): () => void
  close(): Promise<void>
}

export const startLive = async (database: Database): Promise<Live> => {
  const subscribers = new Set<{ actor: Actor; heard: (change: Change) => void }>()
  const concerns = ({ workspace, people }: Told, actor: Actor) =>
    workspace === actor.workspace && (people.includes(actor.person) || actor.role !== 'rep')
  const stop = await listenToChanges(database, (told) => {
    for (const { actor, heard } of subscribers) if (concerns(told, actor)) heard(told.change)
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
