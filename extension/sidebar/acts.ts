import type { DeclineReason, QueueRow, TouchChannel, TouchOutcome } from '../../shared/handoff.ts'
import type { Problem } from '../../shared/problem.ts'
import type { ActResult, SidebarState } from '../worker/contract.ts'
import type { Withheld } from './gate.ts'

export type Decline = { reason: DeclineReason; note?: string }
/** `next.at` is ISO 8601. */
export type Touch = { channel: TouchChannel; outcome: TouchOutcome; next: { name: string; at: string } }

/** What a person can do in the sidebar; each is called for presses by hand only. */
export type SidebarActs = {
  accept: () => void
  decline: (decline: Decline) => void
  logTouch: (touch: Touch) => void
  fold: (folded: boolean) => void
  openRecord: (url: string) => void
  openOptions: () => void
  /** The refusal of a kept act was read. */
  seen: () => void
  retry: () => void
}

/** The last press on this handoff and what became of it. `version` is the handoff's at the press; `answer` is null while it is
 *  on its way. */
export type Press = { version: number; answer: ActResult | { outcome: 'failed'; problem: Problem | null } | null } & (
  | { act: 'accept' | 'log_touch' }
  | { act: 'decline'; decline: Decline }
)

export type SidebarViewProps = {
  /** Null while the first answer is awaited. */
  state: SidebarState | null
  press: Press | null
  /** Why the last press did not count, when it did not. */
  withheld: Withheld | null
  /** The next record of my queue, other than this; null: none is left. */
  next: QueueRow | null
  /** My person id. */
  me: string | null
  /** The CRM's name. */
  crm: string | null
  /** The server's time. */
  nowMs: number
  /** The state is being asked for again. */
  retrying: boolean
  acts: SidebarActs
}
