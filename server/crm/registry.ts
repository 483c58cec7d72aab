import type { CrmKind } from '../../shared/record.ts'
import type { ConnectionConfig, Connector, ConnectorFactory } from './connector.ts'
import { demoConnector } from './demo/connector.ts'
import { odooConnector } from './odoo/connector.ts'

/** Every CRM that Baton can be connected to: a new one is its folder and one line here. */
export const CONNECTORS: Record<CrmKind, ConnectorFactory> = {
  demo: demoConnector,
  odoo: odooConnector,
}

/** One connector a connection, for as long as its set-up stays the same: what it learned of its CRM is kept. */
export const connectOnce = (): ((config: ConnectionConfig) => Connector) => {
  const known = new Map<string, Connector>()
  return (config) => {
    const key = JSON.stringify([config.id, config.kind, config.baseUrl, config.secret, config.hookSecret])
    const connector = known.get(key) ?? CONNECTORS[config.kind]({ config, fetch })
    known.set(key, connector)
    return connector
  }
}
