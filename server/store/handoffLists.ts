import { and, desc, eq, gte, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { RecordRef } from '../../shared/record.ts'
import type { HandoffEvent } from '../domain/event.ts'
import { one, onRecord, stored, type StoredHandoff } from './handoffs.ts'
import { events, handoffs } from './handoffTables.ts'
import type { Tx } from './transaction.ts'

// Handoffs as somebody looks at them: by owner, by sender, by point, by record.

/** The record's last handoff that has ended; null: none has. */
export const lastEnded = async ({ db }: Tx, record: RecordRef): Promise<StoredHandoff | null> =>
  one(
    await db
      .select()
      .from(handoffs)
      .where(and(onRecord(record), isNotNull(handoffs.closedAt)))
      .orderBy(desc(handoffs.closedAt))
      .limit(1),
  )

/** What people filled in at the record's other handoffs, oldest first. */
export const earlierEntries = async ({ db }: Tx, record: RecordRef, but: string | null): Promise<string[]> =>
  (
    await db
      .select({ id: handoffs.id, body: handoffs.body })
      .from(handoffs)
      .where(onRecord(record))
      .orderBy(desc(handoffs.id))
      .limit(20)
  )
    .filter(({ id }) => id !== but)
    .toReversed()
    .flatMap(({ body }) => body.entries ?? [])

/** Open handoffs at these points, nearest deadline first. */
export const openHandoffsAt = async ({ db }: Tx, points: readonly string[], atMost: number): Promise<StoredHandoff[]> =>
  points.length === 0
    ? []
    : (
        await db
          .select()
          .from(handoffs)
          .where(and(inArray(handoffs.point, [...points]), isNull(handoffs.closedAt)))
          .orderBy(sql`due_at nulls last`, handoffs.id)
          .limit(atMost)
      ).map(stored)

/** What somebody handed over, or was asked about, the latest first. */
export const sentBy = async ({ db }: Tx, sender: string, atMost: number): Promise<StoredHandoff[]> =>
  (
    await db
      .select()
      .from(handoffs)
      .where(
        and(eq(handoffs.senderId, sender), sql`((body->>'byHand')::boolean or coalesce((body->>'asked')::int, 0) > 0)`),
      )
      .orderBy(desc(handoffs.id))
      .limit(atMost)
  ).map(stored)

/** What became since then of what these people sent. */
export const sentEvents = async (
  { db }: Tx,
  senders: readonly string[],
  since: number,
): Promise<{ handoffId: string; event: HandoffEvent }[]> =>
  senders.length === 0
    ? []
    : await db
        .select({ handoffId: events.handoffId, event: events.body })
        .from(events)
        .innerJoin(handoffs, eq(handoffs.id, events.handoffId))
        .where(
          and(
            inArray(handoffs.senderId, [...senders]),
            inArray(events.type, ['opened', 'accepted', 'asked', 'returned', 'declined']),
            gte(events.at, since),
          ),
        )

/** Open handoffs of these owners whose clocks still run, nearest deadline first. */
export const openHandoffsOf = async ({ db }: Tx, owners: readonly string[], atMost: number): Promise<StoredHandoff[]> =>
  owners.length === 0
    ? []
    : (
        await db
          .select()
          .from(handoffs)
          .where(
            and(
              inArray(handoffs.ownerId, [...owners]),
              isNull(handoffs.closedAt),
              sql`(due_at is not null or state in ('offered', 'accepted') or jsonb_typeof(body->'approvals') = 'object')`,
            ),
          )
          .orderBy(handoffs.dueAt)
          .limit(atMost)
      ).map(stored)

/** Who has other open handoffs of this account at these points, the longest first. */
export const ownersAtAccount = async (
  { db }: Tx,
  account: string,
  points: string[],
  except: string | null,
): Promise<string[]> =>
  (
    await db
      .select({ owner: handoffs.ownerId })
      .from(handoffs)
      .where(
        and(
          sql`${handoffs.body}->'account'->>'id' = ${account}`,
          inArray(handoffs.point, points),
          isNull(handoffs.closedAt),
          except === null ? undefined : ne(handoffs.id, except),
        ),
      )
      .orderBy(sql`(${handoffs.body}->>'t0')::float8`, handoffs.id)
      .limit(1)
  ).map(({ owner }) => owner)

/** Ids of the open handoffs, at one point or at all, oldest first. */
export const openIds = async ({ db }: Tx, point: string | null): Promise<string[]> =>
  (
    await db
      .select({ id: handoffs.id })
      .from(handoffs)
      .where(and(isNull(handoffs.closedAt), point === null ? undefined : eq(handoffs.point, point)))
      .orderBy(handoffs.id)
  ).map(({ id }) => id)

/** Who declined these handoffs, and why. */
export const declinesOf = async ({ db }: Tx, handoffIds: readonly string[]) => {
  if (handoffIds.length === 0) return []
  const rows = await db
    .select({ handoffId: events.handoffId, at: events.at, body: events.body })
    .from(events)
    .where(and(inArray(events.handoffId, [...handoffIds]), eq(events.type, 'declined')))
  return rows.flatMap(({ handoffId, at, body }) =>
    body.type === 'declined' ? [{ handoffId, at, by: body.by, reason: body.reason }] : [],
  )
}
