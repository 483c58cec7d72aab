import type { ConnectionStatus } from '../../shared/connection.ts'
import { allConnections } from '../store/connections.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Actor, Environment } from './environment.ts'
import { statusOf } from './keepConnection.ts'

/** How the connected CRMs fare, for those who keep them. */
export const connectionStatus = (env: Environment, actor: Actor): Promise<ConnectionStatus[]> =>
  inWorkspace(env.database, actor.workspace, 'connectionStatus', async (tx) =>
    (await allConnections(tx)).map((connection) => statusOf(tx.workspace, connection)),
  )
