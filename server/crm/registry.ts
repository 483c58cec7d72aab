import type { CrmKind } from '../../shared/record.ts'
import type { ConnectionConfig, Connector, ConnectorFactory } from './connector.ts'
import { demoConnector } from './demo/connector.ts'
import { odooConnector } from './odoo/connector.ts'

/** Every CRM that Baton can be connected to: a new one is its folder and one line here. */
export const CONNECTORS: Record<CrmKind, ConnectorFactory> = {
  demo: demoConnector,
  odoo: odooConnector,
}

/** One connector a connection, for as long as its set-up stays the same: what it learned of its CRM is kept, an old key is not. */
export const connectOnce = (): ((config: ConnectionConfig) => Connector) => {
  const known = new Map<string, { setUp: string; connector: Connector }>()
  return (config) => {
    const { id, kind, baseUrl, secret, hookSecret } = config
    const name = `${id} ${hookSecret}`
    const setUp = JSON.stringify([kind, baseUrl, secret])
    const before = known.get(name)
    if (before?.setUp === setUp) return before.connector
    const connector = CONNECTORS[kind]({ config, fetch })
    known.set(name, { setUp, connector })
    return connector
  }
}
