import type { Connection } from '../../shared/record.ts'
import { allConnections } from '../store/connections.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Actor, Environment } from './environment.ts'

/** The connected CRMs, without their keys. */
export const listConnections = (env: Environment, actor: Actor): Promise<Connection[]> =>
  inWorkspace(env.database, actor.workspace, 'listConnections', async (tx) =>
    (await allConnections(tx)).map(({ id, kind, name, baseUrl }) => ({ id, kind, name, baseUrl })),
  )
