import type { Connector, ConnectionConfig } from '../crm/connector.ts'
import type { Database } from '../store/query.ts'
import type { Role } from '../../shared/session.ts'

/** What every action gets from outside: the database (which tells the time), ids, chance, the way to a CRM. */
export type Environment = {
  database: Database
  /** A new id that sorts by time. */
  newId: () => string
  /** A fresh secret, URL-safe, of at least 256 bits. */
  newSecret: () => string
  /** 0 ≤ x < 1, for jitter alone. */
  random: () => number
  connect: (config: ConnectionConfig) => Connector
  /** Resolves to null after so many milliseconds, or when the signal says that nobody waits any more. */
  pause: (ms: number, over: AbortSignal) => Promise<null>
}

/** Somebody who is signed in. Read afresh at each request, so that a changed role counts at once. */
export type Actor = { workspace: string; person: string; role: Role }
