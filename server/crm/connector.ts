import type { SetUpCheck } from '../../shared/connection.ts'
import type { CrmKind, RecordRef, RecordType } from '../../shared/record.ts'
import type { Buyer } from '../../shared/signal.ts'
import type { TouchChannel } from '../../shared/act.ts'

/**
 * One thing that was done about a record, or is planned. A meeting that is `planned` is booked, one that is `done` was held.
 * `at`: when it happened, and for a planned one when it starts or is due; ISO 8601, as `createdAt`, when the CRM learned of it.
 */
export type CrmActivity = {
  id: string
  kind: 'call' | 'email' | 'meeting' | 'message' | 'note' | 'task'
  direction?: 'outbound' | 'inbound'
  at: string
  createdAt?: string
  /** Who did it, or is to do it. */
  byEmail?: string
  byName?: string
  /** False for a sequence, an auto-reply, an automation, and for what Baton itself wrote unless a person ended it since. */
  human: boolean
  state: 'planned' | 'done' | 'cancelled'
  outcome?: string
  summary?: string
  /** A meeting that the buyer booked themselves. */
  bookedByBuyer?: boolean
  /** Baton wrote it. */
  ours?: boolean
}

export type CrmOpportunity = {
  ref: RecordRef
  stage?: string
  closed?: 'won' | 'lost' | null
  ownerEmail?: string
  amount?: number
  createdAt?: string
}

/** A CRM record as far as Baton reads it. Absent means that the CRM holds nothing there. */
export type CrmRecord = {
  ref: RecordRef
  /** The buyer's person, as the CRM knows them. */
  buyer: Buyer
  ownerEmail?: string
  /** What they sign in with, where it is another address: either may be the one that Baton knows them by. */
  ownerLogin?: string
  ownerName?: string
  /** Who made them the owner, where the CRM tells. */
  ownerSetBy?: { email?: string; name?: string }
  stage?: string
  /** Who moved it into that stage, and when, where the CRM tells. */
  stageSetBy?: { email?: string; name?: string; at?: string }
  /** Name of the company record that it belongs to. */
  company?: string
  createdAt?: string
  /** Of a deal that is no longer open. */
  closed?: 'won' | 'lost'
  /** Nobody may get in touch with this person. */
  doNotContact?: boolean
  /** The latest fifty at most, oldest first by `at`; absent: the CRM could not be asked just now, or is never. */
  activities?: CrmActivity[]
  related?: { account?: RecordRef; contact?: RecordRef; opportunities?: CrmOpportunity[] }
  /** Other fields under the CRM's own names; only scalars, dates as ISO 8601. */
  fields: Record<string, string | number | boolean | null>
  /** What a form or an import said started this record, when the CRM tells: it becomes a signal. */
  request?: { kind: string; source: string; occurredAt: string }
}

/**
 * One thing to write. The delivery's id travels beside it as idempotency key. An `activity` is done; on the channel `note` it
 * is a note. A `task` is to do: `as` plans it as a call or books it as a meeting that starts at `dueAt`.
 */
export type CrmWrite =
  | { kind: 'owner'; ownerEmail: string }
  | { kind: 'activity'; channel: TouchChannel | 'note'; summary: string; byEmail: string; at: string }
  | { kind: 'task'; summary: string; dueAt: string; ownerEmail: string; as?: PlannedAs; durationMin?: number }
  | { kind: 'stage'; stage: string }

/** A meeting lasts `durationMin`, 30 where nothing is said. */
export type PlannedAs = 'task' | 'call' | 'meeting'

/** What the CRM showed when it was read back. `differs` names what it made of the write, in plain words. */
export type WriteResult = { externalId?: string; differs?: string }

/** A change that a CRM's webhook told of. */
export type HookChange = {
  ref: RecordRef
  /** The same change told twice has the same key. */
  key: string
  /** The CRM's own user who did it, to drop our own echoes. */
  actor?: string
}

/** What changed since a cursor, oldest first; `more`: ask again at once. A change may be told twice, under the same key. */
export type Changes = { changes: HookChange[]; cursor: string; more: boolean }

/** Why a CRM could not be read or written, in words that may be shown: never the CRM's own error body. */
export class CrmError extends Error {
  /** Whether trying again later can help. */
  readonly retry: boolean
  readonly retryAfterMs: number | undefined
  constructor(message: string, options: { retry: boolean; retryAfterMs?: number; cause?: unknown }) {
    super(message, { cause: options.cause })
    this.name = 'CrmError'
    this.retry = options.retry
    this.retryAfterMs = options.retryAfterMs
  }
}

/** How one connected CRM is reached. `secret` holds what its kind needs, such as an API key; it is never logged. */
export type ConnectionConfig = {
  id: string
  kind: CrmKind
  /** Origin, without a path. */
  baseUrl: string
  secret: Record<string, string>
  /** The part of the webhook's address, or its signing key, that proves where a call comes from. */
  hookSecret: string
}

export type HookRequest = { rawBody: string; headers: Record<string, string>; query: Record<string, string> }

/**
 * The one interface to a CRM. Every call ends by itself within ten seconds and throws nothing but `CrmError`.
 * A write is at least once: `key` is stable over retries, and the connector sees to it that the CRM is changed once.
 */
export type Connector = {
  /** The record, or `gone` when the CRM has none by this id. */
  read(ref: RecordRef): Promise<CrmRecord | 'gone'>
  /** Writes, then reads back. */
  write(ref: RecordRef, write: CrmWrite, key: string): Promise<WriteResult>
  /** Changes in a webhook call, without our own echoes; `refused` when it does not prove where it comes from. */
  parseHook(request: HookRequest): Promise<HookChange[] | 'refused' | 'malformed'>
  /** Address of the record's page. */
  recordUrl(ref: RecordRef): string
  /**
   * For reconciling: what its webhooks may not have told. Null begins now. Absent: this CRM cannot be asked so. A change of
   * ours may be among them: where a CRM names only the last who wrote, it may hide somebody else's.
   */
  changesSince?(cursor: string | null): Promise<Changes>
  /** What its pages at this place show, where an address does not name it by itself; null: nothing that Baton knows. */
  typeAt?(place: string): Promise<RecordType | null>
  /** A live test of the set-up: it throws nothing, every fault is one of its lines. It changes nothing in the CRM. */
  check?(expected: { emails: string[]; hookHeard: boolean }): Promise<SetUpCheck[]>
}

/** `fetch` is injected: tests cut and delay it. */
export type ConnectorContext = { config: ConnectionConfig; fetch: typeof fetch }
export type ConnectorFactory = (context: ConnectorContext) => Connector
