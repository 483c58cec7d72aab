import type { HookRequest } from '../crm/connector.ts'
import { findConnection } from '../store/connections.ts'
import { enqueue } from '../store/deliveries.ts'
import { isHeardLately, noteHeard } from '../store/polls.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Environment } from './environment.ts'

/**
 * Takes a CRM's webhook: what changed is noted in the outbox and read afterwards, so that the CRM gets its answer at once.
 * `not_found` covers an unknown connection and a call that does not prove where it comes from: both look alike.
 */
export const receiveHook = async (
  env: Environment,
  workspace: string,
  connectionId: string,
  request: HookRequest,
): Promise<'accepted' | 'not_found' | 'malformed'> => {
  const found = await inWorkspace(env.database, workspace, 'findConnection', async (tx) => {
    const connection = await findConnection(tx, connectionId)
    return connection === null ? null : { connection, isHeard: isHeardLately(connection.hookHeardAt, tx.now) }
  })
  if (found === null) return 'not_found'
  const changes = await env.connect(found.connection).parseHook(request)
  if (changes === 'refused') return 'not_found'
  if (changes === 'malformed') return 'malformed'
  if (changes.length === 0 && found.isHeard) return 'accepted'
  await inWorkspace(env.database, workspace, 'receiveHook', async (tx) => {
    for (const { ref, key } of changes) await enqueue(tx, changeId(connectionId, key), { kind: 'crm_pull', ref }, null)
    if (!found.isHeard) await noteHeard(tx, connectionId)
  })
  return 'accepted'
}

/** A change's own id in the outbox, whether a webhook tells of it or asking for it: it is read once. */
export const changeId = (connection: string, key: string): string => `change/${connection}/${key}`
