import { sql } from 'drizzle-orm'
import { recordKey, type RecordRef } from '../../shared/record.ts'
import type { Tx } from '../store/transaction.ts'

/**
 * Signals of one account, and of one record, go one after another: the second finds what the first has brought. The account before
 * the record, everywhere, so that nobody waits in a circle.
 */
export const queueUp = async (tx: Tx, ref: RecordRef, group: string | null): Promise<void> => {
  if (group !== null) await lock(tx, group)
  await lock(tx, recordKey(ref))
}

const lock = (tx: Tx, name: string) =>
  tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.workspace}/${name}`}, 11))`)
