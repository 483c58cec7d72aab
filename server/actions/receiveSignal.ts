import { problem, type Problem } from '../../shared/problem.ts'
import type { Signal, SignalAnswer } from '../../shared/signal.ts'
import type { CrmRecord } from '../crm/connector.ts'
import { isSameOwner, ownerOf } from '../domain/crmOwner.ts'
import { OWN_KINDS } from '../domain/ownKinds.ts'
import { weigh } from '../domain/weigh.ts'
import { findConnection } from '../store/connections.ts'
import { enqueue } from '../store/deliveries.ts'
import { columnsOf } from '../store/handoffs.ts'
import { livePlaybook } from '../store/playbooks.ts'
import { insertPersonal, seenRecord } from '../store/records.ts'
import { noteFirstOwner, recordState } from '../store/recordStates.ts'
import {
  findSignal,
  groupSignals,
  insertSignal,
  latestAddress,
  settleSignal,
  type StoredSignal,
} from '../store/signals.ts'
import { inWorkspace, type Tx } from '../store/transaction.ts'
import type { Environment } from './environment.ts'
import { lookUpFacts } from './facts.ts'
import { keepRecord } from './keepRecord.ts'
import type { ByHand } from './openHandoff.ts'
import { proveBySignal } from './proveBySignal.ts'
import { queueUp } from './queueUp.ts'
import { readRecord } from './readRecord.ts'
import { raiseNurtured } from './raiseNurtured.ts'
import { layScales } from './scales.ts'
import { takeUp } from './takeUp.ts'

/**
 * `fresh`: the record as it was just read. `silent`: connections that did not answer in this batch, which are not asked again.
 * `capped`: it is from a list that nobody confirmed, so that it makes no high intent. `byHand`: a person hands over.
 * `own`: Baton itself has seen it.
 */
export type Given = { fresh?: CrmRecord; silent?: Set<string>; capped?: boolean; byHand?: ByHand; own?: boolean }

/** `lowered`: it would have been high, had its list been confirmed. */
export type Received = SignalAnswer & { lowered?: boolean }

/** How far ahead of the server a sender's clock may be. */
const AHEAD_MS_MAX = 5 * 60_000
/** A sender waits no longer for a CRM; the record is read later then. */
const CRM_ANSWERS_WITHIN_MS = 1_500
/** So many earlier signals are looked at again beside this one, whose sender waits; a read in the record's lane looks at more. */
const RAISED_BESIDE = 10
/** A record that was read so lately is not read again. */
const RECENT_MS = 10 * 60_000

/**
 * Takes one signal: matched, routed and stored in one transaction. The same id again answers `duplicate` with the first
 * handoff. A signal that cannot be right is `rejected` with a problem that names the field; a CRM that does not answer holds
 * nobody up.
 */
export const receiveSignal = async (
  env: Environment,
  workspace: string,
  signal: Signal,
  given: Given = {},
): Promise<Received> => {
  const { fresh, silent = new Set() } = given
  if (OWN_KINDS.includes(signal.kind) && given.byHand === undefined && given.own !== true)
    return rejected(signal, problem('invalid-field', 'Baton alone gives signals of this kind.', [at('kind')]))
  const seen = await lookUp(env, workspace, signal)
  if ('outcome' in seen) return seen
  const isAsked = fresh === undefined && !seen.isRecent && !silent.has(seen.connection.id)
  const record =
    fresh ?? (isAsked ? await readRecord(env, seen.connection, signal.record, CRM_ANSWERS_WITHIN_MS) : null)
  if (isAsked && record === null) silent.add(seen.connection.id)
  if (record === 'gone')
    return rejected(
      signal,
      problem('record-gone', `${seen.connection.name} has no ${signal.record.type} ${signal.record.id}.`, [
        at('record.id'),
      ]),
    )
  return inWorkspace(env.database, workspace, 'receiveSignal', async (tx) => {
    // What a CRM tells of itself is taken in any case, and counted from now when its clock is ahead.
    if (fresh === undefined && Date.parse(signal.occurredAt) > tx.now + AHEAD_MS_MAX) {
      return rejected(signal, problem('invalid-field', 'It lies in the future.', [at('occurredAt')]))
    }
    return store(env, tx, signal, record, given)
  })
}

