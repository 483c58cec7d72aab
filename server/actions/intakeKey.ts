import { hashOf, inWorkspaceForm, workspaceOf } from '../secrets.ts'
import { insertIntakeKey, isIntakeKey } from '../store/sessions.ts'
import { inWorkspace, type Tx } from '../store/transaction.ts'
import { record } from '../store/workspaces.ts'
import type { Environment } from './environment.ts'

/** Makes a key for `POST /v1/signals`; it is shown once, only its hash is stored. */
export const createIntakeKey = async (env: Environment, tx: Tx, name: string): Promise<string> => {
  const key = inWorkspaceForm(tx.workspace, env.newSecret())
  const id = env.newId()
  await insertIntakeKey(tx, { id, name, hash: hashOf(key) })
  await record(tx, { id: env.newId(), actorId: null, act: 'intake_key.created', target: id, body: { name } })
  return key
}

/** The workspace that an intake key opens; null when it opens none. */
export const workspaceOfKey = async (env: Environment, key: string): Promise<string | null> => {
  const workspace = workspaceOf(key)
  if (workspace === null) return null
  const isValid = await inWorkspace(env.database, workspace, 'checkIntakeKey', (tx) => isIntakeKey(tx, hashOf(key)))
  return isValid ? workspace : null
}
