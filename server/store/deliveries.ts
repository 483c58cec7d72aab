import { and, eq, isNotNull, ne, sql } from 'drizzle-orm'
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

/**
 * Puts something into the outbox that is due at its own time, and holds up nothing of its record until then. What was done without
 * effect, because it no longer held, is due again.
 */
export const enqueueAt = async (
  tx: Tx,
  id: string,
  body: Extract<DeliveryBody, { kind: 'date_signal' }>,
): Promise<void> => {
  const { db, workspace, now } = tx
  const due = { body, nextDueAt: body.dueAt, createdAt: now }
  await db
    .insert(deliveries)
    .values({ workspaceId: workspace, id, lane: id, kind: body.kind, handoffId: null, ...due })
    .onConflictDoUpdate({
      target: [deliveries.workspaceId, deliveries.id],
      set: { ...due, state: 'due', attempts: 0, leased: false, doneAt: null, problem: null, result: null },
      setWhere: sql`(${deliveries.state} <> 'due' and (${deliveries.result}->>'differs' is not null or ${deliveries.state} = 'failed'))
        or (${deliveries.state} = 'due' and not ${deliveries.leased} and ${deliveries.nextDueAt} <> to_timestamp(${body.dueAt / 1_000}))`,
    })
}

export const findDelivery = async ({ db }: Tx, id: string): Promise<Delivery | null> =>
  (await db.select().from(deliveries).where(eq(deliveries.id, id)))[0] ?? null

/** Names one try: whoever comes back after their lease has ended finds that it is another's by now. */
export type Try = Pick<Delivery, 'id' | 'attempts'>

/** Whether this try is still the one that counts. */
export const isInHand = async ({ db }: Tx, mine: Try): Promise<boolean> =>
  (await db.select({ id: deliveries.id }).from(deliveries).where(isTry(mine)).for('update')).length === 1

/** Done for good; false when another process was faster. */
export const settleDelivery = async ({ db, now }: Tx, mine: Try, result: WriteResult): Promise<boolean> =>
  (
    await db
      .update(deliveries)
      .set({ state: 'done', doneAt: now, nextDueAt: null, leased: false, problem: null, result })
      .where(isTry(mine))
      .returning({ id: deliveries.id })
  ).length === 1

/** `againAt: null` gives up: the failure stays visible until somebody looks at it. False when another process was faster. */
export const failDelivery = async ({ db }: Tx, mine: Try, problem: string, againAt: number | null): Promise<boolean> =>
  (
    await db
      .update(deliveries)
      .set({ problem, nextDueAt: againAt, leased: false, state: againAt === null ? 'failed' : 'due' })
      .where(isTry(mine))
      .returning({ id: deliveries.id })
  ).length === 1

const FETCHED_DAYS_KEPT = 7
/** Two for each that is done: more than come in, so that what is too old never piles up. */
const FETCHED_FORGOTTEN_AT_ONCE = 2

/** Throws away a few of the reads that were done long ago; what they brought is kept elsewhere. */
export const forgetFetched = async ({ db, workspace, now }: Tx): Promise<void> => {
  await db.execute(sql`delete from deliveries where workspace_id = ${workspace} and id in (
    select id from deliveries where workspace_id = ${workspace} and kind = 'crm_pull' and state = 'done'
      and done_at < to_timestamp(${now / 1_000}) - ${`${FETCHED_DAYS_KEPT} days`}::interval
    order by done_at limit ${FETCHED_FORGOTTEN_AT_ONCE} for update skip locked)`)
}

/** Writes to the CRM on behalf of a handoff that are not done. */
export const openWrites = async ({ db }: Tx, handoffId: string): Promise<Delivery[]> =>
  db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.handoffId, handoffId), ne(deliveries.state, 'done')))
    .orderBy(deliveries.seq)

/** A read of this record that fails, and holds up what waits behind it in the record's lane; null: none does. */
export const failingPull = async (
  { db }: Tx,
  ref: RecordRef,
): Promise<Pick<Delivery, 'attempts' | 'problem' | 'seq'> | null> => {
  const [pull] = await db
    .select({ attempts: deliveries.attempts, problem: deliveries.problem, seq: deliveries.seq })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.lane, recordKey(ref)),
        eq(deliveries.state, 'due'),
        eq(deliveries.kind, 'crm_pull'),
        isNotNull(deliveries.problem),
      ),
    )
    .orderBy(deliveries.seq)
    .limit(1)
  return pull ?? null
}

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

const isTry = ({ id, attempts }: Try) =>
  and(eq(deliveries.id, id), eq(deliveries.state, 'due'), eq(deliveries.attempts, attempts))
