import { findConnection, lockConnections } from '../store/connections.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Environment } from './environment.ts'
import { configOf, hookPathOf, keepConnection } from './keepConnection.ts'

const ODOO = 'odoo'

/** How the server's own variables name an Odoo. */
export type OdooVariables = { url: string; database: string; apiKey: string; login?: string }

/** Connects the workspace's Odoo, or gives the connection another address or key. Resolves to the path of its webhook, which holds its secret. */
export const connectOdoo = (
  env: Environment,
  workspace: string,
  { url, database, apiKey, login }: OdooVariables,
): Promise<string> =>
  inWorkspace(env.database, workspace, 'connectOdoo', async (tx) => {
    await lockConnections(tx)
    const known = await findConnection(tx, ODOO)
    const hookSecret = known?.hookSecret ?? env.newSecret()
    const setUp = { kind: ODOO, name: known?.name ?? 'Odoo', baseUrl: url, database, apiKey, login } as const
    const connection = configOf(setUp, known, { id: ODOO, hookSecret })
    if (connection === 'needs_key') throw new RangeError('an Odoo is connected with its key')
    await keepConnection(env, tx, connection, known, null)
    return hookPathOf(workspace, connection) ?? ''
  })
