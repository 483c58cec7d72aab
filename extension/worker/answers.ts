import type { Queue, Sent } from '../../shared/queue.ts'
import type { RecordAnswer } from '../../shared/recordAnswer.ts'
import type { Connection, RecordRef } from '../../shared/record.ts'
import type { Ask } from './ask.ts'
import type { Store, WaitingAct } from './store.ts'
import { createLookup, type Lookup, type LookupParts } from './lookup.ts'

export const QUEUE = 'queue'
export const SENT = 'sent'
export const CONNECTIONS = 'connections'
/** Of what there is for a record; with a `handoffId`, of that one of its handoffs. */
export const keyOf = ({ connection, type, id }: RecordRef, handoffId?: string): string =>
  `record:${JSON.stringify([connection, type, id, ...(handoffId === undefined ? [] : [handoffId])])}`

/** What the worker knows of the server's side. */
export type Answers = {
  records: Lookup<RecordAnswer>
  queue: Lookup<Queue>
  sent: Lookup<Sent>
  connections: Lookup<Connection[]>
}

export type AnswersParts = Pick<LookupParts<unknown>, 'store' | 'clock' | 'serverClock' | 'isLive' | 'era'> & {
  ask: Ask
  onAnswer: (topic: 'sidebar' | 'queue' | 'sent' | 'crm') => void
  onQueue: (queue: Queue) => void
}

export const createAnswers = ({ ask, onAnswer, onQueue, ...shared }: AnswersParts): Answers => {
  const { clock, serverClock } = shared

  /** Learns the server's time from an answer that tells it. */
  const timed = async <T extends { now: string }>(asked: () => Promise<T>): Promise<T> => {
    const sentAtMs = clock.nowMs()
    const answer = await asked()
    serverClock.learn(answer.now, sentAtMs)
    return answer
  }

  return {
    records: createLookup<RecordAnswer>({
      ...shared,
      fetch: (key) => {
        const { record, handoffId } = refOf(key)
        return timed(() =>
          ask((client, options) =>
            handoffId === undefined
              ? client.handoffs.forRecord.query({ record }, options)
              : client.handoffs.one.query({ id: handoffId }, options),
          ),
        )
      },
      handoffIdOf: ({ handoff }) => handoff?.id,
      onAnswer: () => onAnswer('sidebar'),
    }),
    queue: createLookup<Queue>({
      ...shared,
      fetch: async () => {
        const queue = await timed(() => ask((client, options) => client.queue.mine.query(undefined, options)))
        onQueue(queue)
        return queue
      },
      onAnswer: () => onAnswer('queue'),
    }),
    sent: createLookup<Sent>({
      ...shared,
      fetch: () => timed(() => ask((client, options) => client.queue.sent.query(undefined, options))),
      onAnswer: () => onAnswer('sent'),
    }),
    connections: createLookup<Connection[]>({
      ...shared,
      fetch: () => ask((client, options) => client.connections.list.query(undefined, options)),
      onAnswer: () => onAnswer('crm'),
    }),
  }
}

/** The way back from `keyOf`. */
export const refOf = (key: string): { record: RecordRef; handoffId?: string } => {
  const [connection, type, id, handoffId] = JSON.parse(key.slice('record:'.length))
  return { record: { connection, type, id }, ...(handoffId === undefined ? {} : { handoffId }) }
}

/** Of all that is kept of what an act was about. */
export const keysOf = async ({ about, input: { record } }: WaitingAct, store: Store): Promise<string[]> => {
  const key = await store.keyOfHandoff(about)
  if (key === undefined) return record === undefined ? [] : [keyOf(record as RecordRef)]
  const all = [keyOf(refOf(key).record), keyOf(refOf(key).record, about)]
  const kept = await Promise.all(all.map(store.answer))
  return all.filter((_, at) => kept[at] !== undefined)
}
