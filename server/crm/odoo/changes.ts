import * as z from 'zod/mini'
import type { Changes, HookChange } from '../connector.ts'
import { CrmError } from '../connector.ts'
import { checked } from './answer.ts'
import type { OdooCall } from './call.ts'
import { doingsSince, type Marks, presentMarks, readMarks, writtenMarks } from './doings.ts'
import { refOf } from './place.ts'

const PAGE = 200
/** `write_date` is when a transaction began: what is committed later than this after its beginning is not seen. */
const OVERLAP_S = 120
/** By then whoever wrote within a second has committed. */
const SETTLED_S = 10

/**
 * Leads that were written since a cursor, archived ones too, by `write_date`, and those on which something was done. A deleted lead has none and is not told of;
 * contacts are not polled (nothing of them opens a handoff, and much in Odoo writes to them).
 *
 * Keys. The interface gives whole seconds where a webhook gives microseconds, and a filter on them is rounded too (seen
 * and read in Odoo 19), so the two cannot have one key for one change: with the webhook's cut to the second, the second of two
 * changes within one would be taken for the first and be lost. So a change that both tell has two keys, and is read twice.
 * For the same reason a lead that was written in the last seconds is told under a key of its own, and once more when it is
 * settled. All else that is told again, as each sweep begins two minutes back, has the same key.
 *
 * Our own echoes are among them: the last to write may be us, with a person's change behind it that no webhook told.
 */
export const changesSince = async (
  call: OdooCall,
  connection: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Changes> => {
  const now = await presentSecond(call, signal)
  if (cursor === null) {
    const marks = await presentMarks(call, now, signal)
    return { changes: [], cursor: written({ second: now, id: 0, begun: now, marks }), more: false }
  }
  const from = read(cursor)
  const page = await nextPage(call, from, signal)
  const changes = page.rows.map(({ id, write_date, write_uid }): HookChange => {
    const settled = secondOf(write_date) <= now - SETTLED_S ? '' : ' (new)'
    const actor = write_uid === false ? {} : { actor: String(write_uid[0]) }
    return {
      ref: refOf(connection, { model: 'crm.lead', id }),
      key: `crm.lead/${id}/${write_date}${settled}`,
      ...actor,
    }
  })
  const { begun, marks } = from
  if (page.next !== undefined) return { changes, cursor: written({ ...page.next, begun, marks }), more: true }
  const begin = Math.max(begun, now - OVERLAP_S)
  const done = marks
    ? await doingsSince(call, connection, marks, now, signal)
    : { changes: [], marks: await presentMarks(call, now, signal), more: false }
  return {
    changes: [...changes, ...done.changes],
    cursor: written({ second: begin, id: 0, begun: begin, marks: done.marks }),
    more: done.more,
  }
}

/** How far a sweep came: all before this second is told, and of this one what has no greater id (0: nothing yet). `begun` is
 *  where it began, as the next one may begin no earlier than it and no later than two minutes ago. `marks`, which an earlier
 *  version did not keep, tell the same of what was done on leads. */
type Position = { second: number; id: number; begun: number; marks?: Marks | undefined }

/**
 * Pages cannot go by (`write_date`, id), as the order within a second is hidden. So a full page is told up to its last
 * second, which is begun anew; one that is full of a single second, as an import makes it, is gone through by id.
 */
const nextPage = async (
  call: OdooCall,
  from: Position,
  signal: AbortSignal,
): Promise<{ rows: Row[]; next: Pick<Position, 'second' | 'id'> | undefined }> => {
  if (from.id === 0) {
    const rows = await rowsWhere(call, [['write_date', '>=', odooTime(from.second)]], 'write_date, id', signal)
    if (rows.length < PAGE) return { rows, next: undefined }
    const last = secondOf(rows.at(-1)!.write_date)
    const before = rows.filter(({ write_date }) => secondOf(write_date) < last)
    if (before.length > 0) return { rows: before, next: { second: last, id: 0 } }
  }
  const within = [
    ['write_date', '>=', odooTime(from.second)],
    ['write_date', '<', odooTime(from.second + 1)],
    ['id', '>', from.id],
  ]
  const rows = await rowsWhere(call, within, 'id', signal)
  const isAll = rows.length < PAGE
  return { rows, next: isAll ? { second: from.second + 1, id: 0 } : { second: from.second, id: rows.at(-1)!.id } }
}

const Row = z.object({
  id: z.int(),
  write_date: z.string().check(z.regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)),
  write_uid: z.union([z.literal(false), z.tuple([z.int(), z.string()])]),
})
type Row = z.infer<typeof Row>

const rowsWhere = async (call: OdooCall, domain: unknown[], order: string, signal: AbortSignal): Promise<Row[]> => {
  const fields = ['write_date', 'write_uid']
  const context = { active_test: false }
  return checked(
    z.array(Row),
    await call('crm.lead', 'search_read', { domain, fields, order, limit: PAGE, context }, signal),
  )
}

/** The time by Odoo's own clock: what it would write as the date of a new message. */
const presentSecond = async (call: OdooCall, signal: AbortSignal): Promise<number> => {
  const form = { ids: [], values: {}, field_names: [], fields_spec: { date: {} } }
  const { value } = checked(
    z.object({ value: z.object({ date: z.string() }) }),
    await call('mail.message', 'onchange', form, signal),
  )
  return secondOf(value.date)
}

const secondOf = (time: string): number => {
  const ms = Date.parse(`${time.replace(' ', 'T')}Z`)
  if (Number.isNaN(ms)) throw new CrmError('Odoo answered in a shape that is not known here (date)', { retry: false })
  return ms / 1_000
}
const odooTime = (second: number): string => new Date(second * 1_000).toISOString().slice(0, 19).replace('T', ' ')

const written = ({ second, id, begun, marks }: Position): string =>
  `${odooTime(second)}/${id}/${odooTime(begun)}${marks ? `/${writtenMarks(marks)}` : ''}`
const read = (cursor: string): Position => {
  const [, second, id, begun, marks] = CURSOR.exec(cursor) ?? []
  if (second && id && begun)
    return {
      second: secondOf(second),
      id: Number(id),
      begun: secondOf(begun),
      marks: marks ? readMarks(marks) : undefined,
    }
  throw new CrmError('The place up to which Odoo was read is lost', { retry: false })
}
const CURSOR = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\/(\d{1,10})\/(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:\/([\d._]+@\d+))?$/
