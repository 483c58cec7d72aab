import type { Queue, RecordAnswer } from '../../shared/handoff.ts'
import { recordKey, type RecordRef } from '../../shared/record.ts'
import { keyOf, QUEUE } from './answers.ts'
import type { Clock, ServerClock } from './clock.ts'
import type { QueueState, SidebarState } from './contract.ts'
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
  outbox: Outbox
  clock: Clock
  serverClock: ServerClock
  topics: Pick<Topics, 'tell'>
}

/** What is not answered by then is waited for without the record before it. */
const SOON_MS = 20

/** What the sidebar in a tab shows now: of the record that the tab still shows when this is answered. */
export const sidebarState = async (tabId: number | null, parts: StateParts): Promise<SidebarState> => {
  const { session, shown } = parts
  for (;;) {
    const account = await session.account()
    if (account === null) return { kind: 'signed_out' }
    const record = await shown.recordIn(tabId)
    if (record === null) return { kind: 'not_a_record' }
    const state = await stateOn(record, { tabId, account }, parts)
    const after = await shown.recordIn(tabId)
    if (after !== null && recordKey(after) === recordKey(record)) return state
  }
}

type Viewer = { tabId: number | null; account: string }

const stateOn = async (record: RecordRef, { tabId, account }: Viewer, parts: StateParts): Promise<SidebarState> => {
  const { store, frames, records, outbox, clock, serverClock, topics } = parts
  const asked = records.get(keyOf(record))
  const [folded, known] = await Promise.all([frames.isFolded(), soon(asked, clock)])
  if (known === null) {
    void asked.then(() => topics.tell('sidebar', tabId ?? undefined))
    return { kind: 'asking', record, folded }
  }
  if ('failure' in known)
    return isEnd(known.failure)
      ? { kind: 'signed_out' }
      : { kind: 'unavailable', record, folded, problem: told(known.failure) }
  const { handoff } = known.value
  const aheadMs = serverClock.aheadMs()
  if (handoff === null) return { kind: 'no_handoff', record, folded, aheadMs }
  const [waiting, refusedAct] = await Promise.all([outbox.waiting(), store.refused(account, handoff.id)])
  const waitingAct = waiting.find(({ handoffId }) => handoffId === handoff.id)?.kind ?? null
  return {
    kind: 'handoff',
    record,
    folded,
    handoff,
    waitingAct,
    ...(refusedAct ? { refusedAct } : {}),
    aheadMs,
    ...freshness(known),
  }
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

const freshness = ({ fresh, asOf, checking }: Known<unknown>) =>
  ({ freshness: fresh ? 'fresh' : 'last_known', asOf, checking }) as const

const isEnd = (failure: Failure): boolean => failure.kind === 'problem' && failure.problem.status === 401

/** Null: no answer at all. */
const told = (failure: Failure) => (failure.kind === 'unreachable' ? null : problemOf(failure))
