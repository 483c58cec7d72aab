import type { Queue, RecordAnswer } from '../../shared/handoff.ts'
import type { Connection, RecordRef } from '../../shared/record.ts'
import type { Ask } from './ask.ts'
import { createLookup, type Lookup, type LookupParts } from './lookup.ts'

export const QUEUE = 'queue'
export const CONNECTIONS = 'connections'
export const keyOf = ({ connection, type, id }: RecordRef): string => `record:${JSON.stringify([connection, type, id])}`

/** What the worker knows of the server's side. */
export type Answers = { records: Lookup<RecordAnswer>; queue: Lookup<Queue>; connections: Lookup<Connection[]> }

export type AnswersParts = Pick<LookupParts<unknown>, 'store' | 'clock' | 'serverClock' | 'isLive' | 'era'> & {
  ask: Ask
  onAnswer: (topic: 'sidebar' | 'queue' | 'crm') => void
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
      fetch: (key) =>
        timed(() => ask((client, options) => client.handoffs.forRecord.query({ record: recordOf(key) }, options))),
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
    connections: createLookup<Connection[]>({
      ...shared,
      fetch: () => ask((client, options) => client.connections.list.query(undefined, options)),
      onAnswer: () => onAnswer('crm'),
    }),
  }
}

/** The way back from `keyOf`. */
const recordOf = (key: string): RecordRef => {
  const [connection, type, id] = JSON.parse(key.slice('record:'.length))
  return { connection, type, id }
}
