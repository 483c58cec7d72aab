import type { Queue, Sent } from '../../shared/queue.ts'
import type { RecordAnswer } from '../../shared/recordAnswer.ts'
import { recordKey, type RecordRef } from '../../shared/record.ts'
import { keyOf, QUEUE, SENT } from './answers.ts'
import type { Clock, ServerClock } from './clock.ts'
import type { QueueState, SentState, SidebarState } from './contract.ts'
import { problemOf, type Failure } from './failure.ts'
import type { Frames } from './frames.ts'
import type { Known, Lookup } from './lookup.ts'
import type { Outbox } from './outbox.ts'
import type { Session } from './session.ts'
import type { Shown } from './shown.ts'
import type { Store } from './store.ts'
import type { Topics } from './topics.ts'

export type StateParts = {
  session: Session
  store: Store
  shown: Shown
  frames: Frames
  records: Lookup<RecordAnswer>
  queue: Lookup<Queue>
  sent: Lookup<Sent>
  outbox: Outbox
  clock: Clock
  serverClock: ServerClock
  topics: Pick<Topics, 'tell'>
}

/** What is not answered by then is waited for without the record before it. */
const SOON_MS = 20

/**
 * What the sidebar in a tab shows now: of the record that the tab still shows when this is answered. `chosenId`: this one of the
 * record's handoffs, as long as it is one of them.
 */
export const sidebarState = async (
  tabId: number | null,
  parts: StateParts,
  chosenId?: string,
): Promise<SidebarState> => {
  const { session, shown } = parts
  for (;;) {
    const account = await session.account()
    if (account === null) return { kind: 'signed_out' }
    const record = await shown.recordIn(tabId)
    if (record === null) return { kind: 'not_a_record' }
    const state = await stateOn(record, { tabId, account, chosenId }, parts)
    const after = await shown.recordIn(tabId)
    if (after !== null && recordKey(after) === recordKey(record)) return state
  }
}

type Viewer = { tabId: number | null; account: string; chosenId?: string }

const stateOn = async (record: RecordRef, viewer: Viewer, parts: StateParts): Promise<SidebarState> => {
  const { frames, clock, serverClock, topics } = parts
  const asked = answerOn(record, viewer.chosenId, parts)
  const [folded, known] = await Promise.all([frames.isFolded(), soon(asked, clock)])
  if (known === null) {
    void asked.then(() => topics.tell('sidebar', viewer.tabId ?? undefined))
    return { kind: 'asking', record, folded }
  }
  if ('failure' in known)
    return isEnd(known.failure)
      ? { kind: 'signed_out' }
      : { kind: 'unavailable', record, folded, problem: told(known.failure) }
  // What an earlier version has kept does not know of all of it.
  const { handoff, others = [], choices = [], gates = [] } = known.value
  const about = handoff?.id ?? recordKey(record)
  const shown = { record, folded, choices, gates, ...(await kept(about, viewer, parts)) }
  const aheadMs = serverClock.aheadMs()
  if (handoff === null) return { kind: 'no_handoff', ...shown, aheadMs }
  return { kind: 'handoff', ...shown, handoff, others, aheadMs, ...freshness(known) }
}

/** The chosen handoff, if it is one of this record; else the one that matters most. */
const answerOn = async (
  record: RecordRef,
  chosenId: string | undefined,
  { records }: StateParts,
): ReturnType<Lookup<RecordAnswer>['get']> => {
  const chosen = chosenId === undefined ? null : await records.get(keyOf(record, chosenId))
  const isOfRecord =
    chosen !== null && 'value' in chosen && chosen.value.handoff !== null && isSame(chosen.value.handoff.record, record)
  return isOfRecord ? chosen : records.get(keyOf(record))
}

const isSame = (one: RecordRef, other: RecordRef): boolean => recordKey(one) === recordKey(other)

/** What I pressed and what waits here, or came to nothing, unseen. */
const kept = async (about: string, { account }: Viewer, { outbox, store }: StateParts) => {
  const [waiting, refusedAct] = await Promise.all([outbox.waiting(), store.refused(account, about)])
  const waitingAct = waiting.find((act) => act.about === about)?.act ?? null
  return { waitingAct, ...(refusedAct ? { refusedAct } : {}) }
}

/** Null: not so soon. */
const soon = <T>(asked: Promise<T>, clock: Clock): Promise<T | null> =>
  new Promise((resolve) => {
    const cancel = clock.after(SOON_MS, () => resolve(null))
    void asked.then(resolve).finally(cancel)
  })

/** What the popup shows now. */
export const queueState = async ({ session, queue, serverClock }: StateParts): Promise<QueueState> => {
  if ((await session.me()) === null) return { kind: 'signed_out' }
  const known = await queue.get(QUEUE)
  if ('failure' in known)
    return isEnd(known.failure) ? { kind: 'signed_out' } : { kind: 'unavailable', problem: told(known.failure) }
  return { kind: 'queue', queue: known.value, aheadMs: serverClock.aheadMs(), ...freshness(known) }
}

/** What the popup shows of what I sent. */
export const sentState = async ({ session, sent, serverClock }: StateParts): Promise<SentState> => {
  if ((await session.me()) === null) return { kind: 'signed_out' }
  const known = await sent.get(SENT)
  if ('failure' in known)
    return isEnd(known.failure) ? { kind: 'signed_out' } : { kind: 'unavailable', problem: told(known.failure) }
  return { kind: 'sent', sent: known.value, aheadMs: serverClock.aheadMs(), ...freshness(known) }
}

const freshness = ({ fresh, asOf, checking }: Known<unknown>) =>
  ({ freshness: fresh ? 'fresh' : 'last_known', asOf, checking }) as const

const isEnd = (failure: Failure): boolean => failure.kind === 'problem' && failure.problem.status === 401

/** Null: no answer at all. */
const told = (failure: Failure) => (failure.kind === 'unreachable' ? null : problemOf(failure))