const lookUp = (env: Environment, workspace: string, signal: Signal) =>
  inWorkspace(env.database, workspace, 'lookUpSignal', async (tx) => {
    const earlier = await findSignal(tx, signal.id)
    if (earlier !== null)
      return { signalId: signal.id, outcome: 'duplicate' as const, ...withHandoff(earlier.handoffId) }
    const connection = await findConnection(tx, signal.record.connection)
    if (connection === null) {
      return rejected(
        signal,
        problem('unknown-connection', `No CRM «${signal.record.connection}» is connected here.`, [
          at('record.connection'),
        ]),
      )
    }
    const known = await seenRecord(tx, signal.record)
    return { connection, isRecent: known !== null && known.seenAt > tx.now - RECENT_MS }
  })

const store = async (
  env: Environment,
  tx: Tx,
  signal: Signal,
  record: CrmRecord | null,
  { fresh, capped = false, byHand }: Given,
): Promise<Received> => {
  const personalId = env.newId()
  const row: StoredSignal = {
    id: signal.id,
    kind: signal.kind,
    source: signal.source,
    occurredAt: Math.min(Date.parse(signal.occurredAt), tx.now),
    receivedAt: tx.now,
    ...columnsOf(signal.record),
    personalId,
    outcome: 'ignored',
    handoffId: null,
    groupKey: null,
    capped,
    point: byHand?.point ?? null,
  }
  if (!(await insertSignal(tx, row)))
    return { signalId: signal.id, outcome: 'duplicate', ...withHandoff((await findSignal(tx, signal.id))?.handoffId) }
  await insertPersonal(tx, personalId, { kind: 'signal', buyer: signal.buyer ?? {}, fields: signal.fields ?? {} })
  if (record !== null) await keepRecord(env, tx, record)
  if (record !== null && fresh === undefined) await lookAtOwner(env, tx, record)
  const live = await livePlaybook(tx)
  if (live === null) return { signalId: signal.id, outcome: 'ignored' }
  const around = await lookUpFacts(
    tx,
    live.playbook,
    signal.record,
    signal.buyer?.email ?? (await latestAddress(tx, signal.record)),
  )
  await queueUp(tx, signal.record, around.group)
  if (around.group !== null) await groupSignals(tx, signal.record, around.group)
  const laid = await layScales(tx, live.playbook, around, { ...row, groupKey: around.group })
  if (laid === null) {
    await proveBySignal(env, tx, signal)
    return { signalId: signal.id, outcome: 'ignored' }
  }
  const weighed = weigh(laid.scales)
  const [first] = await takeUp(env, tx, live, around, laid, weighed, byHand)
  const outcome = first?.outcome ?? (weighed.noted ? 'nurtured' : 'ignored')
  const handoffId = first?.handoffId ?? null
  await settleSignal(tx, signal.id, { outcome, handoffId })
  await proveBySignal(env, tx, signal)
  // What was read for it may have shown that an earlier one is worth more.
  if (record !== null && fresh === undefined) await raiseNurtured(env, tx, live, around, signal.record, RAISED_BESIDE)
  return { signalId: signal.id, outcome, ...withHandoff(handoffId), ...(weighed.lowered ? { lowered: true } : {}) }
}

/** A read beside the record's lane may be older than a write of ours: another owner than known is a reason to read it in turn. */
const lookAtOwner = async (env: Environment, tx: Tx, record: CrmRecord): Promise<void> => {
  const shown = ownerOf(record)
  const { owner: known } = await recordState(tx, record.ref)
  if (known === null) await noteFirstOwner(tx, record.ref, shown)
  else if (!isSameOwner(known, shown)) await enqueue(tx, env.newId(), { kind: 'crm_pull', ref: record.ref }, null)
}

const withHandoff = (handoffId: string | null | undefined) => (handoffId ? { handoffId } : {})

const rejected = (signal: Signal, why: Problem): SignalAnswer => ({
  signalId: signal.id,
  outcome: 'rejected',
  problem: why,
})

const at = (field: string) => ({ field, detail: FIELD_DETAILS[field] ?? 'is not valid' })

const FIELD_DETAILS: Record<string, string> = {
  'record.id': 'the CRM has no record by this id',
  'record.connection': 'no connected CRM has this id',
  kind: 'is a kind that Baton alone gives',
  occurredAt: 'must not lie in the future',
}
