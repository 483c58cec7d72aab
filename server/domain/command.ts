import type { AcceptedVia, Refusal, TouchChannel, TouchOutcome } from '../../shared/act.ts'
import type { DeclineReason } from '../../shared/declineReason.ts'
import type { ClosedReason } from '../../shared/point.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { Tier } from '../../shared/terms.ts'
import type { ApprovalPlan, Clock, HandoffEvent, Offer } from './event.ts'

type SignalFacts = { signalId: string; kind: string; source: string }
/** `at` is when the server learned of it, `pressedAt` when the button was pressed. */
type Press = { by: string; at: number; pressedAt: number }

/** What somebody or something wants. Instants, computed deadlines and what only others can know ride along. */
export type Command =
  | ({
      type: 'open'
      at: number
      point: string
      trigger: string
      triggerName: string
      tier: Tier
      record: RecordRef
      t0: number
      playbookVersion: number
      account: { id: string; segment: string | null } | null
      touch: Clock
      offer: Offer
      sender?: string | null
      byHand?: boolean
      doNotContact?: boolean
      approvals?: ApprovalPlan | null
      entryId?: string | null
      before?: string[]
    } & SignalFacts)
  /** A signal for a handoff that is open already. `touch` is the clock computed from the signal's own time and tier, `accept` the
   *  owner's with that tier, `offer` whom a new cycle goes to when its owner cannot take it. */
  | ({
      type: 'join'
      at: number
      t0: number
      tier: Tier
      touch: Clock
      accept?: Clock
      trigger?: { id: string; name: string }
      offer: Offer | null
    } & SignalFacts)
  /** `takeOver` is the offer that holds when the one who accepts is the backup. `missing`: required items that are not there; with
   *  `reasonAsked` they need a reason, which is in `noteId`. */
  | ({
      type: 'accept'
      takeOver: Offer | null
      missing?: string[]
      reasonAsked?: boolean
      noteId?: string | null
    } & Press)
  /** The owner moved the record into a working stage, or planned the next action, in the CRM. */
  | ({ type: 'crm_accept'; via: Extract<AcceptedVia, 'working_stage' | 'next_action'> } & Press)
  /** `next` is the offer to whoever comes next; null: nobody is left. */
  | ({ type: 'decline'; reason: DeclineReason; noteId: string | null; next: Offer | null } & Press)
  /** `isColleague`: the backup, or of the owner's team. `needsNext`: the point asks for a dated next action. */
  | ({
      type: 'log_touch'
      channel: TouchChannel
      outcome: TouchOutcome
      next: { noteId: string; at: number } | null
      isColleague?: boolean
      needsNext?: boolean
    } & Press)
  /** The CRM shows an outbound act of a human to the buyer; `pressedAt` is when it happened there. */
  | ({
      type: 'see_touch'
      channel: TouchChannel
      outcome: TouchOutcome
      activityId: string
      isColleague: boolean
    } & Press)
  /** The buyer booked a meeting themselves. */
  | { type: 'buyer_booked'; at: number; activityId: string; bookedAt: number; meetingAt: number }
  | { type: 'booking_cancelled'; at: number; activityId: string }
  /** `dueAt`: when it goes to the sender's manager; null: nobody stands behind. */
  | ({ type: 'ask'; items: string[]; noteId: string | null; giveBack: boolean; dueAt: number | null } & Press)
  /** `stillMissing`: of what was asked or required. `offer`: to the same receiver, when a returned handoff is whole again. */
  | {
      type: 'give_context'
      at: number
      by: string
      items: string[]
      entryId: string
      stillMissing: string[]
      offer: Offer | null
      /** Who must say yes by what is known now; absent: as before. */
      approvals?: ApprovalPlan | null
    }
  | { type: 'recall'; at: number; by: string; noteId: string | null }
  | { type: 'reassign'; at: number; by: string; isManager: boolean; offer: Offer | null; noteId: string | null }
  | {
      type: 'close'
      at: number
      by: string
      isManager: boolean
      reason: ClosedReason
      allowed: readonly ClosedReason[]
      noteId: string | null
      until: number | null
    }
  /** `key`: the clock's step that does it; none: a person. `isOther`: another handoff of this record and point is open. */
  | {
      type: 'reopen'
      at: number
      by: string | null
      isManager: boolean
      isOther: boolean
      key: string | null
      noteId: string | null
      offer: Offer | null
      cycle: { cycle: number; t0: number; touch: Clock } | null
    }
  /** `evidence`: what the point's approval proves. */
  | {
      type: 'decide_approval'
      at: number
      by: string
      approve: boolean
      /** Approvers who have left, and for whom this one decides. */
      speaksFor?: readonly string[]
      noteId: string | null
      evidence: { id: string; name: string } | null
    }
  /** `by` null: it was detected; `byHand`: no CRM tells it, so that a person may. */
  | {
      type: 'see_evidence'
      at: number
      by: string | null
      evidence: { id: string; name: string; byHand: boolean }
      ref: string | null
      noteId: string | null
    }
  | { type: 'recalculate'; at: number; by: string; playbookVersion: number; accept: Clock; touch: Clock }
  /** The CRM shows another owner, made so by somebody there: `by` when they are a person here. `offer` names the new one. */
  | { type: 'follow_owner'; at: number; by: string | null; offer: Offer }
  /** The engine found a step due. `target` is its person as resolved now, `next` the backup's offer. */
  | { type: 'tick'; at: number; key: string; target: string | null; next: Offer | null }

export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>

export type Refused = { refusal: Refusal; by?: string; since?: number; items?: string[] }
export type Decision = { events: HandoffEvent[] } | Refused
