import * as z from 'zod/mini'
import type { ConnectionConfig } from '../connector.ts'
import { FAULTS, type OdooCall } from './call.ts'
import type { OdooHttp } from './http.ts'

/**
 * Odoo's older interface, `/jsonrpc` with `execute_kw`: the only one of Odoo 18, still served by Odoo 19. It needs the
 * log-in of the key's user and the name of the database beside the key. It answers errors with HTTP 200: their name
 * decides, and their message and traceback are thrown away. Run against Odoo 19 only; for 18 after its source.
 */
export const jsonRpc = ({ secret }: ConnectionConfig, http: OdooHttp): OdooCall => {
  const { apiKey = '', database = '', login = '' } = secret

  const run = async (service: string, method: string, args: unknown[], call: string, signal: AbortSignal) => {
    const body = { jsonrpc: '2.0', method: 'call', params: { service, method, args } }
    const { status, isHtml, json, retryAfterMs } = await http({ path: '/jsonrpc', body }, signal)
    if (status === 429) throw FAULTS.busy('HTTP 429', retryAfterMs)
    if (status >= 500) throw FAULTS.broken(`HTTP ${status}`, retryAfterMs)
    const answer = isHtml || status !== 200 ? undefined : Answer.safeParse(json).data
    if (answer === undefined) throw FAULTS.elsewhere(`HTTP ${status}`)
    if (answer.error === undefined) return answer.result
    throw failure(answer.error.data?.name ?? '', call)
  }

  let signedIn: Promise<number> | undefined
  const signIn = async (signal: AbortSignal): Promise<number> => {
    const user = await run('common', 'authenticate', [database, login, apiKey, {}], 'sign in', signal)
    if (typeof user === 'number') return user
    throw FAULTS.logIn()
  }

  return async (model, method, { ids, ...args }, signal) => {
    signedIn ??= signIn(signal).catch((error: unknown) => {
      signedIn = undefined
      throw error
    })
    const user = await signedIn
    const given = ids === undefined ? [] : [ids]
    return await run(
      'object',
      'execute_kw',
      [database, user, apiKey, model, method, given, args],
      `${model}.${method}`,
      signal,
    )
  }
}

const Answer = z.object({
  result: z.optional(z.unknown()),
  error: z.optional(z.object({ data: z.optional(z.object({ name: z.string() })) })),
})

/** By the name of Odoo's exception, such as `odoo.exceptions.AccessError`. */
const failure = (name: string, call: string): Error => {
  const kind = name.split('.').at(-1) ?? ''
  if (kind === 'AccessDenied') return FAULTS.key()
  if (kind === 'AccessError') return FAULTS.forbidden(call)
  if (['MissingError', 'AttributeError', 'KeyError', 'NotFound'].includes(kind)) return FAULTS.unknown(call)
  if (/^(SerializationFailure|LockNotAvailable|DeadlockDetected|ConcurrencyError)$/.test(kind))
    return FAULTS.busy('a conflict')
  // With the database's own name in it, so nothing but this is said.
  if (name === 'psycopg2.OperationalError') return FAULTS.database()
  if (/^(UserError|ValidationError|RedirectWarning)$/.test(kind)) {
    // Of a model that is not installed it says no more than this, and no other call here is refused before it is looked at.
    return call.endsWith('.has_access') ? FAULTS.unknown(call) : FAULTS.refused(call)
  }
  return FAULTS.broken('its older interface')
}
