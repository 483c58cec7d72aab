import type { ConnectorContext } from '../connector.ts'
import { CrmError } from '../connector.ts'
import { FAULTS, OdooError } from './call.ts'
import { takingTurns } from './turns.ts'
import { networkWords } from './network.ts'

/** One request to the Odoo of this connection. `path` begins with a slash. */
export type OdooRequest = { path: string; method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: unknown }

/** What came back: `json` is undefined where the body was none, or was not asked for (it is an error's). */
export type OdooAnswer = { status: number; isHtml: boolean; json: unknown; retryAfterMs: number | undefined }

export type OdooHttp = (request: OdooRequest, signal: AbortSignal) => Promise<OdooAnswer>

const BODY_BYTES_MAX = 8 * 1_024 * 1_024
/** An Odoo has few workers: a burst of ours must not take them from its people. */
const AT_ONCE = 4

/**
 * HTTP to one Odoo: no redirect is followed with the key, error bodies hold tracebacks and are thrown away unread, and
 * whatever is not told by a status ends as a `CrmError`, at the latest when `signal` says so, in the middle of a body too.
 */
export const odooHttp = ({ config, fetch }: ConnectorContext): OdooHttp => {
  const inTurn = takingTurns(AT_ONCE)
  const send = async ({ path, method = 'POST', headers, body }: OdooRequest, signal: AbortSignal) => {
    if (!canBeSent(headers)) throw FAULTS.unsendable()
    const response = await fetch(`${config.baseUrl}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      redirect: 'manual',
    })
    const { status } = response
    if (status >= 300 && status < 400) {
      await response.body?.cancel()
      throw FAULTS.elsewhere(redirectWords(config.baseUrl, response.headers.get('location')))
    }
    const isHtml = /^text\/html\b/i.test(response.headers.get('content-type') ?? '')
    const json = response.ok ? parsed(await bodyOf(response, signal)) : await response.body?.cancel()
    return { status, isHtml, json, retryAfterMs: retryAfterMs(response) }
  }
  return async (request, signal) => {
    try {
      return await inTurn(() => send(request, signal), signal)
    } catch (error) {
      if (error instanceof CrmError) throw error
      if (signal.aborted) throw new OdooError('network', 'Odoo did not answer in time', { retry: true })
      throw new OdooError('network', `Odoo cannot be reached${networkWords(error)}`, { retry: true })
    }
  }
}

/** Headers hold Latin-1 without control characters; of others `fetch` would say no more than that it failed. */
const canBeSent = (headers: Record<string, string> = {}): boolean =>
  Object.values(headers).every((value) => /^[\x20-\x7e\xa0-\xff]*$/.test(value))

/** The text of an answer; it ends when `signal` says so, however slowly it trickles. */
const bodyOf = async (response: Response, signal: AbortSignal): Promise<string> => {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const stop = () => void reader.cancel().catch(() => undefined)
  signal.addEventListener('abort', stop)
  try {
    const decoder = new TextDecoder()
    let text = ''
    let bytes = 0
    for (;;) {
      const { done, value } = await reader.read()
      signal.throwIfAborted()
      if (done) return text + decoder.decode()
      bytes += value.byteLength
      if (bytes > BODY_BYTES_MAX) {
        stop()
        throw new OdooError('refused', 'Odoo answered with more than can be read here', { retry: false })
      }
      text += decoder.decode(value, { stream: true })
    }
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw FAULTS.elsewhere('what it sends is no JSON')
  }
}

/** `Retry-After` holds seconds or a date. */
const retryAfterMs = (response: Response): number | undefined => {
  const value = response.headers.get('retry-after')?.trim()
  if (!value) return undefined
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}

/** Only the place that it leads to, never its path or query. */
const redirectWords = (baseUrl: string, location: string | null): string => {
  const target = location !== null && URL.canParse(location, baseUrl) ? new URL(location, baseUrl) : null
  if (target === null || !/^https?:$/.test(target.protocol)) return 'it leads elsewhere'
  return target.origin === new URL(baseUrl).origin
    ? 'it leads to another page, such as one to log in'
    : `it leads to ${target.origin.slice(0, 200)}`
}
