import type { Queue, RecordAnswer } from '../../shared/handoff.ts'
import { keyOf, QUEUE } from './answers.ts'
import type { ServerClock } from './clock.ts'
import type { QueueState, SidebarState } from './contract.ts'
import { problemOf, type Failure } from './failure.ts'
import type { Frames } from './frames.ts'
import type { Known, Lookup } from './lookup.ts'
import type { Outbox } from './outbox.ts'
import type { Session } from './session.ts'
import type { Shown } from './shown.ts'
import type { Store } from './store.ts'

export type StateParts = {
  session: Session
  store: Store
  shown: Shown
  frames: Frames
  records: Lookup<RecordAnswer>
  queue: Lookup<Queue>
  outbox: Outbox
  serverClock: ServerClock
}

/** What the sidebar in a tab shows now. */
export const sidebarState = async (tabId: number | null, parts: StateParts): Promise<SidebarState> => {
  const { session, store, shown, frames, records, outbox, serverClock } = parts
  const account = await session.account()
  if (account === null) return { kind: 'signed_out' }
  const record = await shown.recordIn(tabId)
  if (record === null) return { kind: 'not_a_record' }
  const [folded, known] = await Promise.all([frames.isFolded(), records.get(keyOf(record))])
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
