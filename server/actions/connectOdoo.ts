import { findConnection, saveConnection } from '../store/connections.ts'
import { inWorkspace } from '../store/transaction.ts'
import { record } from '../store/workspaces.ts'
import type { Environment } from './environment.ts'

const ODOO = 'odoo'

/** Connects the workspace's Odoo, or gives the connection another address or key. Resolves to the path of its webhook, which holds its secret. */
export const connectOdoo = (
  env: Environment,
  workspace: string,
  odoo: { url: string; database: string; apiKey: string },
): Promise<string> =>
  inWorkspace(env.database, workspace, 'connectOdoo', async (tx) => {
    const baseUrl = new URL(odoo.url).origin
    const secret = { apiKey: odoo.apiKey, database: odoo.database }
    const known = await findConnection(tx, ODOO)
    const hookSecret = known?.hookSecret ?? env.newSecret()
    await saveConnection(tx, { id: ODOO, kind: 'odoo', name: 'Odoo', baseUrl, secret, hookSecret })
    if (known === null) await record(tx, { id: env.newId(), actorId: null, act: 'connection.created', target: ODOO })
    return `/v1/hooks/${workspace}.${ODOO}?secret=${hookSecret}`
  })
