import * as z from 'zod/mini'

/** The twelve items that a receiver needs to act, in the order they are shown. */
export const ContextItem = z.enum([
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
export type ContextItem = z.infer<typeof ContextItem>

export const ContextNeed = z.enum(['required', 'wanted', 'hidden'])
export type ContextNeed = z.infer<typeof ContextNeed>

/** Where a value came from: a field of the signal, of the CRM record, or Baton's own doing. */
export const Provenance = z.object({
  from: z.enum(['signal', 'crm', 'baton']),
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
  need: z.enum(['required', 'wanted']),
  lines: z.array(z.object({ text: z.string(), provenance: z.optional(Provenance) })),
})
export type ContextEntry = z.infer<typeof ContextEntry>
