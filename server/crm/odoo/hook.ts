import { createHash, timingSafeEqual } from 'node:crypto'
import * as z from 'zod/mini'
import type { ConnectionConfig, HookChange, HookRequest } from '../connector.ts'
import { refOf } from './place.ts'

/**
 * A call of Odoo's «Send Webhook Notification» (an automation rule on leads or contacts). It is not signed, so the secret is
 * in its address: `?secret=…`. Its body is `{_model, _id, _action, …chosen fields}`, one record a call; the fields
 * `write_date` and `write_uid` have to be among the chosen ones, `create_date` should be. Odoo waits one second and never
 * repeats a call that failed; but it sends one change several times, as the rule fires again for every field that is
 * computed afterwards (seen: a creation 15 times, with «when updating» set to the fields that matter twice). So the same
 * change has the same key: model, id and write date.
 *
 * What our own user changed is our echo and is dropped. What our own user *created* is none, as Baton creates no leads:
 * there, creation and last change are the same instant. `ownUser` gives the id of our user, or nothing while it is not
 * known; a change is then rather told once too often than lost.
 */
export const parseHook = async (
  config: ConnectionConfig,
  request: HookRequest,
  ownUser: () => Promise<number | undefined>,
): Promise<HookChange[] | 'refused' | 'malformed'> => {
  if (config.hookSecret === '' || !sameSecret(request.query.secret ?? '', config.hookSecret)) return 'refused'
  const body = Body.safeParse(json(request.rawBody))
  if (!body.success) return 'malformed'
  const { _model: model, _id: id, write_date, write_uid, create_date } = body.data
  const isCreation = create_date === write_date
  if (!isCreation && write_uid === (await ownUser())) return []
  return [{ ref: refOf(config.id, { model, id }), key: `${model}/${id}/${write_date}`, actor: String(write_uid) }]
}

const Body = z.object({
  _model: z.enum(['crm.lead', 'res.partner']),
  _id: z.int().check(z.gte(1)),
  write_date: z.string().check(z.regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/)),
  write_uid: z.int(),
  create_date: z.optional(z.string()),
})

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Takes equally long however much of it is right: digests have one length. */
const sameSecret = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted))
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
