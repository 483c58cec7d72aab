import { and, eq, gt, isNull } from 'drizzle-orm'
import { type LinkKind, links } from './workspaceTables.ts'
import type { Tx } from './transaction.ts'

/** A way in for one person, once. `hash` is of its token. */
export type Link = Omit<typeof links.$inferSelect, 'workspaceId'>

export const insertLink = ({ db, workspace }: Tx, link: Omit<Link, 'usedAt' | 'revokedAt'>) =>
  db.insert(links).values({ workspaceId: workspace, ...link })

/** A link by its hash; locked, so that whoever would use it or withdraw it queues up. */
export const findLink = async ({ db }: Tx, hash: string, lock: boolean): Promise<Link | null> => {
  const query = db.select().from(links).where(eq(links.hash, hash))
  const [row] = lock ? await query.for('update') : await query
  return row ?? null
}

export const markLinkUsed = ({ db, now }: Tx, hash: string) =>
  db.update(links).set({ usedAt: now }).where(eq(links.hash, hash))

/** Withdraws what is out: a person's links, or all of one kind. Returns how many. */
export const revokeLinks = async ({ db, now }: Tx, of: { personId: string } | { kind: LinkKind }): Promise<number> => {
  const whose = 'personId' in of ? eq(links.personId, of.personId) : eq(links.kind, of.kind)
  const rows = await db
    .update(links)
    .set({ revokedAt: now })
    .where(and(whose, isNull(links.usedAt), isNull(links.revokedAt), gt(links.expiresAt, now)))
    .returning({ hash: links.hash })
  return rows.length
}
