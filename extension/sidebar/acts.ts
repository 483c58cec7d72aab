import type { QueueRow } from '../../shared/queue.ts'
import type { Problem } from '../../shared/problem.ts'
import type { Pressed } from '../worker/acts.ts'
import type { ActResult, SidebarState } from '../worker/contract.ts'
import type { Withheld } from './gate.ts'

/** What a person can do in the sidebar; each is called for presses by hand only. */
export type SidebarActs = {
  /** An act on a handoff, or handing this record over. */
  press: (pressed: Pressed) => void
  /** Another handoff of this record. */
  choose: (handoffId: string) => void
  fold: (folded: boolean) => void
  openRecord: (url: string) => void
  openOptions: () => void
  /** The refusal of a kept act was read. */
  seen: () => void
  retry: () => void
}

/** The last press on this handoff or record and what became of it. `version` is the handoff's at the press; `answer` is null while
 *  it is on its way; `settled`: what is shown is from after it. */
export type Press = Pressed & {
  /** Tells one press from the next. */
  number: number
  version: number
  answer: ActResult | { outcome: 'failed'; problem: Problem | null } | null
  settled: boolean
}

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
