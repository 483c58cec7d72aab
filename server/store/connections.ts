import { eq } from 'drizzle-orm'
import type { ConnectionConfig } from '../crm/connector.ts'
import { connections } from './workspaceTables.ts'
import type { Tx } from './transaction.ts'

export type StoredConnection = ConnectionConfig & { name: string }

export const allConnections = async ({ db }: Tx): Promise<StoredConnection[]> =>
  (await db.select().from(connections).orderBy(connections.createdAt, connections.id)).map(stored)

export const findConnection = async ({ db }: Tx, id: string): Promise<StoredConnection | null> => {
  const [row] = await db.select().from(connections).where(eq(connections.id, id))
  return row === undefined ? null : stored(row)
}

/** A new connection, or another address and other secrets for the one of this id. */
export const saveConnection = ({ db, workspace, now }: Tx, connection: StoredConnection) =>
  db
    .insert(connections)
    .values({ workspaceId: workspace, ...connection, createdAt: now })
    .onConflictDoUpdate({ target: [connections.workspaceId, connections.id], set: connection })

const stored = (row: typeof connections.$inferSelect): StoredConnection => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  baseUrl: row.baseUrl,
  secret: row.secret,
  hookSecret: row.hookSecret,
})
