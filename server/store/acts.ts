import { and, eq } from 'drizzle-orm'
import type { ActAnswer } from '../../shared/act.ts'
import { acts } from './handoffTables.ts'
import type { Tx } from './transaction.ts'

/** What this press was answered the first time. */
export const findAct = async ({ db }: Tx, personId: string, key: string): Promise<ActAnswer | null> =>
  (
    await db
      .select({ answer: acts.answer })
      .from(acts)
      .where(and(eq(acts.personId, personId), eq(acts.key, key)))
  )[0]?.answer ?? null

export const insertAct = (
  { db, workspace, now }: Tx,
  act: { personId: string; key: string; handoffId: string; answer: ActAnswer },
) => db.insert(acts).values({ workspaceId: workspace, ...act, at: now })
