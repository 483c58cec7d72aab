import { desc, eq, gt, sql } from 'drizzle-orm'
import { Playbook } from '../../shared/playbook.ts'
import { upgradePlaybook } from '../domain/upgradePlaybook.ts'
import { playbooks } from './workspaceTables.ts'
import type { Tx } from './transaction.ts'

export type LivePlaybook = {
  version: number
  playbook: Playbook
  publishedAt: number
  publishedBy: string | null
  reason: string
}

/** The newest published version; null in a workspace that has none yet. */
export const livePlaybook = async ({ db }: Tx): Promise<LivePlaybook | null> => {
  const { version, publishedAt, publishedBy, reason } = playbooks
  const [row] = await db
    .select({ version, publishedAt, publishedBy, reason, digest: DIGEST })
    .from(playbooks)
    .orderBy(desc(playbooks.version))
    .limit(1)
  if (row === undefined) return null
  const { digest, ...live } = row
  return { ...live, playbook: await sharedBody(db, live.version, digest) }
}

/** One value for all who read the same playbook: what is made ready for it once serves every decision. Never change it in place. */
const sharedBody = async (db: Tx['db'], version: number, digest: string): Promise<Playbook> => {
  const found = shared.get(digest)
  shared.delete(digest)
  const playbook = found ?? upgradePlaybook(await bodyOf(db, version))
  shared.set(digest, playbook)
  const [oldest] = shared.keys()
  if (oldest !== undefined && shared.size > SHARED_MAX) shared.delete(oldest)
  return playbook
}

const bodyOf = async (db: Tx['db'], version: number): Promise<unknown> => {
  const [row] = await db.select({ body: playbooks.body }).from(playbooks).where(eq(playbooks.version, version))
  if (row === undefined) throw new RangeError(`no playbook version ${version}`)
  return row.body
}

const DIGEST = sql<string>`md5(${playbooks.body}::text)`
/** The least recently read goes first. */
const SHARED_MAX = 100
const shared = new Map<string, Playbook>()

/** Whether no newer version has been published. */
export const isLiveVersion = async ({ db }: Tx, version: number): Promise<boolean> =>
  (await db.select({ version: playbooks.version }).from(playbooks).where(gt(playbooks.version, version)).limit(1))
    .length === 0

/** The version that a handoff was made with. */
export const playbookAt = async ({ db }: Tx, version: number): Promise<Playbook> => {
  const [row] = await db.select({ digest: DIGEST }).from(playbooks).where(eq(playbooks.version, version))
  if (row === undefined) throw new RangeError(`no playbook version ${version}`)
  return sharedBody(db, version, row.digest)
}

/** The number of the newest version, 0 before the first. Whoever publishes at the same time waits. */
export const lockPlaybooks = async ({ db, workspace }: Tx): Promise<number> => {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${workspace}/playbook`}, 13))`)
  const [row] = await db
    .select({ version: playbooks.version })
    .from(playbooks)
    .orderBy(desc(playbooks.version))
    .limit(1)
  return row?.version ?? 0
}

export const insertPlaybook = async (
  { db, workspace, now }: Tx,
  input: { version: number; body: Playbook; by: string | null; reason: string },
) => {
  await db.insert(playbooks).values({
    workspaceId: workspace,
    version: input.version,
    body: Playbook.parse(input.body),
    publishedAt: now,
    publishedBy: input.by,
    reason: input.reason,
  })
}
