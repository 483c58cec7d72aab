import * as z from 'zod/mini'
import { ContextEntry, ContextItem } from './context.ts'
import { ApprovalView, AskView, ClockView, ContextQuestion, HistoryEntry, PendingWrite } from './handoffParts.ts'
import { ClosedReason } from './point.ts'
import { Tier } from './terms.ts'
import { PersonRef } from './person.ts'
import { Connection, RecordRef } from './record.ts'
import { Receipt, Why } from './receipt.ts'

/**
 * offered: it has an owner who has not answered · accepted: the owner took responsibility · returned: it lies with the sender, who is
 * to fill in what is missing · touched: the first response is out · completed: the buyer's experience moved forward · closed: it ended
 * without that, for a reason.
 */
export const HandoffState = z.enum(['offered', 'accepted', 'returned', 'touched', 'completed', 'closed'])
export type HandoffState = z.infer<typeof HandoffState>

// ── Views: what the sidebar and the popup are drawn from. Instants are ISO 8601 in UTC ──

/** What this person may do now: the server decides, the sidebar shows. */
export const May = z.enum([
  'accept',
  'decline',
  'touch',
  'ask',
  'give_back',
  'give_context',
  'recall',
  'reassign',
  'close',
  'reopen',
  'approve',
  'tell_evidence',
])
export type May = z.infer<typeof May>

export const HandoffView = z.object({
  id: z.string(),
  version: z.int(),
  point: z.object({ id: z.string(), name: z.string(), from: z.string(), to: z.string() }),
  /** Whose answer counts as the first response. */
  firstResponse: z.enum(['buyer', 'sender', 'either']),
  sender: z.nullable(PersonRef),
  /** A person handed it over. */
  byHand: z.boolean(),
  /** This person sent it. */
  sentByMe: z.boolean(),
  may: z.array(May),
  doNotContact: z.boolean(),
  asks: z.array(AskView),
  /** What a person can fill in. */
  questions: z.array(ContextQuestion),
  approval: z.nullable(ApprovalView),
  /** What will complete it: how far each proof is. `byHand`: no CRM tells, so a person may say it. */
  evidence: z.array(
    z.object({ id: z.string(), name: z.string(), seenAt: z.nullable(z.string()), byHand: z.boolean() }),
  ),
  /** Reasons for which it may be closed here. */
  closedReasons: z.array(ClosedReason),
  closed: z.nullable(
    z.object({
      reason: ClosedReason,
      by: z.nullable(PersonRef),
      at: z.string(),
      until: z.nullable(z.string()),
      note: z.nullable(z.string()),
    }),
  ),
  completed: z.nullable(z.object({ name: z.string(), at: z.string() })),
  /** Whom a manager can give it to. */
  colleagues: z.array(PersonRef),
  /** The first touch: who, and whether the CRM shows it too. */
  touch: z.nullable(
    z.object({
      by: PersonRef,
      at: z.string(),
      selfReported: z.boolean(),
      corroborated: z.boolean(),
      asColleague: z.boolean(),
    }),
  ),
  /** The meeting that the buyer booked themselves: nobody waits until then. */
  bookedFor: z.nullable(z.string()),
  /** Whether a first touch needs a dated next action here. */
  nextActionDated: z.boolean(),
  /** Accepting with items missing asks for a reason. */
  reasonAsked: z.boolean(),
  /** Its owner was changed to and fro in the CRM. */
  ownerConflict: z.boolean(),
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

/** Sent over the socket when a handoff of the workspace changed, or a record that has none; it names nobody. */
export const Change = z.object({
  /** Null: the record alone has changed. */
  handoffId: z.nullable(z.string()),
  record: RecordRef,
  version: z.int(),
  /** It concerns the one who hears it: as owner or backup, now or just before, as sender or approver, or as their manager. */
  mine: z.boolean(),
})
export type Change = z.infer<typeof Change>

export const Connections = z.array(Connection)
