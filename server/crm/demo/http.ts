import * as z from 'zod/mini'
import { CrmError, type ConnectorContext } from '../connector.ts'

export type DemoRequest = {
  method: 'GET' | 'PATCH' | 'POST'
  path: string
  body?: object
  /** The `Idempotency-Key`. */
  key?: string
  signal: AbortSignal
}

/** Calls the demo CRM's API: the answer in the shape that was asked for, `gone` at a 404, else a `CrmError`. */
export const demoHttp =
  ({ config, fetch }: ConnectorContext) =>
  async <T extends z.ZodMiniType>(
    schema: T,
    { method, path, body, key, signal }: DemoRequest,
  ): Promise<z.infer<T> | 'gone'> => {
    const { status, headers, text } = await send()
    if (status === 404) return 'gone'
    if (status < 200 || status > 299) throw problemOf(status, headers, text)
    const parsed = z.safeParse(schema, json(text))
    if (!parsed.success)
      throw new CrmError('The demo CRM answered with something that Baton cannot read', {
        retry: true,
        cause: parsed.error,
      })
    return parsed.data

    async function send(): Promise<{ status: number; headers: Headers; text: string }> {
      try {
        const answer = await fetch(`${config.baseUrl}${path}`, {
          method,
          headers: {
            authorization: `Bearer ${config.secret.apiKey ?? ''}`,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(key === undefined ? {} : { 'idempotency-key': key }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          redirect: 'error',
          signal,
        })
        return { status: answer.status, headers: answer.headers, text: await answer.text() }
      } catch (cause) {
        const words = signal.aborted ? 'The demo CRM did not answer in ten seconds' : 'The demo CRM cannot be reached'
        throw new CrmError(words, { retry: true, cause })
      }
    }
  }

const json = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Words for the problems that a person can mend, by the stable end of their type. */
const REFUSED: Record<string, string> = {
  'unknown-owner': 'The demo CRM has no user with this e-mail address',
  'unknown-stage': 'The demo CRM has no such stage for this record',
  'key-reused': 'The demo CRM had this delivery before, with another content',
}

/** The CRM's own words stay behind: only the problem's kind is looked at. */
const problemOf = (status: number, headers: Headers, text: string): CrmError => {
  if (status === 401 || status === 403)
    return new CrmError("The demo CRM does not take Baton's key", { retry: true, retryAfterMs: 5 * 60_000 })
  if (status === 429 || status >= 500 || status === 408) {
    const words = status === 429 ? 'The demo CRM asks for fewer calls' : 'The demo CRM does not work just now'
    const retryAfterMs = retryAfterOf(headers)
    return new CrmError(words, { retry: true, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })
  }
  const parsed = z.safeParse(z.object({ type: z.string() }), json(text))
  const kind = parsed.success ? (parsed.data.type.split(':').at(-1) ?? '') : ''
  return new CrmError(Object.hasOwn(REFUSED, kind) ? REFUSED[kind]! : 'The demo CRM refused this', { retry: false })
}

/** `Retry-After` in ms: seconds, or a date, which counts from the answer's own `Date` so that no clock of ours matters. */
const retryAfterOf = (headers: Headers): number | undefined => {
  const after = headers.get('retry-after')?.trim()
  if (!after) return undefined
  if (/^\d{1,9}$/.test(after)) return Number(after) * 1_000
  const ms = Date.parse(after) - Date.parse(headers.get('date') ?? '')
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}
