import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import type { RecordType } from '../../../shared/record.ts'
import type { DemoRecord, DemoSeed, DemoUser } from './record.ts'
import { STATE_FORMAT, upgraded } from './earlier.ts'
import { fromSeed } from './record.ts'

/** Everything that the demo CRM remembers; one JSON file where it is told to keep one. */
export type DemoState = {
  /** What this version writes; a file without it is an earlier one. */
  format?: number
  users: DemoUser[]
  records: DemoRecord[]
  /** Answers given under an `Idempotency-Key`. */
  answers: Record<string, KeyedAnswer>
  /** Every change that really happened, in order. */
  effects: Effect[]
  /** Webhook calls that nobody has taken yet. */
  hooks: HookEvent[]
  /** Last number given to an activity, a task or an event. */
  lastNumber: number
}

/** `request` is the method, address and body that the key came with first. */
export type KeyedAnswer = { request: string; status: 200 | 201; body: unknown }

/** One change that was applied: counting these shows whether a repeated write happened once. */
export type Effect = {
  kind: 'created' | 'owner' | 'stage' | 'field' | 'activity' | 'task'
  type: RecordType
  recordId: string
  actor: string
  at: string
  key?: string
  /** Id of the webhook call that tells of it. */
  event?: string
}

/** Body of one webhook call. The same event has the same `id`, however often it is sent. */
export type HookEvent = {
  id: string
  event: 'record.created' | 'record.changed'
  type: RecordType
  recordId: string
  actor: string
  at: string
}

export const freshState = (seed: DemoSeed, at: string): DemoState => ({
  format: STATE_FORMAT,
  users: structuredClone(seed.users),
  records: seed.records.map((record) => fromSeed(structuredClone(record), at)),
  answers: {},
  effects: [],
  hooks: [],
  lastNumber: 0,
})

/** An earlier version's file is read as well. Throws a sentence when the file is there but no state of ours. */
export const loadState = (file: string): DemoState | undefined => {
  if (!existsSync(file)) return undefined
  try {
    return upgraded(JSON.parse(readFileSync(file, 'utf8')) as DemoState)
  } catch (cause) {
    throw new Error(`${file} is no state of the demo CRM. Move it away to start afresh.`, { cause })
  }
}

/** Whole or not at all: a crash in between leaves the file as it was. */
export const saveState = (file: string, state: DemoState): void => {
  const draft = `${file}.${process.pid}.new`
  const handle = openSync(draft, 'w', 0o600)
  try {
    writeSync(handle, JSON.stringify(state))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, file)
}
