import { desc, eq } from 'drizzle-orm'
import { Playbook } from '../../shared/playbook.ts'
import { playbooks } from './workspaceTables.ts'
import type { Tx } from './transaction.ts'

export type LivePlaybook = { version: number; playbook: Playbook }

/** The newest published version; null in a workspace that has none yet. */
export const livePlaybook = async ({ db }: Tx): Promise<LivePlaybook | null> => {
  const [row] = await db.select().from(playbooks).orderBy(desc(playbooks.version)).limit(1)
  return row === undefined ? null : { version: row.version, playbook: row.body }
}

/** The version that a handoff was made with. */
export const playbookAt = async ({ db }: Tx, version: number): Promise<Playbook> => {
  const [row] = await db.select({ body: playbooks.body }).from(playbooks).where(eq(playbooks.version, version))
  if (row === undefined) throw new RangeError(`no playbook version ${version}`)
  return row.body
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
