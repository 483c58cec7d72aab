import * as z from 'zod/mini'
import { CHANNELS } from './record.ts'
import { Refusal } from './refusal.ts'

const text = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
const optional = (max: number) => z.optional(z.string().check(z.trim(), z.maxLength(max)))
const instant = z.iso.datetime({ offset: true })

export const PatchBody = z
  .strictObject({ ownerEmail: z.optional(text(320)), stage: z.optional(text(60)) })
  .check(
    z.refine((patch) => patch.ownerEmail !== undefined || patch.stage !== undefined, 'ownerEmail or stage is needed'),
  )
export type PatchBody = z.infer<typeof PatchBody>

export const ActivityBody = z.strictObject({
  channel: z.enum(CHANNELS),
  summary: text(2_000),
  byEmail: z.string().check(z.maxLength(320)),
  at: instant,
})
export type ActivityBody = z.infer<typeof ActivityBody>

export const TaskBody = z.strictObject({ summary: text(500), dueAt: instant, ownerEmail: text(320) })
export type TaskBody = z.infer<typeof TaskBody>

export const LeadBody = z.strictObject({
  name: text(200),
  email: z.optional(z.email().check(z.maxLength(320))),
  phone: optional(60),
  title: optional(200),
  company: optional(200),
  zone: optional(60),
  ownerEmail: optional(320),
  stage: optional(60),
  fields: z.optional(
    z.record(text(100), z.union([z.string().check(z.maxLength(5_000)), z.number(), z.boolean(), z.null()])),
  ),
  request: z.optional(
    z.strictObject({
      kind: z.string().check(z.regex(/^[a-z][a-z0-9_]{0,59}$/)),
      source: text(200),
      occurredAt: instant,
    }),
  ),
})
export type LeadBody = z.infer<typeof LeadBody>

/** The body in the shape that was asked for, or a refusal that names the first field at fault. */
export const parseBody = <T extends z.ZodMiniType>(schema: T, body: unknown): z.infer<T> => {
  const parsed = z.safeParse(schema, body)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const field = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].join('.')
  throw new Refusal('invalid-field', field || 'body', unknown === undefined ? issue?.message : 'No such field')
}
