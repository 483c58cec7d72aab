import { asc, eq } from 'drizzle-orm'
import { signals } from './handoffTables.ts'
import type { Tx } from './transaction.ts'

export type StoredSignal = Omit<typeof signals.$inferSelect, 'workspaceId'>

export const findSignal = async ({ db }: Tx, id: string): Promise<StoredSignal | null> =>
  (await db.select().from(signals).where(eq(signals.id, id)))[0] ?? null

/** Takes the id: false when this signal has been received before, also by a transaction that is just ending. */
export const insertSignal = async ({ db, workspace }: Tx, signal: StoredSignal): Promise<boolean> =>
  (
    await db
      .insert(signals)
      .values({ workspaceId: workspace, ...signal })
      .onConflictDoNothing()
      .returning({ id: signals.id })
  ).length === 1

export const settleSignal = ({ db }: Tx, id: string, settled: Pick<StoredSignal, 'outcome' | 'handoffId'>) =>
  db.update(signals).set(settled).where(eq(signals.id, id))

/** The signals of one handoff, oldest first. */
export const signalsOf = async ({ db }: Tx, handoffId: string): Promise<StoredSignal[]> =>
  db.select().from(signals).where(eq(signals.handoffId, handoffId)).orderBy(asc(signals.occurredAt))
