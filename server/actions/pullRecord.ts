import type { RecordRef } from '../../shared/record.ts'
import type { Connector, CrmRecord } from '../crm/connector.ts'
import { tell, tellOfRecord } from '../store/changes.ts'
import { isInHand, type Try } from '../store/deliveries.ts'
import { openHandoffs } from '../store/handoffs.ts'
import { noteGone } from '../store/recordStates.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Environment } from './environment.ts'
import { followOwner } from './followOwner.ts'
import { keepRecord } from './keepRecord.ts'
import { riseAgain } from './raiseNurtured.ts'
import { receiveSignal } from './receiveSignal.ts'
import { seeInCrm } from './seeInCrm.ts'

/** A record to read: in which CRM, and the try of a delivery in whose name it is read. */
type Pull = { ref: RecordRef; crm: string; connector: Connector; mine: Try }

/**
 * Reads a record that its CRM told of, and follows its owner. One that was started by a buyer's request becomes a signal, under
 * an id made of the record and its time, so that however often the CRM tells of it, it is one. One that is gone is noted as such.
 */
export const pullRecord = async (
  env: Environment,
  workspace: string,
  { ref, crm, connector, mine }: Pull,
): Promise<void> => {
  const record = await connector.read(ref)
  const isKept = await inWorkspace(env.database, workspace, 'saveRecord', async (tx) => {
    // Another has read it meanwhile, and maybe written to it: what was read here is old.
    if (!(await isInHand(tx, mine))) return false
    if (record === 'gone') await noteGone(tx, ref, tx.now)
    else {
      // The record before its state: a signal for it takes them in this order too.
      await keepRecord(env, tx, record)
      await noteGone(tx, ref, null)
      await followOwner(env, tx, record, crm)
      await seeInCrm(env, tx, record)
    }
    const open = await openHandoffs(tx, ref)
    for (const { id, handoff } of open) await tell(tx, id, null, handoff)
    if (open.length === 0) await tellOfRecord(tx, ref)
    return true
  })
  if (!isKept || record === 'gone') return
  await inWorkspace(env.database, workspace, 'riseAgain', (tx) => riseAgain(env, tx, ref))
  if (record.request === undefined) return
  const { kind, source, occurredAt } = record.request
  await receiveSignal(
    env,
    workspace,
    {
      id: `${ref.connection}/${ref.type}/${ref.id}/${occurredAt}`,
      kind,
      occurredAt,
      source,
      record: ref,
      buyer: record.buyer,
      fields: scalars(record),
    },
    { fresh: record },
  )
}

const scalars = ({ fields }: CrmRecord): CrmRecord['fields'] =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? asText(value) : value]),
  )

/** As much of it as a signal may hold, without what a database cannot: half a character, a NUL. */
const asText = (value: string): string => value.slice(0, 5_000).replaceAll('\0', '').toWellFormed()
