import * as z from 'zod/mini'
import { Scalar } from './condition.ts'
import { PersonRef } from './person.ts'
import { isText } from './text.ts'
import { Playbook } from './playbook.ts'

/**
 * What is wrong or weak in a playbook, by the path of the thing: `points.0.ladder.2.person`. An error keeps it from being published.
 * A note is only to be known. `line` counts from 1, in the file that it was read from. `witness`: a record that shows it, by field.
 */
export const Finding = z.object({
  path: z.string(),
  problem: z.string(),
  kind: z.enum(['error', 'warning', 'note']),
  line: z.optional(z.int()),
  witness: z.optional(z.record(z.string(), Scalar)),
})
export type Finding = z.infer<typeof Finding>

/** The playbook that handoffs open with at present. Instants are ISO 8601; `publishedBy` is a name, null: Baton itself. */
export const LivePlaybook = z.object({
  version: z.int(),
  publishedAt: z.string(),
  publishedBy: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  playbook: Playbook,
  findings: z.array(Finding),
  people: z.array(PersonRef),
})
export type LivePlaybook = z.infer<typeof LivePlaybook>

/** A playbook as one file. */
const text = z.string().check(z.minLength(1), z.maxLength(1_000_000))
export const CheckFileInput = z.strictObject({ text })
export const ImportInput = z.strictObject({
  text,
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(300), isText),
})
export type ImportInput = z.infer<typeof ImportInput>

/** Days of an iCalendar file for one calendar. */
export const AddDaysInput = z.strictObject({
  calendar: z.string().check(z.minLength(1), z.maxLength(120), isText),
  text: z.string().check(z.minLength(1), z.maxLength(1_000_000), isText),
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(300), isText),
})
export type AddDaysInput = z.infer<typeof AddDaysInput>

/** How many of the open handoffs got other deadlines. */
export const Recalculated = z.object({ changed: z.int(), of: z.int() })
export type Recalculated = z.infer<typeof Recalculated>

/** `version` null: it has errors, and nothing was stored. */
export const ImportAnswer = z.object({ version: z.nullable(z.int()), findings: z.array(Finding) })
export type ImportAnswer = z.infer<typeof ImportAnswer>
