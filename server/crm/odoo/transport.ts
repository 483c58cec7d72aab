import type { ConnectionConfig } from '../connector.ts'
import type { OdooCall } from './call.ts'
import type { OdooHttp } from './http.ts'
import { json2 } from './json2.ts'
import { jsonRpc } from './jsonrpc.ts'
import { askVersion, SERIES_JSON2 } from './version.ts'

/** A server may be upgraded while it is connected. */
const KNOWN_MS = 60 * 60_000

/**
 * The interface that this Odoo speaks. The older one cannot be used without a log-in; so where none is given, JSON-2 it is,
 * and where one is, the Odoo is asked for its version once an hour.
 */
export const odooCall = (config: ConnectionConfig, http: OdooHttp): OdooCall => {
  const newer = json2(config, http)
  if (!config.secret.login) return newer
  const older = jsonRpc(config, http)
  let known: { at: number; call: Promise<OdooCall> } | undefined
  const choose = (signal: AbortSignal): Promise<OdooCall> => {
    if (known && performance.now() - known.at < KNOWN_MS) return known.call
    const call = askVersion(http, signal).then(({ series }) => (series >= SERIES_JSON2 ? newer : older))
    const asked = { at: performance.now(), call }
    known = asked
    call.catch(() => {
      if (known === asked) known = undefined
    })
    return call
  }
  return async (model, method, args, signal) => await (await choose(signal))(model, method, args, signal)
}
