import { createHash, timingSafeEqual } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { RecordType } from '../../../shared/record.ts'
import { ACTS, type Subject } from './acts.ts'
import { answerFor } from './answer.ts'
import type { ChangeDesk } from './desk.ts'
import { PLURALS, type Plural } from './record.ts'
import { Refusal } from './refusal.ts'

/** Whom the API's one key belongs to: its changes carry this name. */
export const API_ACTOR = 'baton'

const BODY_BYTES_MAX = 256 * 1024
const PAGE_SIZE_MAX = 200

type Env = { Bindings: HttpBindings }
type Api = {
  desk: ChangeDesk
  apiKey: string
  /** Asked after a change was applied and kept: true cuts the connection instead of answering. */
  crashBeforeAnswer(request: Request): boolean
}

/**
 * REST under `/api`: `{leads|contacts|companies|deals}` and `/{id}` (GET, and what `ACTS` lists), `/users` and `/effects` (GET),
 * `/changes?after=` (GET: what webhooks told since, and where to go on; without `after` only the latter). Bearer key; every change honours `Idempotency-Key`. Errors are problem details.
 */
export const restApi = ({ desk, apiKey, crashBeforeAnswer }: Api): Hono<Env> => {
  const api = new Hono<Env>()

  api.use(async (c, next) => {
    if (!isSame(c.req.header('authorization') ?? '', `Bearer ${apiKey}`)) throw new Refusal('wrong-key')
    await next()
  })
  api.use(bodyLimit({ maxSize: BODY_BYTES_MAX, onError: () => new Refusal('too-large').toResponse() }))

  for (const { method, path, status, apply } of ACTS)
    api.on(method, path, async (c) => {
      const subject = subjectIn(c)
      const raw = await c.req.text()
      const body = parseJson(raw)
      const key = c.req.header('idempotency-key')
      const by = { actor: API_ACTOR, ...(key === undefined ? {} : { key }) }
      const answer = desk.change({ key, request: `${method} ${c.req.path} ${raw}` }, status, (book) =>
        apply(book, subject, body, by),
      )
      if (answer.applied && crashBeforeAnswer(c.req.raw)) {
        c.env.outgoing.destroy()
        return RESPONSE_ALREADY_SENT
      }
      return c.json(answer.body as object, answer.status)
    })

  api.get('/users', (c) => c.json({ items: desk.state.users }))
  api.get('/effects', (c) => c.json({ items: desk.state.effects }))
  api.get('/changes', (c) => {
    const { effects } = desk.state
    const after = count(c.req.query('after'), effects.length, effects.length)
    const next = Math.min(effects.length, after + PAGE_SIZE_MAX)
    const items = effects
      .slice(after, next)
      .map(({ event, type, recordId, actor }) => ({ event, type, recordId, actor }))
    return c.json({ items, next, more: next < effects.length })
  })
  api.get('/:plural', (c) => {
    const items = desk.book.list(typeIn(c))
    const offset = count(c.req.query('offset'), 0, Number.MAX_SAFE_INTEGER)
    const limit = count(c.req.query('limit'), 50, PAGE_SIZE_MAX)
    return c.json({ items: items.slice(offset, offset + limit), total: items.length })
  })
  api.get('/:plural/:id', (c) => {
    const { type, id } = subjectIn(c)
    return c.json(answerFor(desk.book, desk.state.users, desk.book.get(type, id)))
  })
  api.notFound(() => new Refusal('not-found').toResponse())
  return api
}

/** The record and the activity or task that an address names. */
export const subjectIn = (c: Context): Subject => ({
  type: typeIn(c),
  id: c.req.param('id') ?? '',
  entry: c.req.param('entry') ?? '',
})

/** The type that an address names by its plural. */
export const typeIn = (c: Context): RecordType => {
  const plural = c.req.param('plural') ?? ''
  if (!Object.hasOwn(PLURALS, plural)) throw new Refusal('not-found')
  return PLURALS[plural as Plural]
}

export const parseJson = (raw: string): unknown => {
  try {
    return JSON.parse(raw) as unknown
  } catch {
    throw new Refusal('malformed-json')
  }
}

const count = (text: string | undefined, fallback: number, max: number): number => {
  const number = text === undefined ? fallback : Number(text)
  if (!Number.isInteger(number) || number < 0)
    throw new Refusal('invalid-field', 'limit', 'limit and offset are whole numbers')
  return Math.min(number, max)
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))
