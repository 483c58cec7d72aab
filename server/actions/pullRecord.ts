import type { RecordRef } from '../../shared/record.ts'
import type { Connector, CrmRecord } from '../crm/connector.ts'
import { tell } from '../store/changes.ts'
import { openHandoffs } from '../store/handoffs.ts'
import { saveRecord } from '../store/records.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Environment } from './environment.ts'
import { receiveSignal } from './receiveSignal.ts'

/**
 * Reads a record that its CRM told of. One that was started by a buyer's request becomes a signal, under an id made of the
 * record and its time, so that however often the CRM tells of it, it is one. A record that is gone by now asks for nothing.
 */
export const pullRecord = async (
  env: Environment,
  workspace: string,
  ref: RecordRef,
  connector: Connector,
): Promise<void> => {
  const record = await connector.read(ref)
  if (record === 'gone') return
  await inWorkspace(env.database, workspace, 'saveRecord', async (tx) => {
    await saveRecord(tx, env.newId, record)
    for (const { id, handoff } of await openHandoffs(tx, ref)) await tell(tx, id, null, handoff)
  })
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
