import * as z from 'zod/mini'

// Small words that several parts of a playbook are made of.

export const Id = z.string().check(z.regex(/^[a-z][a-z0-9_-]{0,59}$/))
export const Name = z.string().check(z.minLength(1), z.maxLength(120))
export const Minutes = z.int().check(z.gte(1), z.lte(60 * 24 * 30))
export const Days = z.number().check(z.gt(0), z.lte(3_650))

/** The intent of a buyer, and the deadlines that go with it. */
export const Tier = z.enum(['high', 'medium', 'low'])
export type Tier = z.infer<typeof Tier>
