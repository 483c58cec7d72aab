import type { ConnectorContext } from '../connector.ts'
import { CrmError } from '../connector.ts'

/** Calls `method` of `model` with named arguments and gives what Odoo answered, unchecked. */
export type Json2 = (
  model: string,
  method: string,
  args: Record<string, unknown>,
  signal: AbortSignal,
) => Promise<unknown>

/**
 * Odoo's JSON-2 interface (Odoo 19 and later): `POST /json/2/{model}/{method}`. `secret.apiKey` is a user's API key;
 * `secret.database` goes into `X-Odoo-Database`, which an Odoo that serves several databases needs.
 * Odoo's error bodies hold tracebacks: they are thrown away unread, and only the status decides what is said.
 */
export const json2 =
  ({ config, fetch }: ConnectorContext): Json2 =>
  async (model, method, args, signal) => {
    const headers = new Headers({
      'content-type': 'application/json',
      authorization: `bearer ${config.secret.apiKey ?? ''}`,
    })
    if (config.secret.database) headers.set('x-odoo-database', config.secret.database)
    const body = JSON.stringify(args)
    try {
      const response = await fetch(`${config.baseUrl}/json/2/${model}/${method}`, {
        method: 'POST',
        headers,
        body,
        signal,
        redirect: 'manual',
      })
      if (response.ok) return await parsed(response)
      await response.body?.cancel()
      throw failure(response, `${model}.${method}`)
    } catch (error) {
      if (error instanceof CrmError) throw error
      if (signal.aborted) throw new CrmError('Odoo did not answer in time', { retry: true })
      throw new CrmError('Odoo cannot be reached', { retry: true })
    }
  }

/** What a person has to mend and then is well for everything: nothing is given up meanwhile, and nothing hurries. */
const MENDABLE = { retry: true, retryAfterMs: 5 * 60_000 }

const parsed = async (response: Response): Promise<unknown> => {
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new CrmError('This address does not answer as Odoo does', MENDABLE)
  }
}

const failure = (response: Response, call: string): CrmError => {
  const { status } = response
  if (status === 401) return new CrmError('Odoo does not accept the API key: it is wrong, or it has expired', MENDABLE)
  if (status === 403) return new CrmError(`Odoo does not let this user do this (${call})`, { retry: false })
  if (status === 404) {
    const why = 'check the name of the database, and that it is Odoo 19 or later with its CRM'
    return new CrmError(`Odoo does not know this call, or the record is gone (${call}): ${why}`, { retry: false })
  }
  if (status === 422) return new CrmError(`Odoo did not take this (${call})`, { retry: false })
  if (status === 429 || status === 409 || status >= 500) {
    const message = status >= 500 ? 'Odoo has a fault of its own' : 'Odoo is busy'
    return new CrmError(`${message} (HTTP ${status})`, { retry: true, retryAfterMs: retryAfterMs(response) })
  }
  return new CrmError(`This address does not answer as Odoo does (HTTP ${status})`, MENDABLE)
}

const retryAfterMs = (response: Response): number | undefined => {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined
}
