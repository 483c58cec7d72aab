import type { Colleague } from './odoo.ts'
import { odooDatabase, odooUrl } from './odoo.ts'

/** Odoo's older interface wants the records, or what they are made of, first. */
type Named = { ids?: number[]; vals_list?: object[] } & Record<string, unknown>

/** What a colleague does in Odoo: a call of a method with named arguments, as them. */
export type Doing = <T>(model: string, method: string, args: Named) => Promise<T>

/** Works in Odoo as this colleague, who has a password and no API key. */
export const workingAs =
  (colleague: Colleague): Doing =>
  async <T>(model: string, method: string, { ids, vals_list, ...named }: Named) => {
    const first = ids ?? vals_list
    const who = [odooDatabase(), colleague.id, colleague.password]
    const args = [...who, model, method, first === undefined ? [] : [first], named]
    const response = await fetch(`${odooUrl()}/jsonrpc`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        jsonrpc: '2.0',
        method: 'call',
        params: { service: 'object', method: 'execute_kw', args },
      }),
    })
    const answer = (await response.json()) as { result?: T; error?: { data?: { message?: string } } }
    if (answer.error) throw new Error(`${model}.${method}: ${answer.error.data?.message}`)
    return answer.result as T
  }
