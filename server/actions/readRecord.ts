import type { RecordRef } from '../../shared/record.ts'
import { CrmError, type CrmRecord } from '../crm/connector.ts'
import { findConnection } from '../store/connections.ts'
import { lockRecord, seenRecord } from '../store/records.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Environment } from './environment.ts'
import { keepRecord } from './keepRecord.ts'

/** Null when the CRM does not answer within this time: whoever waits goes on with what is known. */
export const readRecord = async (
  env: Environment,
  connection: Parameters<Environment['connect']>[0],
  ref: RecordRef,
  withinMs: number,
): Promise<CrmRecord | 'gone' | null> => {
  const late = new AbortController()
  try {
    return await Promise.race([env.connect(connection).read(ref), env.pause(withinMs, late.signal)])
  } catch (error) {
    if (error instanceof CrmError) return null
    throw error
  } finally {
    late.abort()
  }
}

/** Reads a record that nobody has looked at yet, so that what its CRM holds need not be typed in. What is known stays as it is. */
export const getToKnow = async (
  env: Environment,
  workspace: string,
  ref: RecordRef,
  withinMs: number,
): Promise<void> => {
  const connection = await inWorkspace(env.database, workspace, 'isKnown', async (tx) =>
    (await seenRecord(tx, ref)) === null ? findConnection(tx, ref.connection) : null,
  )
  const record = connection === null ? null : await readRecord(env, connection, ref, withinMs)
  if (record === null || record === 'gone') return
  await inWorkspace(env.database, workspace, 'getToKnow', async (tx) => {
    await lockRecord(tx, ref)
    if ((await seenRecord(tx, ref)) === null) await keepRecord(env, tx, record)
  })
}
