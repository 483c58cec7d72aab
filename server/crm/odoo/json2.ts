import type { ConnectionConfig } from '../connector.ts'
import { FAULTS, type OdooCall } from './call.ts'
import type { OdooAnswer, OdooHttp } from './http.ts'

/**
 * Odoo's JSON-2 interface (Odoo 19 and later): `POST /json/2/{model}/{method}`. `secret.apiKey` is a user's API key;
 * `secret.database` goes into `X-Odoo-Database`, which an Odoo that serves several databases needs. Only the status
 * decides what is said of a failure: a database that is not there is told by a page, what is not in it by JSON.
 */
export const json2 =
  ({ secret }: ConnectionConfig, http: OdooHttp): OdooCall =>
  async (model, method, args, signal) => {
    const headers: Record<string, string> = { authorization: `bearer ${secret.apiKey ?? ''}` }
    if (secret.database) headers['x-odoo-database'] = secret.database
    const answer = await http({ path: `/json/2/${model}/${method}`, headers, body: args }, signal)
    if (answer.status >= 200 && answer.status < 300) return answer.json
    throw failure(answer, `${model}.${method}`)
  }

const failure = ({ status, isHtml, retryAfterMs }: OdooAnswer, call: string): Error => {
  if (status === 401) return FAULTS.key()
  if (status === 403)
    return isHtml ? FAULTS.elsewhere('something before it refuses (HTTP 403)') : FAULTS.forbidden(call)
  if (status === 404) return isHtml ? FAULTS.database() : FAULTS.unknown(call)
  if (status === 422) return FAULTS.refused(call)
  if (status === 429 || status === 409) return FAULTS.busy(`HTTP ${status}`, retryAfterMs)
  if (status >= 500) return FAULTS.broken(`HTTP ${status}`, retryAfterMs)
  return FAULTS.elsewhere(`HTTP ${status}`)
}
