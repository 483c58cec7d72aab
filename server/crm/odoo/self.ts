import * as z from 'zod/mini'
import { checked, Text } from './answer.ts'
import type { OdooCall } from './call.ts'
import { ownUserId } from './user.ts'

/** The user of the key. `emails`: their log-in and their e-mail address, in lower case. */
export type Self = { id: number; name: string; login: string; emails: string[] }

export const whoAmI = async (call: OdooCall, signal: AbortSignal): Promise<Self> => {
  const id = await ownUserId(call, signal)
  const args = { domain: [['id', '=', id]], fields: FIELDS, limit: 1 }
  const [user] = checked(Users, await call('res.users', 'search_read', args, signal))
  const login = user?.login ?? ''
  return { id, name: user?.name ?? `user ${id}`, login, emails: addressesOf(user) }
}

/** Which of these addresses are an employee's log-in or e-mail address; all in lower case. */
export const findEmployees = async (call: OdooCall, emails: string[], signal: AbortSignal): Promise<Set<string>> => {
  const wanted = [...new Set(emails.map((email) => email.trim().toLowerCase()).filter((email) => email !== ''))]
  const found = new Set<string>()
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = wanted.slice(at, at + AT_ONCE).map((email) => email.replace(/[\\%_]/g, '\\$&'))
    const leaves = some.flatMap((pattern) => [
      ['login', '=ilike', pattern],
      ['email', '=ilike', pattern],
    ])
    const ors = Array<string>(leaves.length - 1).fill('|')
    const args = { domain: ['&', ['share', '=', false], ...ors, ...leaves], fields: FIELDS }
    for (const user of checked(Users, await call('res.users', 'search_read', args, signal)))
      for (const address of addressesOf(user)) found.add(address)
  }
  return found
}

const AT_ONCE = 100
const FIELDS = ['name', 'login', 'email']
const User = z.object({ name: Text, login: Text, email: Text })
const Users = z.array(User)

const addressesOf = (user: z.infer<typeof User> | undefined): string[] =>
  [user?.login, user?.email].flatMap((address) => (address === undefined ? [] : [address.toLowerCase()]))
