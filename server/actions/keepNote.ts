import { insertPersonal } from '../store/records.ts'
import type { Tx } from '../store/transaction.ts'
import type { Environment } from './environment.ts'

/** Somebody's own words, in a row that can be erased; its id, or null where nothing was said. */
export const keepNote = async (env: Environment, tx: Tx, text: string | undefined): Promise<string | null> => {
  if (text === undefined) return null
  const id = env.newId()
  await insertPersonal(tx, id, { kind: 'note', text })
  return id
}
