import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { recordKey, type RecordRef } from '../../shared/record.ts'
import type { CrmRecord } from '../crm/connector.ts'
import type { PersonalBody } from './bodies.ts'
import { personal, records } from './handoffTables.ts'
import type { Tx } from './transaction.ts'

/** Writes a value that can be erased; everything else refers to it by this id. */
export const insertPersonal = ({ db, workspace, now }: Tx, id: string, body: PersonalBody) =>
  db.insert(personal).values({ workspaceId: workspace, id, body, writtenAt: now })

export const personalById = async ({ db }: Tx, ids: readonly string[]): Promise<Map<string, PersonalBody>> =>
  ids.length === 0
    ? new Map()
    : new Map(
        (
          await db
            .select()
            .from(personal)
            .where(inArray(personal.id, [...ids]))
        ).map((row) => [row.id, row.body]),
      )

/** Until the transaction ends, nobody else keeps this record: what it showed before is compared with what it shows now. */
export const lockRecord = ({ db, workspace }: Tx, ref: RecordRef) =>
  db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${workspace}/${recordKey(ref)}`}, 17))`)

/** The record as it was last read from its CRM, and when. */
export const seenRecord = async (tx: Tx, ref: RecordRef): Promise<{ record: CrmRecord; seenAt: number } | null> => {
  const [row] = await tx.db
    .select({ body: personal.body, seenAt: records.seenAt })
    .from(records)
    .innerJoin(personal, eq(personal.id, records.personalId))
    .where(isRef(ref))
  return row?.body.kind === 'record' ? { record: row.body.record, seenAt: row.seenAt } : null
}

/** Those of these records that were read before, by `recordKey`. */
export const seenRecords = async ({ db }: Tx, refs: readonly RecordRef[]): Promise<Map<string, CrmRecord>> => {
  if (refs.length === 0) return new Map()
  const rows = await db
    .select({ body: personal.body })
    .from(records)
    .innerJoin(personal, and(eq(personal.workspaceId, records.workspaceId), eq(personal.id, records.personalId)))
    .where(or(...refs.map(isRef)))
  return new Map(
    rows.flatMap(({ body }) => (body.kind === 'record' ? [[recordKey(body.record.ref), body.record]] : [])),
  )
}

/** Keeps what the CRM showed, in place of what it showed before. The record is locked. */
export const saveRecord = async (tx: Tx, newId: () => string, record: CrmRecord): Promise<void> => {
  const { db, workspace, now } = tx
  const [known] = await db.select({ personalId: records.personalId }).from(records).where(isRef(record.ref))
  const body = { kind: 'record' as const, record }
  if (known !== undefined) {
    await db.update(personal).set({ body, writtenAt: now }).where(eq(personal.id, known.personalId))
    await db.update(records).set({ seenAt: now }).where(isRef(record.ref))
    return
  }
  const personalId = newId()
  const { connection, type, id } = record.ref
  const row = { workspaceId: workspace, connectionId: connection, type, id, personalId, seenAt: now }
  await db.insert(records).values(row)
  await insertPersonal(tx, personalId, body)
}

/** The stage that the CRM was told, in place of the one that it showed. */
export const noteStage = async (tx: Tx, ref: RecordRef, stage: string): Promise<void> => {
  await tx.db.execute(sql`update personal set body = jsonb_set(body, '{record,stage}', to_jsonb(${stage}::text))
    where workspace_id = ${tx.workspace} and id in (select personal_id from records where workspace_id = ${tx.workspace}
      and connection_id = ${ref.connection} and type = ${ref.type} and id = ${ref.id})`)
}

const isRef = ({ connection, type, id }: RecordRef) =>
  and(eq(records.connectionId, connection), eq(records.type, type), eq(records.id, id))
