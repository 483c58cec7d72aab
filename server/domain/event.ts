import type { AcceptedVia, TouchChannel, TouchOutcome } from '../../shared/act.ts'
import type { DeclineReason } from '../../shared/declineReason.ts'
import type { ClosedReason } from '../../shared/point.ts'
import type { Why } from '../../shared/receipt.ts'
import type { Tier } from '../../shared/terms.ts'
import type { RecordRef } from '../../shared/record.ts'

/** A running deadline with all that was pinned when it was computed. Instants are epoch milliseconds. */
export type Clock = {
  kind: 'accept' | 'touch'
  startedAt: number
  dueAt: number
  /** Open spans `[from, to)` from start to deadline. */
  windows: [number, number][]
  calendar: string
  zone: string
  steps: PlannedStep[]
}

/** A step of the escalation with its instant. `key` is unique within a cycle: it names clock, offer and step. */
export type PlannedStep = {
  key: string
  at: number
  act: 'breach' | 'remind' | 'alert' | 'hand_to_backup' | 'ask_manager' | 'reopen'
  target: 'owner' | 'backup' | 'manager' | 'sender_manager'
}

/** Items that the receiver asked the sender for, or without which they gave it back. `dueAt` null: it goes to nobody else. */
export type Ask = { number: number; by: string; to: string; items: string[]; at: number; dueAt: number | null }

/** Who must say yes, as resolved when the handoff was opened. */
export type ApprovalPlan = {
  route: string
  name: string
  order: 'serial' | 'parallel'
  steps: { id: string; name: string; person: string }[]
}

/** One person being asked to take it. `number` counts from 1 over the handoff's life. */
export type Offer = {
  number: number
  owner: string
  backup: string | null
  why: Why['reason']
  /** Account, pool or CRM that gave the reason. */
  whyName: string | null
  /** Who had or should have had it before: away, timed out, declined, or replaced in the CRM. */
  instead: { person: string; awayUntil: number | null } | null
  /** Pool whose turn was spent. */
  pool: string | null
  decisionId: string
  accept: Clock
}

/** What happened, in the past tense. `at` is when the server learned of it. No personal value of a buyer is in here. */
export type HandoffEvent =
  | {
      type: 'opened'
      at: number
      point: string
      trigger: string
      triggerName: string
      tier: Tier
      record: RecordRef
      signalId: string
      kind: string
      source: string
      t0: number
      playbookVersion: number
      /** The account that the buyer belongs to, with its segment as it was. */
      account: { id: string; segment: string | null } | null
      touch: Clock
      /** Who gave it, or answers for what came by itself; absent: nobody in particular. */
      sender?: string | null
      /** A person handed it over. */
      byHand?: boolean
      /** The buyer must not be contacted: no first touch is asked for. */
      doNotContact?: boolean
      approvals?: ApprovalPlan | null
      /** Personal row with what the sender filled in. */
      entryId?: string | null
      /** The evidence that was there already when it began: it proves nothing. */
      before?: string[]
    }
  /** `noteId`: why a manager gave it to somebody else. */
  | { type: 'assigned'; at: number; by: string | null; offer: Offer; noteId?: string | null }
  | {
      type: 'joined'
      at: number
      signalId: string
      kind: string
      /** What the signal changed; absent: nothing. An earlier t0 and a tighter deadline come together. */
      t0?: number
      tier?: Tier
      touch?: Clock
      /** The owner's deadline, which a higher intent has tightened. */
      accept?: Clock
      /** The stronger trigger that it goes by from now on. */
      trigger?: { id: string; name: string }
    }
  | {
      type: 'cycle_opened'
      at: number
      signalId: string
      kind: string
      cycle: number
      tier: Tier
      t0: number
      touch: Clock
    }
  | {
      type: 'accepted'
      at: number
      by: string
      via: AcceptedVia
      pressedAt: number
      /** Required items that were missing, and why it was taken all the same. */
      missing?: string[]
      noteId?: string | null
    }
  | { type: 'declined'; at: number; by: string; reason: DeclineReason; noteId: string | null; pressedAt: number }
  | {
      type: 'touched'
      at: number
      by: string
      channel: TouchChannel
      outcome: TouchOutcome
      /** Null: none was agreed. */
      next: { noteId: string; at: number } | null
      /** False: the CRM showed it. */
      selfReported: boolean
      pressedAt: number
      activityId?: string
      /** A colleague's: it stops the buyer's wait, and accepts nothing. */
      asColleague?: boolean
    }
  /** The CRM shows the touch that was logged by hand. */
  | { type: 'corroborated'; at: number; activityId: string }
  | { type: 'reminded'; at: number; key: string; clock: Clock['kind']; to: string }
  | { type: 'alerted'; at: number; key: string; clock: Clock['kind']; to: string }
  | { type: 'breached'; at: number; key: string; clock: Clock['kind']; dueAt: number }
  | { type: 'expired'; at: number; key: string; person: string }
  /** A step whose target is nobody. */
  | { type: 'skipped'; at: number; key: string; clock: Clock['kind'] }
  /** The buyer booked a meeting themselves: they wait for its date now. */
  | { type: 'buyer_booked'; at: number; activityId: string; meetingAt: number }
  /** That meeting was called off: they wait again, since t0. */
  | { type: 'booking_cancelled'; at: number; activityId: string }
  | {
      type: 'asked'
      at: number
      by: string
      to: string
      items: string[]
      number: number
      noteId: string | null
      dueAt: number | null
    }
  | {
      type: 'returned'
      at: number
      by: string
      to: string
      items: string[]
      number: number
      noteId: string | null
      dueAt: number | null
      pressedAt: number
    }
  /** An ask or a return that stayed unanswered goes to the sender's manager. */
  | { type: 'ask_escalated'; at: number; key: string; to: string }
  /** Somebody filled items in; a return that it answers is offered anew by the `assigned` that follows. */
  | {
      type: 'context_given'
      at: number
      by: string
      items: string[]
      entryId: string
      /** The approvers, where what is known now asks for others; nobody had decided. */
      approvals?: ApprovalPlan | null
    }
  | { type: 'approved'; at: number; by: string; step: string; noteId: string | null }
  | { type: 'rejected'; at: number; by: string; step: string; noteId: string }
  /** A proof that the buyer's experience moved forward; `ref` is the CRM's activity, signal or stage. */
  | {
      type: 'evidence_seen'
      at: number
      evidence: string
      name: string
      by: string | null
      ref: string | null
      noteId: string | null
    }
  | { type: 'completed'; at: number; evidence: string; name: string }
  /** `until`: the buyer asked for later; it opens again then. */
  | { type: 'closed'; at: number; by: string | null; reason: ClosedReason; noteId: string | null; until: number | null }
  /** `cycle`: a wait of its own begins. */
  | {
      type: 'reopened'
      at: number
      by: string | null
      noteId: string | null
      key: string | null
      cycle: { cycle: number; t0: number; touch: Clock } | null
    }
  /** Deadlines computed anew at somebody's request, under another version of the playbook. */
  | { type: 'recalculated'; at: number; by: string; playbookVersion: number; accept: Clock | null; touch: Clock | null }
