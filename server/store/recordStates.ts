import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { recordKey, type RecordRef } from '../../shared/record.ts'
import type { CrmOwner } from '../domain/crmOwner.ts'
import { deliveries, recordStates } from './handoffTables.ts'
import type { Tx } from './transaction.ts'

/** How a record stands in its CRM. `owner` null: nobody has looked yet; `goneAt`: since when it is known to be deleted. */
export type RecordState = { owner: CrmOwner | null; goneAt: number | null }

export const recordState = async ({ db }: Tx, ref: RecordRef): Promise<RecordState> => {
  const [row] = await db.select().from(recordStates).where(isRef(ref))
  return { owner: row?.owner ?? null, goneAt: row?.goneAt ?? null }
}

/** What the CRM showed as the record's owner, or took from us. */
export const noteOwner = (tx: Tx, ref: RecordRef, owner: CrmOwner) => keep(tx, ref, { owner })

/** The same at a first look, which never takes the place of what is known already. */
export const noteFirstOwner = (tx: Tx, ref: RecordRef, owner: CrmOwner) =>
  keep(tx, ref, { owner }, isNull(recordStates.owner))

/** Null: it is there, maybe again. */
export const noteGone = (tx: Tx, ref: RecordRef, goneAt: number | null) => keep(tx, ref, { goneAt })

/** Whether an owner of ours is still on its way to this record. */
export const ownerIsWaiting = async ({ db }: Tx, ref: RecordRef): Promise<boolean> => {
  const [waiting] = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.lane, recordKey(ref)),
        eq(deliveries.state, 'due'),
        sql`${deliveries.body}->'write'->>'kind' = 'owner'`,
      ),
    )
    .limit(1)
  return waiting !== undefined
}

const keep = (
  { db, workspace }: Tx,
  { connection, type, id }: RecordRef,
  known: Partial<RecordState>,
  setWhere?: SQL,
) =>
  db
    .insert(recordStates)
    .values({ workspaceId: workspace, connectionId: connection, type, id, ...known })
    .onConflictDoUpdate({
      target: [recordStates.workspaceId, recordStates.connectionId, recordStates.type, recordStates.id],
      set: known,
      ...(setWhere === undefined ? {} : { setWhere }),
    })

const isRef = ({ connection, type, id }: RecordRef) =>
  and(eq(recordStates.connectionId, connection), eq(recordStates.type, type), eq(recordStates.id, id))
