import * as z from 'zod/mini'
import type { CrmWrite, WriteResult } from '../connector.ts'
import { Instant, linked, Text } from './answer.ts'
import type { OdooCall } from './call.ts'
import { createOnce } from './once.ts'
import type { Place } from './place.ts'
import { MODEL_IDS, readBack, utcTime } from './touch.ts'
import { mustFindUser } from './user.ts'

type Planned = Extract<CrmWrite, { kind: 'task' }>

const MEETING_MIN = 30

/**
 * Books the next action into its owner's calendar, linked to the record; Odoo plans an activity «Meeting» beside it, which
 * whoever held the meeting marks as done. Nobody is invited: to ask the buyer is the owner's.
 */
export const writeMeeting = async (
  call: OdooCall,
  place: Place,
  write: Planned,
  key: string,
  signal: AbortSignal,
): Promise<WriteResult> => {
  const owner = await mustFindUser(call, write.ownerEmail, signal)
  const start = utcTime(write.dueAt)
  const ends = Date.parse(write.dueAt) + (write.durationMin ?? MEETING_MIN) * 60_000
  const row: Record<string, string> = {
    name: write.summary,
    start,
    stop: utcTime(new Date(ends).toISOString()),
    'user_id/.id': String(owner.id),
    ...(owner.partner_id === undefined ? {} : { 'partner_ids/.id': String(owner.partner_id) }),
    'res_model_id/id': MODEL_IDS[place.model],
    res_id: String(place.id),
    ...(place.model === 'crm.lead' ? { 'opportunity_id/.id': String(place.id) } : {}),
  }
  const id = await createOnce(call, 'calendar.event', key, row, signal)
  const fields = ['name', 'start', 'user_id', 'active']
  const [found] = await readBack(call, 'calendar.event', id, Booked, fields, signal)
  if (!found) return { externalId: String(id), differs: 'The meeting is no longer in Odoo' }
  const differences = [
    found.active ? undefined : 'The meeting is cancelled',
    found.name === write.summary.trim() ? undefined : `The meeting is called «${found.name ?? ''}»`,
    Date.parse(found.start) === Date.parse(`${start.replace(' ', 'T')}Z`)
      ? undefined
      : `The meeting begins at ${found.start}`,
    found.user_id?.[0] === owner.id
      ? undefined
      : `The meeting is ${found.user_id ? `for ${found.user_id[1]}` : 'for nobody'}`,
  ].filter((difference) => difference !== undefined)
  return { externalId: String(id), ...(differences.length === 0 ? {} : { differs: differences.join('. ') }) }
}

const Booked = z.object({
  name: Text,
  start: Instant,
  active: z.boolean(),
  user_id: linked(z.tuple([z.int(), z.string()])),
})
