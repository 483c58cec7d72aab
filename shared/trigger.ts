import * as z from 'zod/mini'
import { Condition } from './condition.ts'
import { Days, Id, Name, Tier } from './terms.ts'

const Kind = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,59}$/))

/** Signals are counted on the one record, or over all records of its account. */
export const Scope = z.enum(['record', 'account'])
export type Scope = z.infer<typeof Scope>

/**
 * So many signals within a window of so many days, by the time at which they occurred. `distinct`: by at least so many contacts
 * (a person's address, else their record) or values of a signal's field; `sharing`: all with one value of this field.
 */
export const Count = z.strictObject({
  /** Which signals count; none: the trigger's own kinds. */
  kinds: z.optional(z.array(Kind).check(z.minLength(1))),
  over: Scope,
  atLeast: z.int().check(z.gte(1), z.lte(10_000)),
  distinct: z.optional(z.strictObject({ of: z.string(), atLeast: z.int().check(z.gte(1), z.lte(1_000)) })),
  sharing: z.optional(z.string()),
  withinDays: Days,
})
export type Count = z.infer<typeof Count>

/** A sum of weights that halve every so many days; it fires where the sum reaches `atLeast`. */
export const Score = z.strictObject({
  over: Scope,
  weights: z.record(Kind, z.number().check(z.gt(0), z.lte(1_000))),
  halfLifeDays: Days,
  atLeast: z.number().check(z.gt(0)),
})
export type Score = z.infer<typeof Score>

/** So many days before a date that a record shows; the server's own calendar sends the trigger's first kind then. */
export const DateRule = z.strictObject({
  /** `account.renewal_date`, `opportunity.close_date`. */
  field: z.string().check(z.regex(/^(?:person|account|opportunity)\.[\w-]{1,100}$/)),
  daysBefore: z.int().check(z.gte(0), z.lte(730)),
})
export type DateRule = z.infer<typeof DateRule>

/** Turns a signal, a count of signals or a date into a handoff. What it says must be observable by a machine. */
export const Trigger = z.strictObject({
  id: Id,
  name: Name,
  /** Kinds of signals at which it is looked at. */
  kinds: z.array(Kind).check(z.minLength(1), z.maxLength(50)),
  when: z.optional(Condition),
  /** All of them must be reached. */
  counts: z.optional(z.array(Count).check(z.minLength(1), z.maxLength(10))),
  score: z.optional(Score),
  date: z.optional(DateRule),
  tier: Tier,
  /** Intent is trigger × fit: the first that holds sets the tier instead. */
  tierWhen: z.optional(z.array(z.strictObject({ when: Condition, tier: Tier })).check(z.maxLength(20))),
})
export type Trigger = z.infer<typeof Trigger>
