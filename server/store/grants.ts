import { and, eq, isNull, lt, ne } from 'drizzle-orm'
import { grants } from './workspaceTables.ts'
import type { Tx } from './transaction.ts'

/** One consent that waits for its code; see the migration. */
export type Grant = Omit<typeof grants.$inferSelect, 'workspaceId'>
/** A day after its code expired nothing asks for a grant any more. */
const KEPT_MS = 86_400_000
export type NewGrant = Omit<Grant, 'attempts' | 'endedAt' | 'exchangedAt' | 'familyId'>

/** Locked, so that two exchanges of one code queue up. */
export const findGrant = async ({ db }: Tx, challenge: string, lock: boolean): Promise<Grant | null> => {
  const query = db.select().from(grants).where(eq(grants.challenge, challenge))
  const [row] = lock ? await query.for('update') : await query
  return row ?? null
}

/**
 * Stores a consent. The same page asked again gets a new code in the old one's place, with the wrong ones still counted.
 * False: this challenge was exchanged, has ended, or belongs to another link.
 */
export const putGrant = async ({ db, workspace, now }: Tx, grant: NewGrant): Promise<boolean> => {
  const { codeHash, expiresAt } = grant
  await db.delete(grants).where(lt(grants.expiresAt, now - KEPT_MS))
  const rows = await db
    .insert(grants)
    .values({ workspaceId: workspace, ...grant })
    .onConflictDoUpdate({
      target: [grants.workspaceId, grants.challenge],
      set: { codeHash, expiresAt },
      setWhere: and(eq(grants.linkHash, grant.linkHash), isNull(grants.endedAt), isNull(grants.exchangedAt)),
    })
    .returning({ challenge: grants.challenge })
  return rows.length > 0
}

/** Counts a wrong code; `ended`: it was one too many. */
export const countWrong = ({ db, now }: Tx, { challenge, attempts }: Grant, ended: boolean) =>
  db
    .update(grants)
    .set({ attempts: attempts + 1, ...(ended ? { endedAt: now } : {}) })
    .where(eq(grants.challenge, challenge))

/** Marks a grant exchanged, and ends the others of its link. */
export const markExchanged = async ({ db, now }: Tx, { challenge, linkHash }: Grant, familyId: string) => {
  await db.update(grants).set({ exchangedAt: now, familyId }).where(eq(grants.challenge, challenge))
  await db
    .update(grants)
    .set({ endedAt: now })
    .where(and(eq(grants.linkHash, linkHash), ne(grants.challenge, challenge), isNull(grants.endedAt)))
}
