import { eq } from 'drizzle-orm'
import type { Route, RouteInputs } from '../domain/route.ts'
import { decisions } from './handoffTables.ts'
import type { Tx } from './transaction.ts'

export type Decision = { id: string; handoffId: string; playbookVersion: number; inputs: RouteInputs; route: Route }

/** Keeps what a decision saw and how it went; never changed afterwards. */
export const insertDecision = ({ db, workspace, now }: Tx, decision: Decision) =>
  db.insert(decisions).values({ workspaceId: workspace, at: now, ...decision })

export const findDecision = async ({ db }: Tx, id: string): Promise<(Decision & { at: number }) | null> =>
  (await db.select().from(decisions).where(eq(decisions.id, id)))[0] ?? null
