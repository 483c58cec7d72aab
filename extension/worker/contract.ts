import type { ActAnswer, Refusal } from '../../shared/act.ts'
import type { ContextItem } from '../../shared/context.ts'
import type { Connection, RecordRef } from '../../shared/record.ts'
import type { HandoffView } from '../../shared/handoff.ts'
import type { Queue, Sent } from '../../shared/queue.ts'
import type { RecordAnswer } from '../../shared/recordAnswer.ts'
import type { ActName } from './acts.ts'
import type { PersonRef } from '../../shared/person.ts'
import type { Me } from '../../shared/session.ts'
import type { Problem } from '../../shared/problem.ts'

/** What the worker tells its pages. Instants are ISO 8601; `Ms` are milliseconds. */

/** How far the server's clock is ahead of the browser's; a page shows `Date.now() + aheadMs`. */
type ServerClock = { aheadMs: number }

/** Whether an answer is fresh, or the last known one, kept from `asOf`, because the server does not answer. */
/** `checking`: the server is being asked right now, and the topic is told when it has answered or failed. */
type Freshness = { freshness: 'fresh' | 'last_known'; asOf: string; checking?: boolean }

/** A kept act that the server would not take when it was sent at last; told until somebody has seen it (`acts.seen`). */
export type RefusedAct = {
  /** The handoff's id; the record's key, when it was to be handed over. */
  about: string
  act: ActName
  pressedAt: string
  /** Null when the server answered with a problem instead. */
  refusal: Refusal | null
  by?: PersonRef
  secondsBefore?: number
  items?: ContextItem[]
  problem?: Problem
}

/** An act that could not be sent yet, and one that was kept and then refused. */
type Kept = { waitingAct: ActName | null; refusedAct?: RefusedAct }

/** What else there is for the record. */
type Around = Pick<RecordAnswer, 'others' | 'choices' | 'gates'>

export type SessionState = {
  server: string | null
  me: Me | null
  /** Whether the server answered last time it was asked. */
  online: boolean
  /** Acts that wait to be sent. */
  waitingActs: number
  pairing: Pairing | null
}

/** What the sidebar of one tab shows. The record is read from the browser's own tab address, never from the page. */
export type SidebarState =
  | { kind: 'signed_out' }
  | { kind: 'not_a_record' }
  /** Nothing is known of the record yet; the topic is told when the server has answered or failed. */
  | { kind: 'asking'; record: RecordRef; folded: boolean }
  | ({ kind: 'no_handoff'; record: RecordRef; folded: boolean } & Omit<Around, 'others'> & Kept & ServerClock)
  | ({
      kind: 'handoff'
      record: RecordRef
      folded: boolean
      handoff: HandoffView
    } & Around &
      Kept &
      ServerClock &
      Freshness)
  /** Nothing known and the server does not answer, or it answered with a problem. */
  | { kind: 'unavailable'; record: RecordRef; folded: boolean; problem: Problem | null; checking?: boolean }

export type QueueState =
  | { kind: 'signed_out' }
  | ({ kind: 'queue'; queue: Queue } & ServerClock & Freshness)
  | { kind: 'unavailable'; problem: Problem | null }

/** What I sent, and how good what my team sent was. */
export type SentState =
  | { kind: 'signed_out' }
  | ({ kind: 'sent'; sent: Sent } & ServerClock & Freshness)
  | { kind: 'unavailable'; problem: Problem | null }

/** `queued`: the server does not answer; the act is kept and sent once, when it does. */
export type ActResult = ActAnswer | { outcome: 'queued' }

/** `problem.type` is one of the known ones, or `urn:baton:problem:unreachable` when the server does not answer. */
export type SignInResult = { ok: true } | { ok: false; problem: Problem }

/** A sign-in by a code that waits for it. */
export type Pairing = { server: string }

export type CrmAccess = { connection: Connection; granted: boolean }

/** Told to every page when something that it shows may have changed; it asks again for that topic. */
export type Topic = 'sidebar' | 'queue' | 'sent' | 'session' | 'crm' | 'server'

/** What a content script is told: whether to show the frame, and its size in CSS pixels. No height: as it is. */
export type FrameView = { show: boolean; widthPx: number; heightPx?: number }
