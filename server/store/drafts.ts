import { eq } from 'drizzle-orm'
import { Playbook } from '../../shared/playbook.ts'
import { upgradePlaybook } from '../domain/upgradePlaybook.ts'
import { drafts } from './workspaceTables.ts'
import type { Tx } from './transaction.ts'

export type StoredDraft = {
  base: number
  revision: number
  playbook: Playbook
  changedAt: number
  changedBy: string
  editorId: string | null
  editorUntil: number | null
}

/** Null: nobody works on one. `lock`: whoever else wants to change it waits. */
export const findDraft = async ({ db, workspace }: Tx, lock: boolean): Promise<StoredDraft | null> => {
  const query = db.select().from(drafts).where(eq(drafts.workspaceId, workspace))
  const [row] = lock ? await query.for('update') : await query
  if (row === undefined) return null
  const { workspaceId: _, body, ...rest } = row
  return { ...rest, playbook: upgradePlaybook(body) }
}

export const putDraft = async ({ db, workspace }: Tx, { playbook, ...rest }: StoredDraft): Promise<void> => {
  const row = { ...rest, body: Playbook.parse(playbook) }
  await db
    .insert(drafts)
    .values({ workspaceId: workspace, ...row })
    .onConflictDoUpdate({ target: drafts.workspaceId, set: row })
}

export const deleteDraft = ({ db, workspace }: Tx) => db.delete(drafts).where(eq(drafts.workspaceId, workspace))
