import { and, eq, gt, isNull } from 'drizzle-orm'
import { families, intakeKeys, tokens } from './workspaceTables.ts'
import type { Tx } from './transaction.ts'

export type Token = {
  hash: string
  familyId: string
  kind: 'access' | 'refresh'
  expiresAt: number
  rotatedAt: number | null
}

export const insertFamily = ({ db, workspace, now }: Tx, family: { id: string; personId: string; device: string }) =>
  db.insert(families).values({ workspaceId: workspace, ...family, createdAt: now })

/** Whether anybody could still come back without a new link. */
export const hasLiveSession = async ({ db, now }: Tx): Promise<boolean> =>
  (
    await db
      .select({ id: families.id })
      .from(families)
      .innerJoin(tokens, eq(tokens.familyId, families.id))
      .where(
        and(isNull(families.endedAt), eq(tokens.kind, 'refresh'), isNull(tokens.rotatedAt), gt(tokens.expiresAt, now)),
      )
      .limit(1)
  ).length > 0

/** False: it had ended before. */
export const endFamily = async ({ db, now }: Tx, id: string, why: 'signed_out' | 'reused'): Promise<boolean> =>
  (
    await db
      .update(families)
      .set({ endedAt: now, endedWhy: why })
      .where(and(eq(families.id, id), isNull(families.endedAt)))
      .returning({ id: families.id })
  ).length > 0

/** Ends all sessions of a person; returns how many. */
export const endFamiliesOf = async ({ db, now }: Tx, personId: string): Promise<number> =>
  (
    await db
      .update(families)
      .set({ endedAt: now, endedWhy: 'signed_out_everywhere' })
      .where(and(eq(families.personId, personId), isNull(families.endedAt)))
      .returning({ id: families.id })
  ).length

export const hasEverSignedIn = async ({ db }: Tx, personId: string): Promise<boolean> =>
  (await db.select({ id: families.id }).from(families).where(eq(families.personId, personId)).limit(1)).length > 0

export const hasFamilyEnded = async ({ db }: Tx, id: string): Promise<boolean> =>
  (
    await db
      .select({ id: families.id })
      .from(families)
      .where(and(eq(families.id, id), isNull(families.endedAt)))
  ).length === 0

/** Idempotent: the pair of one rotation is derived, so that doing it twice stores it once. */
export const insertToken = ({ db, workspace }: Tx, token: Omit<Token, 'rotatedAt'>) =>
  db
    .insert(tokens)
    .values({ workspaceId: workspace, ...token })
    .onConflictDoNothing()

/** A token whose family lives; null when it is unknown or the family has ended. Locked, so that two rotations queue up. */
export const findToken = async (
  { db }: Tx,
  hash: string,
  kind: Token['kind'],
  lock: boolean,
): Promise<(Token & { personId: string }) | null> => {
  const query = db
    .select({ token: tokens, personId: families.personId })
    .from(tokens)
    .innerJoin(families, eq(families.id, tokens.familyId))
    .where(and(eq(tokens.hash, hash), eq(tokens.kind, kind), isNull(families.endedAt)))
  const [row] = lock ? await query.for('update') : await query
  return row === undefined ? null : { ...row.token, personId: row.personId }
}

/** Whether the family of this token lives: also of an access token whose quarter of an hour is over. */
export const isFamilyAlive = async ({ db }: Tx, hash: string): Promise<boolean> =>
  (
    await db
      .select({ id: families.id })
      .from(tokens)
      .innerJoin(families, eq(families.id, tokens.familyId))
      .where(and(eq(tokens.hash, hash), isNull(families.endedAt)))
  ).length > 0

export const markRotated = ({ db, now }: Tx, hash: string) =>
  db.update(tokens).set({ rotatedAt: now }).where(eq(tokens.hash, hash))

export const insertIntakeKey = ({ db, workspace, now }: Tx, key: { id: string; name: string; hash: string }) =>
  db.insert(intakeKeys).values({ workspaceId: workspace, ...key, createdAt: now })

/** Whether any intake key is valid. */
export const hasIntakeKey = async ({ db }: Tx): Promise<boolean> =>
  (await db.select({ id: intakeKeys.id }).from(intakeKeys).where(isNull(intakeKeys.endedAt)).limit(1)).length > 0

export const isIntakeKey = async ({ db }: Tx, hash: string): Promise<boolean> =>
  (
    await db
      .select({ id: intakeKeys.id })
      .from(intakeKeys)
      .where(and(eq(intakeKeys.hash, hash), isNull(intakeKeys.endedAt)))
  ).length > 0
