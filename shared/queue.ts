import * as z from 'zod/mini'
import { HandoffState } from './handoff.ts'
import { ClockView } from './handoffParts.ts'
import { PersonRef } from './person.ts'
import { RecordRef } from './record.ts'

export const QueueRow = z.object({
  id: z.string(),
  buyer: z.string(),
  company: z.optional(z.string()),
  trigger: z.string(),
  owner: PersonRef,
  state: HandoffState,
  /** The nearest running clock. */
  clock: z.nullable(ClockView),
  record: RecordRef,
  recordUrl: z.string(),
})
export type QueueRow = z.infer<typeof QueueRow>

/** What became of what I sent. `waits`: it waits for me, who was asked or to whom it was given back. */
export const SentRow = z.object({
  id: z.string(),
  buyer: z.string(),
  company: z.optional(z.string()),
  point: z.string(),
  owner: PersonRef,
  state: HandoffState,
  sentAt: z.string(),
  /** When the state became what it is. */
  since: z.string(),
  waits: z.boolean(),
  record: RecordRef,
  recordUrl: z.string(),
})
export type SentRow = z.infer<typeof SentRow>

/** How good what a team sent in a week was: told apart by what came back of it. `week` is the Monday's date. */
export const SentWeek = z.object({
  week: z.string(),
  sent: z.int(),
  accepted: z.int(),
  asked: z.int(),
  returned: z.int(),
  declined: z.int(),
  /** Decline reasons and items asked for, the most frequent first. */
  why: z.array(z.object({ code: z.string(), name: z.optional(z.string()), count: z.int() })),
})
export type SentWeek = z.infer<typeof SentWeek>

/** `rows`: mine, what waits for me first, then the latest; `weeks`: my team's, the latest first. */
export const Sent = z.object({ now: z.string(), rows: z.array(SentRow), weeks: z.array(SentWeek) })
export type Sent = z.infer<typeof Sent>

/** My open handoffs, worst first; for managers `team` holds their people's as well; `shared`: queues and approvals that I am in. */
export const Queue = z.object({
  now: z.string(),
  mine: z.array(QueueRow),
  team: z.nullable(z.array(QueueRow)),
  shared: z._default(z.array(z.object({ name: z.string(), rows: z.array(QueueRow) })), []),
})
export type Queue = z.infer<typeof Queue>
