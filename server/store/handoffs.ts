import { and, eq, isNull, sql } from 'drizzle-orm'
import type { RecordRef } from '../../shared/record.ts'
import type { HandoffEvent } from '../domain/event.ts'
import { nextDueAt, runningClocks } from '../domain/clocks.ts'
import { evolve, type Handoff, whole } from '../domain/handoff.ts'
import type { Dimensions } from './bodies.ts'
import { tell } from './changes.ts'
import { events, handoffs, steps } from './handoffTables.ts'
import type { Tx } from './transaction.ts'

/** A handoff with what lies beside its fold. */
export type StoredHandoff = { id: string; personalId: string; handoff: Handoff }

/** Somebody else wrote this handoff between our reading and our writing. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
}

/** The handoff, locked until the transaction ends; null when this workspace has none by this id. */
export const lockHandoff = async ({ db }: Tx, id: string): Promise<StoredHandoff | null> =>
  one(await db.select().from(handoffs).where(eq(handoffs.id, id)).for('update'))

export const findHandoff = async ({ db }: Tx, id: string): Promise<StoredHandoff | null> =>
  one(await db.select().from(handoffs).where(eq(handoffs.id, id)))

/** The one open handoff of this record at this point, locked. */
export const lockOpenHandoff = async ({ db }: Tx, record: RecordRef, point: string): Promise<StoredHandoff | null> =>
  one(
    await db
      .select()
      .from(handoffs)
      .where(and(onRecord(record), eq(handoffs.point, point), isNull(handoffs.closedAt)))
      .for('update'),
  )

/** The open handoffs of a record, nearest deadline first. */
export const openHandoffs = async ({ db }: Tx, record: RecordRef): Promise<StoredHandoff[]> =>
  (
    await db
      .select()
      .from(handoffs)
      .where(and(onRecord(record), isNull(handoffs.closedAt)))
      .orderBy(sql`due_at nulls last`)
  ).map(stored)

/** The same, locked: in one order, so that nobody who locks several waits for another who does. */
export const lockOpenHandoffs = async ({ db }: Tx, record: RecordRef): Promise<StoredHandoff[]> =>
  (
    await db
      .select()
      .from(handoffs)
      .where(and(onRecord(record), isNull(handoffs.closedAt)))
      .orderBy(handoffs.id)
      .for('update')
  ).map(stored)

/** Whether anything of this connection is still open. */
export const hasOpenHandoffs = async ({ db }: Tx, connectionId: string): Promise<boolean> =>
  (
    await db
      .select({ id: handoffs.id })
      .from(handoffs)
      .where(and(eq(handoffs.connectionId, connectionId), isNull(handoffs.closedAt)))
      .limit(1)
  ).length > 0

export const eventsOf = async ({ db }: Tx, handoffId: string): Promise<HandoffEvent[]> =>
  (await db.select({ body: events.body }).from(events).where(eq(events.handoffId, handoffId)).orderBy(events.seq)).map(
    ({ body }) => body,
  )

/** As many as one statement takes. */
const ROWS_AT_ONCE = 1_000

/**
 * Appends events and stores their fold: the row is compared and set by version, each escalation step is inserted under its
 * unique key, and everybody who listens is told on commit. Returns the new state. Throws `Conflict` when the row has moved.
 */
export const append = async (
  tx: Tx,
  target: { id: string; personalId: string; before: Handoff | null },
  happened: readonly HandoffEvent[],
  dims: (handoff: Handoff) => Dimensions,
): Promise<Handoff> => {
  const { db, workspace, now } = tx
  let handoff = target.before
  const rows: (typeof events.$inferInsert)[] = []
  const fired: (typeof steps.$inferInsert)[] = []
  for (const event of happened) {
    handoff = evolve(handoff, event)
    rows.push({
      workspaceId: workspace,
      handoffId: target.id,
      seq: handoff.version,
      type: event.type,
      at: event.at,
      actorId: 'by' in event ? event.by : null,
      playbookVersion: handoff.playbookVersion,
      dims: dims(handoff),
      body: event,
    })
    if ('key' in event && event.key !== null)
      fired.push({ workspaceId: workspace, handoffId: target.id, cycle: handoff.cycle, step: event.key, at: event.at })
  }
  if (handoff === null || handoff === target.before) throw new RangeError('append needs at least one event')
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await db.insert(events).values(rows.slice(from, from + ROWS_AT_ONCE))
  if (fired.length > 0) await db.insert(steps).values(fired)
  const row = {
    state: handoff.state,
    ownerId: handoff.offer.owner,
    backupId: handoff.offer.backup,
    dueAt: runningClocks(handoff)[0]?.dueAt ?? null,
    senderId: handoff.sender,
    nextDueAt: nextDueAt(handoff, now),
    closedAt: handoff.closed?.at ?? handoff.completed?.at ?? null,
    version: handoff.version,
    body: handoff,
  }
  if (target.before === null) {
    const { point, record } = handoff
    await db.insert(handoffs).values({
      workspaceId: workspace,
      id: target.id,
      point,
      ...columnsOf(record),
      personalId: target.personalId,
      ...row,
    })
  } else {
    const changed = await db
      .update(handoffs)
      .set(row)
      .where(and(eq(handoffs.id, target.id), eq(handoffs.version, target.before.version)))
      .returning({ id: handoffs.id })
    if (changed.length !== 1)
      throw new Conflict(`handoff ${target.id} is no longer at version ${target.before.version}`)
  }
  await tell(tx, target.id, target.before, handoff)
  return handoff
}

/** Sets anew when the engine has to look: for a row whose reason to be looked at has passed. */
export const rearm = async ({ db, now }: Tx, { id, handoff }: StoredHandoff): Promise<void> => {
  await db
    .update(handoffs)
    .set({ nextDueAt: nextDueAt(handoff, now) })
    .where(eq(handoffs.id, id))
}

/** Never looked at again by itself. */
export const disarm = async ({ db }: Tx, { id }: StoredHandoff): Promise<void> => {
  await db.update(handoffs).set({ nextDueAt: null }).where(eq(handoffs.id, id))
}

export const columnsOf = (record: RecordRef) => ({
  connectionId: record.connection,
  recordType: record.type,
  recordId: record.id,
})

export const onRecord = (record: RecordRef) =>
  and(
    eq(handoffs.connectionId, record.connection),
    eq(handoffs.recordType, record.type),
    eq(handoffs.recordId, record.id),
  )

/** A row as the rest of the server knows it. */
export const stored = (row: typeof handoffs.$inferSelect): StoredHandoff => ({
  id: row.id,
  personalId: row.personalId,
  handoff: whole(row.body),
})

/** The first of them, if any. */
export const one = ([row]: (typeof handoffs.$inferSelect)[]): StoredHandoff | null =>
  row === undefined ? null : stored(row)
