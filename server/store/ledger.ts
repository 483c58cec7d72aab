import { and, desc, eq, sql } from 'drizzle-orm'
import type { Standing } from '../domain/ledger.ts'
import type { Pool } from '../../shared/playbook.ts'
import { poolLevels, turns } from './handoffTables.ts'
import type { Tx } from './transaction.ts'

/** Where each member stands. The pool is locked until the transaction ends, so that two signals at once see two turns. */
export const lockStandings = async ({ db, workspace }: Tx, pool: Pool, tier: string): Promise<Standing[]> => {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${workspace}/${pool.id}/${tier}`}, 7))`)
  const rows = await db
    .select()
    .from(poolLevels)
    .where(and(eq(poolLevels.pool, pool.id), eq(poolLevels.tier, tier)))
  return pool.members.map(({ person, weight }) => {
    const row = rows.find(({ personId }) => personId === person)
    return { person, weight, turns: row?.turns ?? 0, lastAt: row?.lastAt ?? null }
  })
}

/** Appends one turn and moves the running sum with it. The caller holds the pool's lock. */
export const payTurn = async (
  { db, workspace, now }: Tx,
  turn: { id: string; pool: string; tier: string; person: string; handoffId: string; reason: 'rotation' | 'took_over' },
) => {
  const { person: personId, ...row } = turn
  await db.insert(turns).values({ workspaceId: workspace, ...row, personId, turns: 1, at: now })
  await db
    .insert(poolLevels)
    .values({ workspaceId: workspace, pool: turn.pool, tier: turn.tier, personId, turns: 1, lastAt: now })
    .onConflictDoUpdate({
      target: [poolLevels.workspaceId, poolLevels.pool, poolLevels.tier, poolLevels.personId],
      set: { turns: sql`${poolLevels.turns} + 1`, lastAt: now },
    })
}

/**
 * Gives the turn back that this person's offer was paid with: it was returned for what it lacked. In the pool and tier of that
 * turn; nothing where none was paid, or where it is back already.
 */
export const returnTurn = async (
  { db, workspace, now }: Tx,
  { id, person, handoffId }: { id: string; person: string; handoffId: string },
) => {
  const [last] = await db
    .select()
    .from(turns)
    .where(and(eq(turns.handoffId, handoffId), eq(turns.personId, person)))
    .orderBy(desc(turns.at), turns.turns)
    .limit(1)
  if (last === undefined || last.turns < 0) return
  const { pool, tier } = last
  await db.insert(turns).values({
    workspaceId: workspace,
    id,
    pool,
    tier,
    personId: person,
    handoffId,
    turns: -last.turns,
    reason: 'returned',
    at: now,
  })
  await db
    .update(poolLevels)
    .set({ turns: sql`${poolLevels.turns} - ${last.turns}` })
    .where(and(eq(poolLevels.pool, pool), eq(poolLevels.tier, tier), eq(poolLevels.personId, person)))
}
