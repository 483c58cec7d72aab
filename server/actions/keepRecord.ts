import type { Playbook } from '../../shared/playbook.ts'
import { recordKey } from '../../shared/record.ts'
import type { Signal } from '../../shared/signal.ts'
import type { CrmRecord } from '../crm/connector.ts'
import { lifecycleOf } from '../domain/lifecycle.ts'
import { STAGE_ENTERED } from '../domain/ownKinds.ts'
import { findConnection } from '../store/connections.ts'
import { enqueue } from '../store/deliveries.ts'
import { livePlaybook } from '../store/playbooks.ts'
import { lockRecord, saveRecord, seenRecord } from '../store/records.ts'
import type { Tx } from '../store/transaction.ts'
import type { Environment } from './environment.ts'
import { planDates } from './planDates.ts'

/** A record that is seen for the first time has entered its stage now, if its CRM says that it was moved so lately. */
const LATELY_MS = 86_400_000

/**
 * Keeps a record as its CRM showed it, and plans what its dates will set off. One that has entered another lifecycle stage
 * since it was last seen is a signal, put into the outbox in this transaction, so that it is neither lost nor told twice, not
 * even by two who read the record at once.
 */
export const keepRecord = async (env: Environment, tx: Tx, record: CrmRecord): Promise<void> => {
  await lockRecord(tx, record.ref)
  const before = (await seenRecord(tx, record.ref))?.record ?? null
  await saveRecord(tx, env.newId, record)
  const live = await livePlaybook(tx)
  if (live === null) return
  await planDates(tx, live.playbook, record)
  const entered = await stageEntered(tx, live.playbook, before, record)
  if (entered !== null) await enqueue(tx, entered.id, { kind: 'signal', ref: record.ref, signal: entered }, null)
}

const stageEntered = async (
  tx: Tx,
  playbook: Playbook,
  before: CrmRecord | null,
  record: CrmRecord,
): Promise<Signal | null> => {
  if (record.stage === undefined || record.stage === before?.stage) return null
  const connection = await findConnection(tx, record.ref.connection)
  if (connection === null) return null
  const crm = { connection: connection.id, kind: connection.kind }
  const stage = lifecycleOf(playbook, crm, record.stage)
  if (stage === null || stage.id === lifecycleOf(playbook, crm, before?.stage)?.id) return null
  const { at, email } = record.stageSetBy ?? {}
  const movedAt = at === undefined ? tx.now : Date.parse(at)
  if (before === null && (at === undefined || movedAt < tx.now - LATELY_MS)) return null
  return {
    id: `stage/${recordKey(record.ref)}/${stage.id}/${movedAt}`,
    kind: STAGE_ENTERED,
    // A CRM's clock may be ahead.
    occurredAt: new Date(Math.min(movedAt, tx.now)).toISOString(),
    source: connection.name,
    record: record.ref,
    fields: { stage: stage.id, ...(email === undefined ? {} : { moved_by: email }) },
  }
}
