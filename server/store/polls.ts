import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Claimed } from './deliveries.ts'
import { type Db, rowsOf } from './query.ts'
import type { StoredConnection } from './connections.ts'
import type { Tx } from './transaction.ts'
import { connections } from './workspaceTables.ts'

/** Where the asking of a connection stands. `failures` counts those in a row. */
export type Poll = { connection: StoredConnection; cursor: string | null; failures: number }

/** Connections of all workspaces that are to be asked now, leased to this process for `leaseMs`. */
export const claimPolls = async (db: Db, atMost: number, leaseMs: number): Promise<Claimed[]> =>
  rowsOf<Claimed>(db, sql`select workspace_id as workspace, id from claim_polls(${atMost}, ${leaseMs})`)

export const findPoll = async ({ db }: Tx, id: string): Promise<Poll | null> => {
  const [row] = await db.select().from(connections).where(eq(connections.id, id))
  return row === undefined ? null : poll(row)
}

/** The same, locked until the transaction ends. */
export const lockPoll = async ({ db }: Tx, id: string): Promise<Poll | null> => {
  const [row] = await db.select().from(connections).where(eq(connections.id, id)).for('update')
  return row === undefined ? null : poll(row)
}

/** What came of asking: `cursor` to go on from, null when there is none yet; `nextAt` null: it is never asked again. */
export const keepPoll = (
  { db, now }: Tx,
  id: string,
  kept: { cursor: string | null; nextAt: number | null; problem: string | null; failures: number },
) =>
  db
    .update(connections)
    .set({
      pollCursor: kept.cursor,
      nextPollAt: kept.nextAt,
      problem: kept.problem,
      pollFailures: kept.failures,
      ...(kept.problem === null && kept.nextAt !== null ? { polledAt: now } : {}),
    })
    .where(eq(connections.id, id))

const HEARD_AGAIN_AFTER_MS = 60_000

/** Whether it is worth noting that its webhook was heard: at most once a minute. */
export const isHeardLately = (hookHeardAt: number | null, now: number): boolean =>
  hookHeardAt !== null && now - hookHeardAt < HEARD_AGAIN_AFTER_MS

export const noteHeard = ({ db, now }: Tx, id: string) =>
  db
    .update(connections)
    .set({ hookHeardAt: now })
    .where(
      and(
        eq(connections.id, id),
        or(isNull(connections.hookHeardAt), lt(connections.hookHeardAt, now - HEARD_AGAIN_AFTER_MS)),
      ),
    )

const poll = (row: typeof connections.$inferSelect): Poll => {
  const { id, kind, name, baseUrl, secret, hookSecret } = row
  return {
    connection: { id, kind, name, baseUrl, secret, hookSecret },
    cursor: row.pollCursor,
    failures: row.pollFailures,
  }
}
