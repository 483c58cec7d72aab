import * as z from 'zod/mini'
import { ContextCheck, ContextItem } from './context.ts'
import { PersonRef } from './person.ts'

// What a handoff's view is put together from. Instants are ISO 8601 in UTC.

/** `name`: of an item that is none of the twelve. */
export const NamedItem = z.object({ item: ContextItem, name: z.optional(z.string()) })
export type NamedItem = z.infer<typeof NamedItem>

/** A running clock. `windows` are the open spans `[from, to)` from its start up to the deadline, so that the browser only
 *  subtracts: working time left is the part of them that is still ahead. */
export const ClockView = z.object({
  kind: z.enum(['accept', 'touch']),
  startedAt: z.string(),
  dueAt: z.string(),
  windows: z.array(z.tuple([z.string(), z.string()])),
  /** IANA zone of the calendar that it runs on. */
  zone: z.string(),
  /** Who was told of the breach, and when. */
  told: z.optional(z.object({ name: z.string(), at: z.string() })),
})
export type ClockView = z.infer<typeof ClockView>

export const HistoryEntry = z.object({
  at: z.string(),
  kind: z.enum([
    'opened',
    'joined',
    'cycle_opened',
    'assigned',
    'reminded',
    'breached',
    'alerted',
    'expired',
    'accepted',
    'declined',
    'touched',
    'corroborated',
    'buyer_booked',
    'booking_cancelled',
    'asked',
    'returned',
    'ask_escalated',
    'context_given',
    'approved',
    'rejected',
    'evidence_seen',
    'completed',
    'closed',
    'reopened',
    'recalculated',
    'written',
  ]),
  /** Who acted; none: Baton itself. */
  by: z.optional(PersonRef),
  /** Whom it concerns: the new owner, the one reminded or told. */
  to: z.optional(PersonRef),
  clock: z.optional(z.enum(['accept', 'touch'])),
  /** Already a code that the message files phrase: a reason, a channel, a kind of signal, a kind of write. */
  detail: z.optional(z.string()),
  /** The CRM in which it was done. */
  crm: z.optional(z.string()),
  /** Context items that it is about. */
  items: z.optional(z.array(NamedItem)),
  /** Somebody's own words. */
  note: z.optional(z.string()),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

/** A write to the CRM that is still to do or failed. */
export const PendingWrite = z.object({
  kind: z.enum(['owner', 'activity', 'task', 'stage']),
  attempts: z.int(),
  /** Plain words of the connector, never the CRM's own error body. */
  problem: z.optional(z.string()),
  givenUp: z.boolean(),
})
export type PendingWrite = z.infer<typeof PendingWrite>

/** Items that were asked for and are not there yet. */
export const AskView = z.object({
  by: PersonRef,
  to: PersonRef,
  items: z.array(NamedItem),
  at: z.string(),
  /** When it goes to the sender's manager; null: it is there already, or nobody stands behind. */
  dueAt: z.nullable(z.string()),
  /** To whom, where there is somebody. */
  goesTo: z.optional(PersonRef),
  note: z.nullable(z.string()),
})
export type AskView = z.infer<typeof AskView>

/** An item that a person can fill in, as a form asks for it. */
export const ContextQuestion = z.object({
  item: ContextItem,
  /** What is asked; none: the item's name. */
  ask: z.optional(z.string()),
  name: z.optional(z.string()),
  need: z.enum(['required', 'wanted']),
  check: z.optional(ContextCheck),
  /** What is known already. */
  value: z.string(),
  /** It is there and counts. */
  given: z.boolean(),
})
export type ContextQuestion = z.infer<typeof ContextQuestion>

export const ApprovalView = z.object({
  name: z.string(),
  order: z.enum(['serial', 'parallel']),
  steps: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      person: PersonRef,
      verdict: z.nullable(z.enum(['approved', 'rejected'])),
      at: z.nullable(z.string()),
      note: z.nullable(z.string()),
      /** It is this one's turn. */
      turn: z.boolean(),
      mine: z.boolean(),
    }),
  ),
})
export type ApprovalView = z.infer<typeof ApprovalView>
