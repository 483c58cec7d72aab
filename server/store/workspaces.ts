import { eq, sql } from 'drizzle-orm'
import { type Database, rowsOf } from './query.ts'
import { audit } from './handoffTables.ts'
import { workspaces } from './workspaceTables.ts'
import { inEngine, type Tx } from './transaction.ts'

export const listWorkspaces = (database: Database): Promise<string[]> =>
  inEngine(database, async (db) =>
    (await rowsOf<{ id: string }>(db, sql`select workspace_id as id from all_workspaces()`)).map(({ id }) => id),
  )

export const insertWorkspace = ({ db, workspace, now }: Tx, input: { name: string; tokenKey: string }) =>
  db.insert(workspaces).values({ workspaceId: workspace, ...input, createdAt: now })

export const findWorkspace = async ({
  db,
  workspace,
}: Tx): Promise<{ id: string; name: string; tokenKey: string } | null> => {
  const [row] = await db.select().from(workspaces).where(eq(workspaces.workspaceId, workspace))
  return row === undefined ? null : { id: workspace, name: row.name, tokenKey: row.tokenKey }
}

/** One line of the append-only log: who did what, to what. No personal value of a buyer, no secret. */
export const record = (
  { db, workspace, now }: Tx,
  entry: {
    id: string
    actorId: string | null
    act: string
    target: string | null
    body?: Record<string, string | number | boolean | null>
  },
) => db.insert(audit).values({ workspaceId: workspace, at: now, ...entry })
