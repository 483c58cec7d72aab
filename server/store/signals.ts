import { and, asc, desc, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm'
import type { RecordRef } from '../../shared/record.ts'
import { SIGNALS_MAX } from '../domain/crossing.ts'
import { handoffs, personal, signalHandoffs, signals } from './handoffTables.ts'
import { onRecord, stored, type StoredHandoff } from './handoffs.ts'
import { rowsOf } from './query.ts'
import type { Tx } from './transaction.ts'

export type StoredSignal = Omit<typeof signals.$inferSelect, 'workspaceId'>

export const findSignal = async ({ db }: Tx, id: string): Promise<StoredSignal | null> =>
  (await db.select().from(signals).where(eq(signals.id, id)))[0] ?? null

/** Takes the id: false when this signal has been received before, also by a transaction that is just ending. */
export const insertSignal = async ({ db, workspace }: Tx, signal: StoredSignal): Promise<boolean> =>
  (
    await db
      .insert(signals)
      .values({ workspaceId: workspace, ...signal })
      .onConflictDoNothing()
      .returning({ id: signals.id })
  ).length === 1

export const settleSignal = ({ db }: Tx, id: string, settled: Pick<StoredSignal, 'outcome' | 'handoffId'>) =>
  db.update(signals).set(settled).where(eq(signals.id, id))

/** These signals are touchpoints of this handoff; saying so again changes nothing. */
export const linkSignals = async ({ db, workspace }: Tx, handoffId: string, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  await db
    .insert(signalHandoffs)
    .values(ids.map((signalId) => ({ workspaceId: workspace, signalId, handoffId })))
    .onConflictDoNothing()
}

/** The signals of one handoff, oldest first. */
export const signalsOf = async ({ db }: Tx, handoffId: string): Promise<StoredSignal[]> =>
  (
    await db
      .select({ signal: signals })
      .from(signals)
      .innerJoin(
        signalHandoffs,
        and(eq(signalHandoffs.workspaceId, signals.workspaceId), eq(signalHandoffs.signalId, signals.id)),
      )
      .where(eq(signalHandoffs.handoffId, handoffId))
      .orderBy(asc(signals.occurredAt), asc(signals.id))
  ).map(({ signal }) => signal)

/** All signals of a record belong to the account that it is known to belong to now. */
export const groupSignals = ({ db }: Tx, ref: RecordRef, groupKey: string) =>
  db
    .update(signals)
    .set({ groupKey })
    .where(and(isAbout(ref), or(isNull(signals.groupKey), sql`${signals.groupKey} <> ${groupKey}`)))

/** The buyer's address that the latest signals of a record brought; undefined: none did. */
export const latestAddress = async ({ db }: Tx, ref: RecordRef): Promise<string | undefined> => {
  const latest = await db
    .select({ body: personal.body })
    .from(signals)
    .innerJoin(personal, and(eq(personal.workspaceId, signals.workspaceId), eq(personal.id, signals.personalId)))
    .where(isAbout(ref))
    .orderBy(desc(signals.occurredAt))
    .limit(10)
  return latest.flatMap(({ body }) => (body.kind === 'signal' && body.buyer.email ? [body.buyer.email] : []))[0]
}

/** Signals of a record and, of other kinds maybe, of its account that occurred since then. */
export const signalHistory = (
  { db }: Tx,
  of: { ref: RecordRef; kinds: string[]; group: string | null; groupKinds: string[]; sinceMs: number },
) =>
  db
    .select()
    .from(signals)
    .where(
      and(
        or(
          and(isAbout(of.ref), inArray(signals.kind, of.kinds)),
          of.group === null || of.groupKinds.length === 0
            ? undefined
            : and(eq(signals.groupKey, of.group), inArray(signals.kind, of.groupKinds)),
        ),
        gte(signals.occurredAt, of.sinceMs),
      ),
    )
    .orderBy(desc(signals.occurredAt))
    .limit(SIGNALS_MAX)

/** The latest signals of a record, or of an account, that occurred since then and are in no handoff; oldest first. */
export const idleSignals = async (
  { db }: Tx,
  of: { ref: RecordRef; group: string | null; sinceMs: number; atMost: number },
): Promise<StoredSignal[]> =>
  (
    await db
      .select()
      .from(signals)
      .where(
        and(
          of.group === null ? isAbout(of.ref) : or(isAbout(of.ref), eq(signals.groupKey, of.group)),
          gte(signals.occurredAt, of.sinceMs),
          inArray(signals.outcome, ['nurtured', 'ignored']),
          sql`not exists (select 1 from signal_handoffs s
            where s.workspace_id = ${signals.workspaceId} and s.signal_id = ${signals.id})`,
        ),
      )
      .orderBy(desc(signals.occurredAt), desc(signals.id))
      .limit(of.atMost)
  ).toReversed()

/** What ended handoffs held of these signals, by point. */
export const spentSignals = async ({ db }: Tx, ids: readonly string[]): Promise<Map<string, Set<string>>> => {
  const spent = new Map<string, Set<string>>()
  if (ids.length === 0) return spent
  const rows = await db
    .select({ point: handoffs.point, signalId: signalHandoffs.signalId })
    .from(signalHandoffs)
    .innerJoin(
      handoffs,
      and(eq(handoffs.workspaceId, signalHandoffs.workspaceId), eq(handoffs.id, signalHandoffs.handoffId)),
    )
    .where(and(inArray(signalHandoffs.signalId, [...ids]), sql`${handoffs.closedAt} is not null`))
  for (const { point, signalId } of rows) spent.set(point, (spent.get(point) ?? new Set()).add(signalId))
  return spent
}

/**
 * The open handoffs of these records, and at each of these points the oldest that any signal of this account is in; locked in the
 * order of their opening.
 */
export const lockHandoffsAround = async (
  { db, workspace }: Tx,
  refs: readonly RecordRef[],
  group: string | null,
  points: readonly string[],
): Promise<StoredHandoff[]> => {
  const ofGroup =
    group === null || points.length === 0
      ? []
      : await rowsOf<{ id: string }>(
          db,
          // Arrays, so that each step goes by its index, whatever a database without statistics would choose.
          sql`select min(h.id) as id from handoffs h
            where h.workspace_id = ${workspace} and h.closed_at is null
              and h.point in (${sql.join(
                points.map((point) => sql`${point}`),
                sql`, `,
              )})
              and h.id = any(array(select l.handoff_id from signal_handoffs l
                where l.workspace_id = ${workspace} and l.signal_id = any(array(select s.id from signals s
                  where s.workspace_id = ${workspace} and s.group_key = ${group}))))
            group by h.point`,
        )
  const rows = await db
    .select()
    .from(handoffs)
    .where(
      and(
        isNull(handoffs.closedAt),
        or(
          ...refs.map(onRecord),
          ...(ofGroup.length === 0
            ? []
            : [
                inArray(
                  handoffs.id,
                  ofGroup.map(({ id }) => id),
                ),
              ]),
        ),
      ),
    )
    .orderBy(handoffs.id)
    .for('update')
  return rows.map(stored)
}

const isAbout = ({ connection, type, id }: RecordRef) =>
  and(eq(signals.connectionId, connection), eq(signals.recordType, type), eq(signals.recordId, id))
