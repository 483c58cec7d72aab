import * as z from 'zod/mini'
import { CrmError } from '../connector.ts'
import { checked, Text } from './answer.ts'
import type { OdooCall } from './call.ts'

/** OdooBot has this id in every database. */
export const ROBOT_USER = 1

const User = z.object({
  id: z.int(),
  name: Text,
  login: Text,
  email: Text,
  tz: Text,
  partner_id: z.optional(
    z.pipe(
      z.tuple([z.int(), z.string()]),
      z.transform(([id]) => id),
    ),
  ),
})
export type User = z.infer<typeof User>

/** The employee who signs in with this address, or else the one who has it as e-mail; nothing when there is none.
 *  Case does not matter. Throws when two have the same e-mail address. */
export const findUser = async (call: OdooCall, email: string, signal: AbortSignal): Promise<User | undefined> => {
  const wanted = email.trim().toLowerCase()
  if (wanted === '') return undefined
  // `=ilike` ignores case but reads _ and % as wild cards.
  const pattern = wanted.replace(/[\\%_]/g, '\\$&')
  const answer = await call(
    'res.users',
    'search_read',
    {
      domain: ['&', ['share', '=', false], '|', ['login', '=ilike', pattern], ['email', '=ilike', pattern]],
      fields: ['name', 'login', 'email', 'tz', 'partner_id'],
      limit: 10,
    },
    signal,
  )
  const users = checked(z.array(User), answer)
  const byLogin = users.find((user) => user.login?.toLowerCase() === wanted)
  if (byLogin) return byLogin
  if (users.length > 1) throw new CrmError(`Several users of Odoo have the e-mail address ${email}`, { retry: false })
  return users[0]
}

/** The same, for a write that cannot be done without. */
export const mustFindUser = async (call: OdooCall, email: string, signal: AbortSignal): Promise<User> => {
  const user = await findUser(call, email, signal)
  if (user) return user
  throw new CrmError(`No user of Odoo signs in with or has the e-mail address ${email}`, { retry: false })
}

/** Id of the user whose API key this is. */
export const ownUserId = async (call: OdooCall, signal: AbortSignal): Promise<number> =>
  checked(z.object({ uid: z.int() }), await call('res.users', 'context_get', {}, signal)).uid
