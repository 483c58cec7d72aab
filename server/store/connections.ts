import { eq, sql } from 'drizzle-orm'
import type { ConnectionConfig } from '../crm/connector.ts'
import { connections } from './workspaceTables.ts'
import type { Tx } from './transaction.ts'

export type StoredConnection = ConnectionConfig & { name: string }

/** A connection with how it fares: when it was heard and asked last, and why it cannot be read at present. */
export type ConnectionRow = StoredConnection & {
  hookHeardAt: number | null
  polledAt: number | null
  problem: string | null
}

export const allConnections = async ({ db }: Tx): Promise<ConnectionRow[]> =>
  (await db.select().from(connections).orderBy(connections.createdAt, connections.id)).map(stored)

/** Which CRM each connection leads to, by its id. */
export const connectionKinds = async ({ db }: Tx): Promise<Map<string, string>> =>
  new Map(
    (await db.select({ id: connections.id, kind: connections.kind }).from(connections)).map(({ id, kind }) => [
      id,
      kind,
    ]),
  )

export const findConnection = async ({ db }: Tx, id: string): Promise<ConnectionRow | null> => {
  const [row] = await db.select().from(connections).where(eq(connections.id, id))
  return row === undefined ? null : stored(row)
}

/** Whoever makes or edits a connection waits until whoever else does has ended. */
export const lockConnections = ({ db, workspace }: Tx) =>
  db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${workspace}/connections`}, 13))`)

/**
 * A new connection, or another address and other secrets for the one of this id. It is asked at once. What was heard of another
 * CRM, at another address or in another database, is forgotten.
 */
export const saveConnection = ({ db, workspace, now }: Tx, connection: StoredConnection) => {
  const { id, kind, name, baseUrl, secret, hookSecret } = connection
  const row = { id, kind, name, baseUrl, secret, hookSecret, nextPollAt: now, pollFailures: 0, problem: null }
  const unlessMoved = (column: 'poll_cursor' | 'polled_at' | 'hook_heard_at') =>
    sql`case when connections.base_url = excluded.base_url
          and connections.secret->>'database' is not distinct from excluded.secret->>'database'
        then connections.${sql.identifier(column)} end`
  return db
    .insert(connections)
    .values({ workspaceId: workspace, ...row, createdAt: now })
    .onConflictDoUpdate({
      target: [connections.workspaceId, connections.id],
      set: {
        ...row,
        pollCursor: unlessMoved('poll_cursor'),
        polledAt: unlessMoved('polled_at'),
        hookHeardAt: unlessMoved('hook_heard_at'),
      },
    })
}

const stored = (row: typeof connections.$inferSelect): ConnectionRow => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  baseUrl: row.baseUrl,
  secret: row.secret,
  hookSecret: row.hookSecret,
  hookHeardAt: row.hookHeardAt,
  polledAt: row.polledAt,
  problem: row.problem,
})
