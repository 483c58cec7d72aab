import type { Colleague } from './odoo.ts'
import { odooDatabase, odooUrl } from './odoo.ts'

/** A new API key of a colleague, made as they would click it: their password, asked for once more. It ends with the colleague. */
export const makeKeyOf = async ({ email, password }: Colleague): Promise<string> => {
  const call = await signedIn(email, password)
  const description = { name: 'Baton', duration: '1' }
  const asked = await call<number[]>('res.users.apikeys.description', 'create', [[description]])
  const shown = await call<Shown>('res.users.apikeys.description', 'make_key', [asked])
  const made = shown.context.default_key
    ? shown
    : await call<Shown>('res.users.identitycheck', 'run_check', [[shown.res_id!]], { context: { password } })
  return made.context.default_key!
}

type Shown = { res_id?: number; context: { default_key?: string } }
type Call = <T>(model: string, method: string, args: unknown[], kwargs?: object) => Promise<T>

/** Odoo as the browser calls it, with the cookie of a session. */
const signedIn = async (login: string, password: string): Promise<Call> => {
  let cookie = ''
  const post = async (path: string, params: object): Promise<unknown> => {
    const response = await fetch(`${odooUrl()}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ jsonrpc: '2.0', method: 'call', params }),
    })
    cookie = response.headers.getSetCookie().map((each) => each.split(';')[0])[0] ?? cookie
    const answer = (await response.json()) as { result?: unknown; error?: { data?: { message?: string } } }
    if (answer.error) throw new Error(`${path}: ${answer.error.data?.message}`)
    return answer.result
  }
  await post('/web/session/authenticate', { db: odooDatabase(), login, password })
  return async <T>(model: string, method: string, args: unknown[], kwargs: object = {}) =>
    (await post(`/web/dataset/call_kw/${model}/${method}`, { model, method, args, kwargs })) as T
}
