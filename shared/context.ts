import * as z from 'zod/mini'

/** The twelve items that a receiver needs to act, in the order they are shown. */
export const KnownItem = z.enum([
  'buyer',
  'source',
  'product_interest',
  'problem',
  'touchpoints',
  'qualification',
  'timeline',
  'committee',
  'next_step',
  'lifecycle_stage',
  'owners',
  'sla',
])
export type KnownItem = z.infer<typeof KnownItem>

/** One of the twelve, or an item of the playbook's own, such as `promised_outcomes`, which it names. */
export const ContextItem = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,59}$/))
export type ContextItem = z.infer<typeof ContextItem>

export const ContextNeed = z.enum(['required', 'wanted', 'hidden'])
export type ContextNeed = z.infer<typeof ContextNeed>

/** What a value must be to count; what says nothing, such as one letter or a dash, never does. */
export const ContextCheck = z.strictObject({
  minWords: z.optional(z.int().check(z.gte(1), z.lte(200))),
  minChars: z.optional(z.int().check(z.gte(1), z.lte(2_000))),
  oneOf: z.optional(
    z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.minLength(1), z.maxLength(100)),
  ),
  /** A number within these bounds, both included. */
  number: z.optional(z.strictObject({ from: z.optional(z.number()), to: z.optional(z.number()) })),
  date: z.optional(z.boolean()),
})
export type ContextCheck = z.infer<typeof ContextCheck>

/** Why a value that is there does not count. */
export const ContextFault = z.enum([
  'says_nothing',
  'too_short',
  'not_a_choice',
  'no_number',
  'out_of_range',
  'no_date',
])
export type ContextFault = z.infer<typeof ContextFault>

/** Where a value came from: a field of the signal, of the CRM record, a person who filled it in, or Baton's own doing. */
export const Provenance = z.object({
  from: z.enum(['signal', 'crm', 'person', 'baton']),
  /** The field's own name there: `fields.message`, `crm.phone`. */
  field: z.string(),
  /** Who or what filled it: a source such as «website», a CRM's name. */
  by: z.string(),
  at: z.string(),
})
export type Provenance = z.infer<typeof Provenance>

/** One line of the folded context. `lines` is empty when nothing is known. */
export const ContextEntry = z.object({
  item: ContextItem,
  /** Of an item that is none of the twelve. */
  name: z.optional(z.string()),
  need: z.enum(['required', 'wanted']),
  lines: z.array(z.object({ text: z.string(), provenance: z.optional(Provenance) })),
  /** Something is there and does not count. */
  fault: z.optional(ContextFault),
})
export type ContextEntry = z.infer<typeof ContextEntry>
