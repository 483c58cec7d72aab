import * as z from 'zod/mini'
import { CHANNELS, ENTRY_STATES } from './record.ts'
import { Refusal } from './refusal.ts'

const text = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
const optional = (max: number) => z.optional(z.string().check(z.trim(), z.maxLength(max)))
const instant = z.iso.datetime({ offset: true })

const scalar = z.union([z.string().check(z.maxLength(5_000)), z.number(), z.boolean(), z.null()])
const fields = z.record(text(100), scalar)
const isSomething = <T extends object>(words: string) => z.refine<T>((patch) => Object.keys(patch).length > 0, words)

/** `fields` are set one by one; an empty text or null takes one away. `byEmail` is the user who does this, where one says so. */
export const PatchBody = z
  .strictObject({
    ownerEmail: z.optional(text(320)),
    stage: z.optional(text(60)),
    fields: z.optional(fields.check(isSomething('a field is needed'))),
    byEmail: z.optional(text(320)),
  })
  .check(
    z.refine(
      ({ ownerEmail, stage, fields: set }) => ownerEmail !== undefined || stage !== undefined || set !== undefined,
      'ownerEmail, stage or fields is needed',
    ),
  )
export type PatchBody = z.infer<typeof PatchBody>

const state = z.optional(z.enum(ENTRY_STATES))

/** What was done, or with the state `planned` what is to be; only a user of this CRM can plan. */
export const ActivityBody = z.strictObject({
  channel: z.enum(CHANNELS),
  summary: text(2_000),
  byEmail: z.string().check(z.maxLength(320)),
  at: instant,
  endsAt: z.optional(instant),
  state,
  outcome: z.optional(text(200)),
  direction: z.optional(z.enum(['outbound', 'inbound'])),
  automated: z.optional(z.boolean()),
  bookedByBuyer: z.optional(z.boolean()),
})
export type ActivityBody = z.infer<typeof ActivityBody>

/** Marks an activity as held, done or cancelled, moves it, or says how it went. */
export const ActivityPatch = z
  .strictObject({ state, outcome: z.optional(text(200)), at: z.optional(instant), summary: z.optional(text(2_000)) })
  .check(isSomething('state, outcome, at or summary is needed'))
export type ActivityPatch = z.infer<typeof ActivityPatch>

export const TaskBody = z.strictObject({ summary: text(500), dueAt: instant, ownerEmail: text(320) })
export type TaskBody = z.infer<typeof TaskBody>

export const TaskPatch = z.strictObject({ state: z.enum(ENTRY_STATES) })
export type TaskPatch = z.infer<typeof TaskPatch>

/** A new record of any type. Without links it finds its company and contact by its e-mail address. */
export const RecordBody = z.strictObject({
  name: text(200),
  email: z.optional(z.email().check(z.maxLength(320))),
  phone: optional(60),
  title: optional(200),
  company: optional(200),
  zone: optional(60),
  ownerEmail: optional(320),
  stage: optional(60),
  companyId: optional(100),
  contactId: optional(100),
  fields: z.optional(fields),
  request: z.optional(
    z.strictObject({
      kind: z.string().check(z.regex(/^[a-z][a-z0-9_]{0,59}$/)),
      source: text(200),
      occurredAt: instant,
    }),
  ),
})
export type RecordBody = z.infer<typeof RecordBody>

/** The body in the shape that was asked for, or a refusal that names the first field at fault. */
export const parseBody = <T extends z.ZodMiniType>(schema: T, body: unknown): z.infer<T> => {
  const parsed = z.safeParse(schema, body)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const field = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].join('.')
  throw new Refusal('invalid-field', field || 'body', unknown === undefined ? issue?.message : 'No such field')
}
