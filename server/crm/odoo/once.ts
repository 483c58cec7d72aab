import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { CrmError } from '../connector.ts'
import { checked } from './answer.ts'
import type { OdooCall } from './call.ts'

/**
 * Creates a record of `model` once for `key`, and gives its id, however often it is asked and by however many at a time.
 *
 * Odoo's writes know no idempotency key, but its import does: `load` creates a record together with an *external id*, a row
 * with a unique index, in one transaction. So the key is the external id, `__baton__.{model}_{key}`. People see nothing of
 * it. Seen on Odoo 19: of six equal calls at once one creates and five fail with a serialization error, to be tried again;
 * a record that was edited or archived meanwhile (a finished activity) is found and left as it is (`mode: update` with
 * `noupdate`); the user needs no rights beyond those on the record itself. Who deletes the record deletes the external id.
 * A marker in the text would have been visible or sanitized away; a message's `message_id` has an index that is not unique.
 *
 * `row` has the columns of an import: `field/id` is an external id, `field/.id` a number. Instants are in UTC.
 */
export const createOnce = async (
  call: OdooCall,
  model: 'mail.message' | 'mail.activity' | 'calendar.event',
  key: string,
  row: Record<string, string>,
  signal: AbortSignal,
): Promise<number> => {
  const answer = await call(
    model,
    'load',
    {
      fields: ['id', ...Object.keys(row)],
      data: [[externalId(model, key), ...Object.values(row)]],
      // The rep who logged the next action is not told of it by mail.
      context: {
        mode: 'update',
        noupdate: true,
        tz: 'UTC',
        lang: 'en_US',
        mail_activity_quick_update: true,
        no_mail_to_attendees: true,
      },
    },
    signal,
  )
  const { ids, messages } = checked(Loaded, answer)
  const id = ids === false ? undefined : ids[0]
  if (id !== undefined) return id
  // Only told apart here, never shown: these are the database's own words.
  if (messages.some(({ message }) => /serialize|concurrent|deadlock|duplicate key/i.test(message))) {
    throw new CrmError('Odoo is busy with the same write', { retry: true })
  }
  throw new CrmError('Odoo did not take this: the record is gone, or this user may not write to it', { retry: false })
}

const Loaded = z.object({
  ids: z.union([z.literal(false), z.array(z.int())]),
  messages: z.array(z.object({ message: z.string() })),
})

const externalId = (model: string, key: string): string => {
  const safe = /^[\w-]{1,100}$/.test(key) ? key : createHash('sha256').update(key).digest('hex')
  return `__baton__.${model.replace('.', '_')}_${safe}`
}
