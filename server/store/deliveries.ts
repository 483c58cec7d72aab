import { and, eq, ne, sql } from 'drizzle-orm'
import type { WriteResult } from '../crm/connector.ts'
import { recordKey, type RecordRef } from '../../shared/record.ts'
import type { DeliveryBody } from './bodies.ts'
import { type Db, rowsOf } from './query.ts'
import { deliveries } from './handoffTables.ts'
import type { Tx } from './transaction.ts'

export type Delivery = Omit<typeof deliveries.$inferSelect, 'workspaceId'>

/** Puts something into the outbox, in the transaction that gave the reason. Everything about one record goes in order. */
export const enqueue = async (
  tx: Tx,
  id: string,
  body: DeliveryBody & { ref: RecordRef },
  handoffId: string | null,
): Promise<void> => {
  const { db, workspace, now } = tx
  await db
    .insert(deliveries)
    .values({
      workspaceId: workspace,
      id,
      lane: recordKey(body.ref),
      kind: body.kind,
      handoffId,
      body,
      nextDueAt: now,
      createdAt: now,
    })
    .onConflictDoNothing()
  await db.execute(sql`select pg_notify('baton_due', '')`)
}

export const findDelivery = async ({ db }: Tx, id: string): Promise<Delivery | null> =>
  (await db.select().from(deliveries).where(eq(deliveries.id, id)))[0] ?? null

/** Done for good; false when another process was faster. */
export const settleDelivery = async ({ db, now }: Tx, id: string, result: WriteResult): Promise<boolean> =>
  (
    await db
      .update(deliveries)
      .set({ state: 'done', doneAt: now, nextDueAt: null, leased: false, problem: null, result })
      .where(and(eq(deliveries.id, id), eq(deliveries.state, 'due')))
      .returning({ id: deliveries.id })
  ).length === 1

/** `againAt: null` gives up: the failure stays visible until somebody looks at it. */
export const failDelivery = ({ db }: Tx, id: string, problem: string, againAt: number | null) =>
  db
    .update(deliveries)
    .set({ problem, nextDueAt: againAt, leased: false, state: againAt === null ? 'failed' : 'due' })
    .where(and(eq(deliveries.id, id), eq(deliveries.state, 'due')))

/** Writes to the CRM on behalf of a handoff that are not done. */
export const openWrites = async ({ db }: Tx, handoffId: string): Promise<Delivery[]> =>
  db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.handoffId, handoffId), ne(deliveries.state, 'done')))
    .orderBy(deliveries.seq)

export const doneWrites = async ({ db }: Tx, handoffId: string): Promise<Delivery[]> =>
  db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.handoffId, handoffId), eq(deliveries.state, 'done')))
    .orderBy(deliveries.seq)

export type Claimed = { workspace: string; id: string }

/** Due deliveries of all workspaces, leased to this process for `leaseMs`. */
export const claimDeliveries = async (db: Db, atMost: number, leaseMs: number): Promise<Claimed[]> =>
  rowsOf<Claimed>(db, sql`select workspace_id as workspace, id from claim_deliveries(${atMost}, ${leaseMs})`)

/** Gives back what a dead process had in hand. Only where no other process can have the database open. */
export const releaseLeases = async (db: Db): Promise<void> => {
  await db.execute(sql`select release_leases()`)
}

/** Handoffs with a clock that is due, locked until this transaction ends. */
export const claimClocks = async (db: Db, atMost: number): Promise<Claimed[]> =>
  rowsOf<Claimed>(db, sql`select workspace_id as workspace, id from claim_clocks(${atMost})`)
