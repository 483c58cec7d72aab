import * as z from 'zod/mini'
import { ContextItem } from './context.ts'
import { DeclineReason } from './declineReason.ts'
import { PersonRef } from './person.ts'
import { ClosedReason } from './point.ts'
import { RecordRef } from './record.ts'
import { isOfOurTime, isText } from './text.ts'

export const TouchChannel = z.enum(['call', 'email', 'meeting', 'message'])
export type TouchChannel = z.infer<typeof TouchChannel>

export const TouchOutcome = z.enum(['spoke_interested', 'spoke_later', 'left_message', 'no_answer', 'sent', 'booked'])
export type TouchOutcome = z.infer<typeof TouchOutcome>

/** By the button, by the first touch, or by what the owner did in the CRM. */
export const AcceptedVia = z.enum(['accept', 'first_touch', 'working_stage', 'next_action'])
export type AcceptedVia = z.infer<typeof AcceptedVia>

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
  /** It is closed or completed. */
  'ended',
  'not_ended',
  /** It lies with the sender until they have filled in what is missing. */
  'with_sender',
  /** Required items are missing, which `items` names; a reason is asked where people hand over. */
  'missing_context',
  'needs_reason',
  'needs_next_action',
  /** Nobody sent it who could be asked. */
  'no_sender',
  'not_sender',
  /** Already taken up: it can no longer be recalled. */
  'already_taken_up',
  'not_manager',
  'not_approver',
  /** Another approver comes before. */
  'not_your_turn',
  'already_decided',
  /** This evidence is told by the CRM, or is none of the point's. */
  'not_by_hand',
  'not_a_reason_here',
  'needs_date',
  'already_open',
  'no_such_point',
  'do_not_contact',
])
export type Refusal = z.infer<typeof Refusal>

// ── Acts: each carries an idempotency key, so that a repeated send is one act ──

/** The idempotency key that the browser gave to a press. */
const key = z.string().check(z.minLength(8), z.maxLength(100), isText)
const instant = z.iso.datetime({ offset: true }).check(isOfOurTime)
/** When the button was pressed, by the browser's clock set to the server's. Kept beside the time that counts. */
const pressedAt = instant
const act = { handoffId: z.string().check(isText), key, pressedAt }
const note = z.string().check(z.minLength(1), z.maxLength(1_000), isText)
const items = z.array(ContextItem).check(z.minLength(1), z.maxLength(30))
/** What a person fills in, item by item. */
export const ContextValues = z.record(ContextItem, z.string().check(z.minLength(1), z.maxLength(5_000), isText))
export type ContextValues = z.infer<typeof ContextValues>

/** `reason` is asked where people hand over and required items are missing. */
export const AcceptInput = z.strictObject({ ...act, reason: z.optional(note) })
export const DeclineInput = z.strictObject({ ...act, reason: DeclineReason, note: z.optional(note) })
export const LogTouchInput = z.strictObject({
  ...act,
  channel: TouchChannel,
  outcome: TouchOutcome,
  /** Needed where the point asks for a dated next action. */
  next: z.optional(
    z.strictObject({
      name: z.string().check(z.minLength(1), z.maxLength(200), isText),
      at: instant,
    }),
  ),
})
/** The receiver asks the sender for items; `give_back` returns the handoff until they are there. */
export const AskInput = z.strictObject({ ...act, items, note: z.optional(note), giveBack: z.boolean() })
/** Fills items in: the sender's answer, a resubmission, or anybody's own knowledge. */
export const GiveContextInput = z.strictObject({ ...act, values: ContextValues })
export const RecallInput = z.strictObject({ ...act, note: z.optional(note) })
export const ReassignInput = z.strictObject({ ...act, to: z.string().check(isText), note })
export const CloseInput = z.strictObject({
  ...act,
  reason: ClosedReason,
  note: z.optional(note),
  /** For `asked_for_later`: it opens again then. */
  until: z.optional(instant),
})
export const ReopenInput = z.strictObject({ ...act, note })
export const DecideApprovalInput = z.strictObject({ ...act, approve: z.boolean(), note: z.optional(note) })
/** Evidence that the CRM cannot tell. */
export const TellEvidenceInput = z.strictObject({ ...act, evidence: z.string().check(isText), note })
/** A person hands a record over at a point. */
export const HandOffInput = z.strictObject({
  key,
  pressedAt,
  record: RecordRef,
  point: z.string().check(isText),
  values: ContextValues,
  note: z.optional(note),
})
export type AcceptInput = z.infer<typeof AcceptInput>
export type DeclineInput = z.infer<typeof DeclineInput>
export type LogTouchInput = z.infer<typeof LogTouchInput>
export type AskInput = z.infer<typeof AskInput>
export type GiveContextInput = z.infer<typeof GiveContextInput>
export type RecallInput = z.infer<typeof RecallInput>
export type ReassignInput = z.infer<typeof ReassignInput>
export type CloseInput = z.infer<typeof CloseInput>
export type ReopenInput = z.infer<typeof ReopenInput>
export type DecideApprovalInput = z.infer<typeof DecideApprovalInput>
export type TellEvidenceInput = z.infer<typeof TellEvidenceInput>
export type HandOffInput = z.infer<typeof HandOffInput>

/** What became of an act. `by` and `secondsBefore` tell the loser of a race who won, and by how much. */
export const ActAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done'), handoffId: z.optional(z.string()) }),
  z.object({
    outcome: z.literal('refused'),
    refusal: Refusal,
    by: z.optional(PersonRef),
    secondsBefore: z.optional(z.number()),
    /** With `missing_context`: which. */
    items: z.optional(z.array(ContextItem)),
  }),
])
export type ActAnswer = z.infer<typeof ActAnswer>
