import * as z from 'zod/mini'
import type { HookChange } from '../connector.ts'
import { checked } from './answer.ts'
import { OdooError, type OdooCall } from './call.ts'
import { refOf } from './place.ts'

const PAGE = 200
/** After an outage a sweep goes on at once with the next call. */
const PAGES_MAX = 5
/** A number is given before its transaction is committed: what is committed later than this after that is not seen. */
const OVERLAP_S = 120

/** What is told of leads besides the leads' own rows: lines of their chatter but for mere changes, plans, and meetings. */
const STREAMS = [
  {
    model: 'mail.message',
    of: 'res_id',
    domain: [
      ['model', '=', 'crm.lead'],
      '|',
      ['message_type', '!=', 'notification'],
      ['mail_activity_type_id', '!=', false],
    ],
  },
  { model: 'mail.activity', of: 'res_id', domain: [['res_model', '=', 'crm.lead']] },
  { model: 'calendar.event', of: 'opportunity_id', domain: [['opportunity_id', '!=', false]] },
] as const
type Stream = (typeof STREAMS)[number]

/**
 * How far each stream was told, by id, as Odoo finds those by its index. All above `from` is told again at each sweep,
 * under the same key, until `seen`, where it was at `second`, is two minutes old and takes its place.
 */
export type Marks = { from: number[]; seen: number[]; second: number }

export const writtenMarks = ({ from, seen, second }: Marks): string => `${from.join('.')}_${seen.join('.')}@${second}`
export const readMarks = (text: string): Marks | undefined => {
  const [, from, seen, second] = /^([\d.]+)_([\d.]+)@(\d+)$/.exec(text) ?? []
  const marks = [from, seen].map((part) => (part ?? '').split('.').map(Number))
  return marks.every((part) => part.length === STREAMS.length)
    ? { from: marks[0]!, seen: marks[1]!, second: Number(second) }
    : undefined
}

/** Where the streams are now; a stream that this user may not read begins at nothing and tells nothing. */
export const presentMarks = async (call: OdooCall, second: number, signal: AbortSignal): Promise<Marks> => {
  const last = await Promise.all(
    STREAMS.map(async ({ model }) => {
      const context = { active_test: false }
      const asked = { domain: [], fields: [], order: 'id desc', limit: 1, context }
      const [row] = await allowed(async () => checked(Ids, await call(model, 'search_read', asked, signal)))
      return row?.id ?? 0
    }),
  )
  return { from: last, seen: last, second }
}

/**
 * Leads on which something was done or planned, which in Odoo does not touch the lead itself, nor calls its webhook. Each
 * lead comes once a stream, keyed by the latest there. What is moved, marked or taken out later is told by its line in the chatter,
 * or is seen when the lead is read next.
 */
export const doingsSince = async (
  call: OdooCall,
  connection: string,
  { from, seen, second }: Marks,
  now: number,
  signal: AbortSignal,
): Promise<{ changes: HookChange[]; marks: Marks; more: boolean }> => {
  const swept = await Promise.all(STREAMS.map((stream, index) => sweep(call, stream, from[index] ?? 0, signal)))
  const last = swept.map((stream, index) => Math.max(stream.last, seen[index] ?? 0))
  const more = swept.some(({ isAll }) => !isAll)
  const changes = swept.flatMap(({ latest }, index) =>
    [...latest].map(([lead, id]): HookChange => ({
      ref: refOf(connection, { model: 'crm.lead', id: lead }),
      key: `crm.lead/${lead}/${STREAMS[index]?.model}/${id}`,
    })),
  )
  if (more) return { changes, marks: { from: swept.map((each) => each.last), seen: last, second: now }, more }
  const isOld = now - second >= OVERLAP_S
  return { changes, marks: isOld ? { from: seen, seen: last, second: now } : { from, seen, second }, more }
}

const sweep = async (call: OdooCall, { model, of, domain }: Stream, from: number, signal: AbortSignal) => {
  const latest = new Map<number, number>()
  let last = from
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const asked = {
      domain: [['id', '>', last], ...domain],
      fields: [of],
      order: 'id',
      limit: PAGE,
      context: { active_test: false },
    }
    const rows = await allowed(async () => checked(Ids, await call(model, 'search_read', asked, signal)))
    for (const { id, res_id, opportunity_id } of rows) {
      const lead = res_id || (opportunity_id && opportunity_id[0])
      if (lead) latest.set(lead, id)
      last = id
    }
    if (rows.length < PAGE) return { latest, last, isAll: true }
  }
  return { latest, last, isAll: false }
}

const Link = z.union([z.literal(false), z.tuple([z.int(), z.string()])])
const Ids = z.array(
  z.object({ id: z.int(), res_id: z.optional(z.union([z.literal(false), z.int()])), opportunity_id: z.optional(Link) }),
)

/** A user who may not read this is told nothing of it; an Odoo that is down is asked again. */
const allowed = async <T>(ask: () => Promise<T[]>): Promise<T[]> => {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof OdooError && !error.retry) return []
    throw error
  }
}
