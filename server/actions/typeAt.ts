import type { PlaceInput } from '../../shared/connection.ts'
import type { RecordType } from '../../shared/record.ts'
import { CrmError } from '../crm/connector.ts'
import { findConnection } from '../store/connections.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Actor, Environment } from './environment.ts'

/** What a CRM's pages at this place show; null: nothing that Baton knows. `silent`: the CRM does not answer. */
export const typeAt = async (
  env: Environment,
  actor: Actor,
  { connection: id, place }: PlaceInput,
): Promise<RecordType | null | 'silent'> => {
  const connection = await inWorkspace(env.database, actor.workspace, 'typeAt', (tx) => findConnection(tx, id))
  if (connection === null) return null
  try {
    return (await env.connect(connection).typeAt?.(place)) ?? null
  } catch (error) {
    if (error instanceof CrmError) return 'silent'
    throw error
  }
}
