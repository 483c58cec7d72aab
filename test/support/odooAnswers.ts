import type { ConnectionConfig, Connector } from '../../server/crm/connector.ts'
import { odooConnector } from '../../server/crm/odoo/connector.ts'

/** A set-up whose key and hook secret are canaries: they must appear in nothing that is shown. */
export const canaryConfig: ConnectionConfig = {
  id: 'odoo',
  kind: 'odoo',
  baseUrl: 'https://crm.example.com',
  secret: { apiKey: 'canary-key', database: 'crm' },
  hookSecret: 'canary hook secret',
}

/** One call as Odoo would get it: `model.method` and its named arguments, or the path of what is no call of a method. */
export type AskedCall = { name: string; args: Record<string, unknown>; path: string; init: RequestInit }

/** A connector on an Odoo that answers by this function: with a `Response`, or with JSON. */
export const answeringConnector = (
  answer: (call: AskedCall) => unknown,
  but: Partial<ConnectionConfig> = {},
): Connector => {
  const answered: typeof fetch = async (input, init = {}) => {
    const { pathname: path } = new URL(String(input))
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {}
    const given = await answer({ ...callIn(path, body), path, init })
    return given instanceof Response ? given : Response.json(given)
  }
  return odooConnector({ config: { ...canaryConfig, ...but }, fetch: answered })
}

/** What either of Odoo's interfaces was asked. */
const callIn = (path: string, body: Record<string, unknown>): Pick<AskedCall, 'name' | 'args'> => {
  if (path.startsWith('/json/2/')) return { name: path.slice('/json/2/'.length).replace('/', '.'), args: body }
  const params = body.params as { service?: string; method?: string; args?: unknown[] } | undefined
  if (params?.service === undefined) return { name: path, args: {} }
  if (params.service === 'common') return { name: `common.${params.method}`, args: { given: params.args } }
  const [, , , model, method, [ids] = [], named = {}] = params.args as [
    string,
    number,
    string,
    string,
    string,
    unknown[],
    Record<string, unknown>,
  ]
  return { name: `${model}.${method}`, args: { ...(ids === undefined ? {} : { ids }), ...named } }
}

/** What a call threw, or undefined. */
export const thrownBy = (call: Promise<unknown>): Promise<Error | undefined> =>
  call.then(
    () => undefined,
    (thrown: Error) => thrown,
  )

/** Everything of an error that could be shown or logged. */
export const allOf = (error: Error | undefined): string =>
  `${error?.stack} ${JSON.stringify(error)} ${String(error?.cause)}`
