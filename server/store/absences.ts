import { and, asc, eq, gt, gte, lte } from 'drizzle-orm'
import { absences, people } from './workspaceTables.ts'
import type { Tx } from './transaction.ts'

export type Span = { fromAt: number; untilAt: number }

/** Somebody's spans that are not over yet, in order. */
export const absencesOf = async ({ db, now }: Tx, personId: string): Promise<Span[]> =>
  (
    await db
      .select()
      .from(absences)
      .where(and(eq(absences.personId, personId), gt(absences.untilAt, now)))
      .orderBy(asc(absences.fromAt))
  ).map(({ fromAt, untilAt }) => ({ fromAt, untilAt }))

/** Takes one span up, together with those that it touches: spans of one person never overlap. Returns what is kept. */
export const uniteAbsence = async ({ db, workspace }: Tx, personId: string, span: Span): Promise<Span> => {
  const touching = await db
    .delete(absences)
    .where(and(eq(absences.personId, personId), lte(absences.fromAt, span.untilAt), gte(absences.untilAt, span.fromAt)))
    .returning({ fromAt: absences.fromAt, untilAt: absences.untilAt })
  const united = {
    fromAt: Math.min(span.fromAt, ...touching.map(({ fromAt }) => fromAt)),
    untilAt: Math.max(span.untilAt, ...touching.map(({ untilAt }) => untilAt)),
  }
  await db.insert(absences).values({ workspaceId: workspace, personId, ...united })
  return united
}

/** False: there is none that begins then. */
export const deleteAbsence = async ({ db }: Tx, personId: string, fromAt: number): Promise<boolean> =>
  (
    await db
      .delete(absences)
      .where(and(eq(absences.personId, personId), eq(absences.fromAt, fromAt)))
      .returning({ fromAt: absences.fromAt })
  ).length > 0

export const updatePaused = ({ db }: Tx, personId: string, paused: boolean) =>
  db.update(people).set({ paused }).where(eq(people.id, personId))
