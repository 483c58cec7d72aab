import * as z from 'zod/mini'
import type { CrmActivity } from '../connector.ts'
import { Instant, linked, Text } from './answer.ts'
import { categoryKind } from './toDo.ts'
import { ROBOT_USER } from './user.ts'

const link = (...names: string[]) => ({ fields: Object.fromEntries(names.map((name) => [name, {}])) })

/** What is asked of one line of a record's chatter; all of it is known to Odoo 17 and later. */
export const CHATTER_LINE = {
  message_type: {},
  date: {},
  create_date: {},
  preview: {},
  subtype_id: link('display_name', 'internal'),
  mail_activity_type_id: link('category', 'display_name'),
  author_id: link('name', 'email', 'partner_share'),
  email_from: {},
  create_uid: link(),
  partner_ids: link('partner_share'),
  notified_partner_ids: link('partner_share'),
}

const Partners = z.array(z.object({ partner_share: z.optional(z.boolean()) }))
const Author = z.object({ name: z.optional(Text), email: z.optional(Text), partner_share: z.optional(z.boolean()) })

export const Line = z.object({
  id: z.int(),
  message_type: z.string(),
  date: Instant,
  create_date: Instant,
  preview: Text,
  subtype_id: linked(z.object({ display_name: z.optional(Text), internal: z.optional(z.boolean()) })),
  mail_activity_type_id: linked(z.object({ category: z.optional(Text), display_name: z.optional(Text) })),
  author_id: linked(Author),
  email_from: Text,
  create_uid: linked(z.object({ id: z.int() })),
  partner_ids: Partners,
  notified_partner_ids: Partners,
})
export type Line = z.infer<typeof Line>
export type Lines = Line[]

/**
 * A line as something that was done; nothing where it only tells of a change. What a colleague wrote to nobody outside is a
 * note, whatever Odoo calls it: to the buyer it is silence.
 */
export const activityOf = (line: Line, own: number): CrmActivity | undefined => {
  const sort = sortOf(line)
  if (!sort) return undefined
  const { author_id, email_from, create_uid } = line
  const isOurs = create_uid?.id === own
  const by = author_id?.email ?? addressIn(email_from)
  return {
    id: `message-${line.id}`,
    kind: sort.kind,
    ...(sort.direction === undefined ? {} : { direction: sort.direction }),
    at: line.date,
    createdAt: line.create_date,
    ...(by === undefined ? {} : { byEmail: by }),
    ...(author_id?.name === undefined ? {} : { byName: author_id.name }),
    human: !isOurs && !sort.isAutomatic,
    state: 'done',
    ...(line.preview === undefined ? {} : { summary: line.preview }),
    ...(isOurs ? { ours: true } : {}),
  }
}

type Sort = { kind: CrmActivity['kind']; direction?: 'outbound' | 'inbound'; isAutomatic: boolean }

const sortOf = (line: Line): Sort | undefined => {
  const { message_type: type, author_id: author, mail_activity_type_id: done, create_uid } = line
  const isColleague = author?.partner_share === false
  const direction = isColleague ? 'outbound' : 'inbound'
  // Odoo's robot takes e-mails in, whoever wrote them; what else it writes is nobody's own act.
  const isRobot = create_uid?.id === ROBOT_USER && type !== 'email'
  switch (type) {
    case 'email':
      return { kind: 'email', direction, isAutomatic: false }
    case 'comment':
      if (!isColleague) return author?.partner_share ? { kind: 'message', direction, isAutomatic: isRobot } : undefined
      return isOutside(line)
        ? { kind: 'email', direction, isAutomatic: isRobot }
        : { kind: 'note', isAutomatic: isRobot }
    case 'email_outgoing':
    case 'auto_comment':
      return isOutside(line) ? { kind: 'email', direction: 'outbound', isAutomatic: true } : undefined
    case 'out_of_office':
      return { kind: 'email', direction, isAutomatic: true }
    case 'sms':
    case 'whatsapp_message':
      return { kind: 'message', direction, isAutomatic: isRobot }
    case 'notification':
      return done ? { ...doneAs(categoryKind(done)), isAutomatic: isRobot } : undefined
    default:
      return undefined
  }
}

const doneAs = (kind: CrmActivity['kind']): Pick<Sort, 'kind' | 'direction'> =>
  kind === 'task' ? { kind } : { kind, direction: 'outbound' }

const isOutside = ({ subtype_id, partner_ids, notified_partner_ids }: Line): boolean =>
  subtype_id?.internal !== true && [...partner_ids, ...notified_partner_ids].some((to) => to.partner_share === true)

/** `"Maria L" <maria@nordlys.com>` → `maria@nordlys.com`. */
const addressIn = (from: string | undefined): string | undefined => {
  const address = /<([^<>]+)>\s*$/.exec(from ?? '')?.[1] ?? from
  return z.email().safeParse(address).success ? address?.toLowerCase() : undefined
}
