import { sql } from 'drizzle-orm'
import { problem, type Problem } from '../../shared/problem.ts'
import { recordKey } from '../../shared/record.ts'
import type { Signal, SignalAnswer } from '../../shared/signal.ts'
import { CrmError, type CrmRecord } from '../crm/connector.ts'
import { isSameOwner, ownerOf } from '../domain/crmOwner.ts'
import { triggerFor } from '../domain/trigger.ts'
import { findConnection } from '../store/connections.ts'
import { enqueue } from '../store/deliveries.ts'
import { lockOpenHandoff } from '../store/handoffs.ts'
import { allPeople } from '../store/people.ts'
import { livePlaybook } from '../store/playbooks.ts'
import { insertPersonal, saveRecord, seenRecord } from '../store/records.ts'
import { noteFirstOwner, recordState } from '../store/recordStates.ts'
import { findSignal, insertSignal, settleSignal } from '../store/signals.ts'
import { inWorkspace, type Tx } from '../store/transaction.ts'
import type { Desk } from './assign.ts'
import type { Environment } from './environment.ts'
import { joinHandoff } from './joinHandoff.ts'
import { openHandoff } from './openHandoff.ts'

/** `fresh`: the record as it was just read. `silent`: connections that did not answer in this batch, which are not asked again. */
type Given = { fresh?: CrmRecord; silent?: Set<string> }

/** How far ahead of the server a sender's clock may be. */
const AHEAD_MS_MAX = 5 * 60_000
/** A sender waits no longer for a CRM; the record is read later then. */
const CRM_ANSWERS_WITHIN_MS = 1_500
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
  { fresh, silent = new Set() }: Given = {},
): Promise<SignalAnswer> => {
  const seen = await lookUp(env, workspace, signal)
  if ('outcome' in seen) return seen
  const isAsked = fresh === undefined && !seen.isRecent && !silent.has(seen.connection.id)
  const record = fresh ?? (isAsked ? await readRecord(env, seen.connection, signal) : null)
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
    return store(env, tx, signal, record, fresh !== undefined)
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

/** Null when the CRM does not answer: the signal goes on with what it brought, and the record is read later. */
const readRecord = async (
  env: Environment,
  connection: Parameters<Environment['connect']>[0],
  signal: Signal,
): Promise<CrmRecord | 'gone' | null> => {
  const late = new AbortController()
  try {
    return await Promise.race([
      env.connect(connection).read(signal.record),
      env.pause(CRM_ANSWERS_WITHIN_MS, late.signal),
    ])
  } catch (error) {
    if (error instanceof CrmError) return null
    throw error
  } finally {
    late.abort()
  }
}

const store = async (
  env: Environment,
  tx: Tx,
  signal: Signal,
  record: CrmRecord | null,
  isFresh: boolean,
): Promise<SignalAnswer> => {
  const personalId = env.newId()
  const { connection: connectionId, type: recordType, id: recordId } = signal.record
  const isNew = await insertSignal(tx, {
    id: signal.id,
    kind: signal.kind,
    source: signal.source,
    occurredAt: Date.parse(signal.occurredAt),
    receivedAt: tx.now,
    connectionId,
    recordType,
    recordId,
    personalId,
    outcome: 'ignored',
    handoffId: null,
  })
  if (!isNew)
    return { signalId: signal.id, outcome: 'duplicate', ...withHandoff((await findSignal(tx, signal.id))?.handoffId) }
  await insertPersonal(tx, personalId, { kind: 'signal', buyer: signal.buyer ?? {}, fields: signal.fields ?? {} })
  if (record !== null) await saveRecord(tx, env.newId, record)
  if (record !== null && !isFresh) await lookAtOwner(env, tx, record)
  const live = await livePlaybook(tx)
  const taken = live === null ? null : triggerFor(live.playbook, { kind: signal.kind, recordType })
  if (live === null || taken === null) return { signalId: signal.id, outcome: 'ignored' }
  const { point, trigger } = taken
  if (point.tiers[trigger.tier] === null) return settle(tx, signal, 'nurtured', null)
  const desk: Desk = {
    playbook: live.playbook,
    version: live.version,
    point,
    tier: trigger.tier,
    people: await allPeople(tx),
  }
  // Two signals for one record queue up here, so that the second finds what the first has opened.
  await tx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.workspace}/${point.id}/${recordKey(signal.record)}`}, 11))`,
  )
  const open = await lockOpenHandoff(tx, signal.record, point.id)
  const t0 = Math.min(Date.parse(signal.occurredAt), tx.now)
  if (open !== null) {
    const facts = { signalId: signal.id, kind: signal.kind, source: signal.source }
    await joinHandoff(env, tx, desk, open, { ...facts, t0, tier: trigger.tier })
    return settle(tx, signal, 'joined', open.id)
  }
  const handoffId = await openHandoff(env, tx, desk, { signal, trigger, personalId, t0 })
  if (record === null && (await seenRecord(tx, signal.record)) === null)
    await enqueue(tx, env.newId(), { kind: 'crm_pull', ref: signal.record }, handoffId)
  return settle(tx, signal, 'opened', handoffId)
}

/** A read beside the record's lane may be older than a write of ours: another owner than known is a reason to read it in turn. */
const lookAtOwner = async (env: Environment, tx: Tx, record: CrmRecord): Promise<void> => {
  const shown = ownerOf(record)
  const { owner: known } = await recordState(tx, record.ref)
  if (known === null) await noteFirstOwner(tx, record.ref, shown)
  else if (!isSameOwner(known, shown)) await enqueue(tx, env.newId(), { kind: 'crm_pull', ref: record.ref }, null)
}

const settle = async (
  tx: Tx,
  signal: Signal,
  outcome: 'opened' | 'joined' | 'nurtured',
  handoffId: string | null,
): Promise<SignalAnswer> => {
  await settleSignal(tx, signal.id, { outcome, handoffId })
  return { signalId: signal.id, outcome, ...withHandoff(handoffId) }
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
  occurredAt: 'must not lie in the future',
}
