import type { DeclineReason, TouchChannel, TouchOutcome } from '../../shared/handoff.ts'
import type { Why } from '../../shared/receipt.ts'
import type { Tier } from '../../shared/playbook.ts'
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
  act: 'breach' | 'remind' | 'alert' | 'hand_to_backup'
  target: 'owner' | 'backup' | 'manager'
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
    }
  | { type: 'assigned'; at: number; by: string | null; offer: Offer }
  | {
      type: 'joined'
      at: number
      signalId: string
      kind: string
      /** What the signal changed; absent: nothing. An earlier t0 and a tighter deadline come together. */
      t0?: number
      tier?: Tier
      touch?: Clock
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
  | { type: 'accepted'; at: number; by: string; via: 'accept' | 'first_touch'; pressedAt: number }
  | { type: 'declined'; at: number; by: string; reason: DeclineReason; noteId: string | null; pressedAt: number }
  | {
      type: 'touched'
      at: number
      by: string
      channel: TouchChannel
      outcome: TouchOutcome
      next: { noteId: string; at: number }
      selfReported: true
      pressedAt: number
    }
  | { type: 'reminded'; at: number; key: string; clock: Clock['kind']; to: string }
  | { type: 'alerted'; at: number; key: string; clock: Clock['kind']; to: string }
  | { type: 'breached'; at: number; key: string; clock: Clock['kind']; dueAt: number }
  | { type: 'expired'; at: number; key: string; person: string }
  /** A step whose target is nobody. */
  | { type: 'skipped'; at: number; key: string; clock: Clock['kind'] }
