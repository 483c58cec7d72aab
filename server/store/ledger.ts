import { and, eq, sql } from 'drizzle-orm'
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
