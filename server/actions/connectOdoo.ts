import { allConnections, insertConnection } from '../store/connections.ts'
import { inWorkspace } from '../store/transaction.ts'
import { record } from '../store/workspaces.ts'
import type { Environment } from './environment.ts'

/** Connects an Odoo to a workspace, unless it is connected already. Resolves to the path of its webhook, which holds its secret. */
export const connectOdoo = (
  env: Environment,
  workspace: string,
  odoo: { url: string; database: string; apiKey: string },
): Promise<string> =>
  inWorkspace(env.database, workspace, 'connectOdoo', async (tx) => {
    const baseUrl = new URL(odoo.url).origin
    const pathOf = (id: string, secret: string) => `/v1/hooks/${workspace}.${id}?secret=${secret}`
    const known = (await allConnections(tx)).find(({ kind, baseUrl: url }) => kind === 'odoo' && url === baseUrl)
    if (known !== undefined) return pathOf(known.id, known.hookSecret)
    const hookSecret = env.newSecret()
    await insertConnection(tx, {
      id: 'odoo',
      kind: 'odoo',
      name: 'Odoo',
      baseUrl,
      secret: { apiKey: odoo.apiKey, database: odoo.database },
      hookSecret,
    })
    await record(tx, { id: env.newId(), actorId: null, act: 'connection.created', target: 'odoo' })
    return pathOf('odoo', hookSecret)
  })
