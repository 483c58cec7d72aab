import * as z from 'zod/mini'
import { ContextEntry, ContextItem } from './context.ts'
import { Tier } from './playbook.ts'
import { PersonRef } from './person.ts'
import { Connection, RecordRef } from './record.ts'
import { Receipt, Why } from './receipt.ts'
import { isText } from './text.ts'

/** offered: it has an owner who has not answered · accepted: the owner took responsibility · touched: the first response is out. */
export const HandoffState = z.enum(['offered', 'accepted', 'touched'])
export type HandoffState = z.infer<typeof HandoffState>

/** Why an owner says no. The first five are valid ones; the rest spend the turn. */
export const DeclineReason = z.enum([
  'wrong_territory',
  'wrong_product',
  'conflict',
  'duplicate',
  'bad_data',
  'no_time',
  'other',
])
export type DeclineReason = z.infer<typeof DeclineReason>

export const TouchChannel = z.enum(['call', 'email', 'meeting', 'message'])
export type TouchChannel = z.infer<typeof TouchChannel>

export const TouchOutcome = z.enum(['spoke_interested', 'spoke_later', 'left_message', 'no_answer', 'sent', 'booked'])
export type TouchOutcome = z.infer<typeof TouchOutcome>

/** Why a command changes nothing; the UI phrases it. */
export const Refusal = z.enum([
  'not_found',
  /** Somebody else accepted it first. */
  'taken',
  /** It is offered to somebody else now. */
  'not_owner',
  'already_touched',
  /** Accepted already: what is accepted is no longer declined. */
  'already_accepted',
  /** Nobody is left who could take it. */
  'nobody_left',
])
export type Refusal = z.infer<typeof Refusal>

// ── Acts: each carries an idempotency key, so that a repeated send is one act ──

const act = {
  handoffId: z.string().check(isText),
  /** The idempotency key that the browser gave to this press. */
  key: z.string().check(z.minLength(8), z.maxLength(100), isText),
  /** When the button was pressed, by the browser's clock set to the server's. Kept beside the time that counts. */
  pressedAt: z.iso.datetime({ offset: true }),
}
export const AcceptInput = z.strictObject(act)
export const DeclineInput = z.strictObject({
  ...act,
  reason: DeclineReason,
  note: z.optional(z.string().check(z.maxLength(1_000), isText)),
})
export const LogTouchInput = z.strictObject({
  ...act,
  channel: TouchChannel,
  outcome: TouchOutcome,
  next: z.strictObject({
    name: z.string().check(z.minLength(1), z.maxLength(200), isText),
    at: z.iso.datetime({ offset: true }),
  }),
})
export type AcceptInput = z.infer<typeof AcceptInput>
export type DeclineInput = z.infer<typeof DeclineInput>
export type LogTouchInput = z.infer<typeof LogTouchInput>

/** What became of an act. `by` and `secondsBefore` tell the loser of a race who won, and by how much. */
export const ActAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done') }),
  z.object({
    outcome: z.literal('refused'),
    refusal: Refusal,
    by: z.optional(PersonRef),
    secondsBefore: z.optional(z.number()),
  }),
])
export type ActAnswer = z.infer<typeof ActAnswer>

// ── Views: what the sidebar and the popup are drawn from. Instants are ISO 8601 in UTC ──

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

export const HandoffView = z.object({
  id: z.string(),
  version: z.int(),
  point: z.object({ id: z.string(), name: z.string() }),
  /** The trigger's name, such as «Demo request». */
  trigger: z.string(),
  state: HandoffState,
  tier: Tier,
  cycle: z.int(),
  record: RecordRef,
  /** Address of the record's page in its CRM. */
  recordUrl: z.string(),
  buyer: z.object({
    name: z.string(),
    title: z.optional(z.string()),
    company: z.optional(z.string()),
    /** `target`, `customer` or `prospect`. */
    accountStatus: z.optional(z.string()),
    phone: z.optional(z.string()),
    email: z.optional(z.string()),
    zone: z.optional(z.string()),
  }),
  askedFor: z.nullable(z.string()),
  why: Why,
  owner: PersonRef,
  backup: z.nullable(PersonRef),
  /** Whose the record is in the CRM when that is nobody here, so that the owner above stays: a name there, or nobody at all. */
  crmOwner: z.nullable(z.object({ name: z.nullable(z.string()) })),
  /** The CRM no longer has the record. */
  recordGone: z.boolean(),
  mine: z.boolean(),
  acceptedAt: z.nullable(z.string()),
  touchedAt: z.nullable(z.string()),
  /** t0 of the cycle: the buyer has waited since then, until the first touch. */
  buyerSince: z.string(),
  /** Running clocks, nearest deadline first; empty when nothing runs. */
  clocks: z.array(ClockView),
  context: z.array(ContextEntry),
  missing: z.array(ContextItem),
  /** The prefilled next action: name, and dates to choose from, the first is proposed. */
  next: z.object({ name: z.string(), options: z.array(z.string()) }),
  receipt: Receipt,
  history: z.array(HistoryEntry),
  writes: z.array(PendingWrite),
})
export type HandoffView = z.infer<typeof HandoffView>

/** Answer to «what is there for this record?»; `now` is the server's clock, to correct the browser's. */
export const RecordAnswer = z.object({ now: z.string(), handoff: z.nullable(HandoffView) })
export type RecordAnswer = z.infer<typeof RecordAnswer>

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

/** My open handoffs, worst first; for managers `team` holds their people's as well. */
export const Queue = z.object({ now: z.string(), mine: z.array(QueueRow), team: z.nullable(z.array(QueueRow)) })
export type Queue = z.infer<typeof Queue>

/** Sent over the socket when a handoff of the workspace changed; it names nobody. */
export const Change = z.object({
  handoffId: z.string(),
  record: RecordRef,
  version: z.int(),
  /** It concerns the one who hears it: as owner or backup, now or just before, or as their manager. */
  mine: z.boolean(),
})
export type Change = z.infer<typeof Change>

export const Connections = z.array(Connection)
