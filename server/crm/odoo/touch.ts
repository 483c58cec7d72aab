import * as z from 'zod/mini'
import type { CrmWrite, WriteResult } from '../connector.ts'
import { CrmError } from '../connector.ts'
import { checked, Text } from './answer.ts'
import { escapedHtml, plainText } from './html.ts'
import type { OdooCall } from './call.ts'
import { createOnce } from './once.ts'
import type { Place } from './place.ts'
import { findUser, mustFindUser } from './user.ts'

type Activity = Extract<CrmWrite, { kind: 'activity' }>
type Task = Extract<CrmWrite, { kind: 'task' }>

/** Puts what was done into the record's chatter as an internal note: «Call: spoke, interested – by Marc Demo». Nobody is
 *  sent a mail. Its author is the user of the API key, who did write it; its date is when it was done. */
export const writeNote = async (
  call: OdooCall,
  place: Place,
  write: Activity,
  key: string,
  signal: AbortSignal,
): Promise<WriteResult> => {
  const by = (await findUser(call, write.byEmail, signal))?.name ?? write.byEmail
  const text = by === '' ? write.summary : `${write.summary} – by ${by}`
  const row = {
    model: place.model,
    res_id: String(place.id),
    message_type: 'comment',
    'subtype_id/id': 'mail.mt_note',
    body: `<p>${escapedHtml(text)}</p>`,
    date: utcTime(write.at),
  }
  const id = await createOnce(call, 'mail.message', key, row, signal)
  const [found] = await readBack(call, 'mail.message', id, Note, ['body', 'model', 'res_id'], signal)
  if (!found) return { externalId: String(id), differs: 'The note is no longer in Odoo' }
  const isThere = found.model === place.model && found.res_id === place.id
  const reads = plainText(found.body ?? '')
  if (!isThere) return { externalId: String(id), differs: 'The note is on another record now' }
  return { externalId: String(id), ...(reads === plainText(row.body) ? {} : { differs: `The note reads «${reads}»` }) }
}

/** Plans the next action as an activity «To-Do», or «Call», that is due on a day: the one of `dueAt` where its owner works. */
export const writeTask = async (
  call: OdooCall,
  place: Place,
  write: Task,
  key: string,
  signal: AbortSignal,
): Promise<WriteResult> => {
  const owner = await mustFindUser(call, write.ownerEmail, signal)
  const day = dayIn(owner.tz ?? 'UTC', write.dueAt)
  const row = {
    'res_model_id/id': MODEL_IDS[place.model],
    res_id: String(place.id),
    'activity_type_id/id': write.as === 'call' ? 'mail.mail_activity_data_call' : 'mail.mail_activity_data_todo',
    summary: write.summary,
    date_deadline: day,
    'user_id/.id': String(owner.id),
  }
  const id = await createOnce(call, 'mail.activity', key, row, signal)
  const [found] = await readBack(
    call,
    'mail.activity',
    id,
    Planned,
    ['summary', 'date_deadline', 'user_id', 'active'],
    signal,
  )
  if (!found) return { externalId: String(id), differs: 'The activity is no longer in Odoo' }
  const differences = [
    found.active ? undefined : 'The activity is done already',
    found.summary === write.summary.trim() ? undefined : `The activity is called «${found.summary ?? ''}»`,
    found.date_deadline === day ? undefined : `The activity is due on ${found.date_deadline}`,
    found.user_id && found.user_id[0] === owner.id
      ? undefined
      : `The activity is ${found.user_id ? `for ${found.user_id[1]}` : 'for nobody'}`,
  ].filter((difference) => difference !== undefined)
  return { externalId: String(id), ...(differences.length === 0 ? {} : { differs: differences.join('. ') }) }
}

/** What Odoo's modules call the two models. */
export const MODEL_IDS = { 'crm.lead': 'crm.model_crm_lead', 'res.partner': 'base.model_res_partner' } as const

const Note = z.object({ body: Text, model: Text, res_id: z.int() })
const Planned = z.object({
  summary: Text,
  date_deadline: z.string(),
  user_id: z.union([z.literal(false), z.tuple([z.int(), z.string()])]),
  active: z.boolean(),
})

/** The record that was created, or nothing when it is no longer there. */
export const readBack = async <T>(
  call: OdooCall,
  model: string,
  id: number,
  schema: z.ZodMiniType<T>,
  fields: string[],
  signal: AbortSignal,
): Promise<T[]> =>
  checked(
    z.array(schema),
    await call(model, 'search_read', { domain: [['id', '=', id]], fields, context: { active_test: false } }, signal),
  )

/** An instant as Odoo writes it: `YYYY-MM-DD HH:MM:SS` in UTC. */
export const utcTime = (instant: string): string => {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) throw new CrmError(`The time «${instant}» is not valid`, { retry: false })
  return at.toISOString().slice(0, 19).replace('T', ' ')
}

/** The local date, `YYYY-MM-DD`, of an instant. */
const dayIn = (zone: string, instant: string): string => {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date(instant))
  } catch {
    throw new CrmError(`The due time «${instant}» or the zone «${zone}» is not valid`, { retry: false })
  }
}
