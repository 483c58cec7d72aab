import * as z from 'zod/mini'

/** What a field of a record holds. */
export const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type Scalar = z.infer<typeof Scalar>

/** A field by its place: `signal.kind`, `signal.fields.product`, `person.title`, `account.segment`, `opportunity.amount`, `handoff.tier`. */
const field = z
  .string()
  .check(z.regex(/^(?:signal|person|account|opportunity|handoff)(?:\.[\w-]{1,100}){1,3}$/), z.maxLength(200))
const days = z.int().check(z.gte(0), z.lte(3_650))

/**
 * What must hold of a signal, the person, the account, the opportunity or the handoff. Text is compared without regard to case.
 * An absent field satisfies nothing but `present: false` and `not`.
 */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  /** A named fit of the playbook. */
  | { fit: string }
  | { field: string; is: Scalar }
  | { field: string; in: Scalar[] }
  | { field: string; atLeast?: number | undefined; below?: number | undefined }
  | { field: string; startsWith: string }
  /** A pattern in the syntax of RE2, found anywhere in the text. */
  | { field: string; matches: string }
  | { field: string; present: boolean }
  /** A date that lies at most so many days ahead, or behind. */
  | { field: string; withinDays: number }
  | { field: string; withinPastDays: number }

export const Condition: z.ZodMiniType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Condition).check(z.minLength(1), z.maxLength(50)) }),
    z.strictObject({ any: z.array(Condition).check(z.minLength(1), z.maxLength(50)) }),
    z.strictObject({ not: Condition }),
    z.strictObject({ fit: z.string() }),
    z.strictObject({ field, is: Scalar }),
    z.strictObject({ field, in: z.array(Scalar).check(z.minLength(1), z.maxLength(500)) }),
    z.strictObject({ field, startsWith: z.string().check(z.minLength(1), z.maxLength(200)) }),
    z.strictObject({ field, matches: z.string().check(z.minLength(1), z.maxLength(200)) }),
    z.strictObject({ field, present: z.boolean() }),
    z.strictObject({ field, withinDays: days }),
    z.strictObject({ field, withinPastDays: days }),
    z
      .strictObject({ field, atLeast: z.optional(z.number()), below: z.optional(z.number()) })
      .check(z.refine(({ atLeast, below }) => atLeast !== undefined || below !== undefined, 'says no limit')),
  ]),
)
