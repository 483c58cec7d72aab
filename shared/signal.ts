import * as z from 'zod/mini'
import { Problem } from './problem.ts'
import { RecordRef } from './record.ts'
import { isOfOurTime, isText } from './text.ts'

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max), isText)

/** Who asked. Held apart from the events, so that it can be erased. */
export const Buyer = z.strictObject({
  name: z.optional(text(200)),
  email: z.optional(z.email().check(z.maxLength(320))),
  phone: z.optional(text(60)),
  title: z.optional(text(200)),
  company: z.optional(text(200)),
  /** IANA zone, for the buyer's local time. */
  zone: z.optional(text(60)),
})
export type Buyer = z.infer<typeof Buyer>

/** Something that a buyer, a rep or a product did, received from outside. */
export const Signal = z.strictObject({
  /** The idempotency key: the same id twice makes one handoff. */
  id: text(200),
  /** What happened, such as `demo_request`; the playbook's triggers name these. */
  kind: z.string().check(z.regex(/^[a-z][a-z0-9_]{0,59}$/)),
  /** When it happened, ISO 8601 with an offset. */
  occurredAt: z.iso.datetime({ offset: true }).check(isOfOurTime),
  /** Where from: `website`, a campaign, an import. */
  source: text(200),
  record: RecordRef,
  buyer: z.optional(Buyer),
  /** Whatever the form or the product sent besides; the known context items are read from here. */
  fields: z.optional(
    z.record(text(100), z.union([z.string().check(z.maxLength(5_000), isText), z.number(), z.boolean(), z.null()])),
  ),
})
export type Signal = z.infer<typeof Signal>

export const SignalOutcome = z.enum(['opened', 'joined', 'nurtured', 'duplicate', 'ignored', 'rejected'])
export type SignalOutcome = z.infer<typeof SignalOutcome>

/** What became of one signal. `problem` comes with `rejected` only. */
export const SignalAnswer = z.object({
  signalId: z.nullable(z.string()),
  outcome: SignalOutcome,
  handoffId: z.optional(z.string()),
  problem: z.optional(Problem),
})
export type SignalAnswer = z.infer<typeof SignalAnswer>
