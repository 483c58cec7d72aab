import * as z from 'zod/mini'
import type { CrmActivity } from '../connector.ts'
import { Instant, linked, Text } from './answer.ts'
import { LinkedUser, USER_FIELDS } from './owner.ts'

const id = { fields: {} }

/** What is asked of one of Odoo's activities, of a finished one too: Odoo 19 keeps them, archived. */
export const TO_DO = {
  summary: {},
  active: {},
  date_deadline: {},
  automated: {},
  create_date: {},
  write_date: {},
  create_uid: id,
  write_uid: id,
  user_id: USER_FIELDS,
  activity_type_id: { fields: { category: {}, display_name: {} } },
  calendar_event_id: id,
  feedback: {},
}

/** What is asked of a meeting in the calendar. */
export const MEETING = {
  name: {},
  start: {},
  stop: {},
  active: {},
  create_date: {},
  create_uid: { fields: { share: {} } },
  user_id: USER_FIELDS,
  activity_ids: { fields: { active: {} } },
}

const Id = linked(z.object({ id: z.int() }))

export const ToDo = z.object({
  id: z.int(),
  summary: Text,
  active: z.boolean(),
  date_deadline: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)),
  automated: z.optional(z.boolean()),
  create_date: Instant,
  write_date: Instant,
  create_uid: Id,
  write_uid: Id,
  user_id: LinkedUser,
  activity_type_id: linked(z.object({ category: z.optional(Text), display_name: z.optional(Text) })),
  calendar_event_id: z.optional(Id),
  feedback: z.optional(Text),
})
export type ToDo = z.infer<typeof ToDo>

export const Meeting = z.object({
  id: z.int(),
  name: Text,
  start: Instant,
  stop: Instant,
  active: z.boolean(),
  create_date: Instant,
  create_uid: linked(z.object({ id: z.int(), share: z.optional(z.boolean()) })),
  user_id: LinkedUser,
  activity_ids: z.array(z.object({ id: z.int(), active: z.optional(z.boolean()) })),
})
export type Meeting = z.infer<typeof Meeting>

/** What an activity of this type is; those that a company adds without a category are tasks. */
export const categoryKind = (type: { category?: string; display_name?: string } | undefined): CrmActivity['kind'] => {
  if (type?.category === 'phonecall') return 'call'
  if (type?.category === 'meeting') return 'meeting'
  return type?.display_name === 'Email' ? 'email' : 'task'
}
