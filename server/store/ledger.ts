import { and, desc, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { TurnReason } from '../../shared/turns.ts'
import { type Correction, type Seat, settle, type Standing } from '../domain/ledger.ts'
import type { Pool } from '../../shared/playbook.ts'
import { poolLevels, turns } from './handoffTables.ts'
import type { Tx } from './transaction.ts'

/**
 * Who keeps the ledger for a decision. `isOut`: whether somebody is away, paused or gone. `isLive`: the pool is as the live playbook
 * has it; a decision by an earlier version reads what there is and puts nothing right.
 */
export type Clerk = { isOut: (person: string) => boolean; isLive: boolean; newId: () => string }

export type Line = typeof turns.$inferSelect

/** Nobody else changes this pool's ledger, in whatever tier, until the transaction ends. */
export const lockPool = ({ db, workspace }: Tx, pool: string) =>
  db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${workspace}/${pool}`}, 7))`)

/**
 * Where each member stands, after what had to be put right. The pool is locked in all its tiers until the transaction ends, so that
 * two signals at once see two turns. Whoever locks several takes them in the order of their ids.
 */
export const lockStandings = async (tx: Tx, pool: Pool, tier: string, clerk: Clerk): Promise<Standing[]> => {
  const { db } = tx
  await lockPool(tx, pool.id)
  await endCredits(tx, pool.id, clerk)
  const { seats, gone } = await seatsOf(tx, pool, tier, clerk.isOut)
  // Their weights of today are what their turns were counted with.
  if (!clerk.isLive)
    return seats.map(({ countedAs, ...seat }) => standing({ ...seat, weight: countedAs ?? seat.weight }))
  const corrections = settle(seats)
  for (const correction of corrections) await correct(tx, pool.id, tier, clerk.newId(), correction)
  for (const seat of seats)
    if (seat.countedAs !== seat.weight || seat.wasOut !== seat.isOut) await note(tx, pool.id, tier, seat)
  if (gone.length > 0)
    await db
      .update(poolLevels)
      .set({ isOut: true })
      .where(and(eq(poolLevels.pool, pool.id), eq(poolLevels.tier, tier), inArray(poolLevels.personId, gone)))
  return standingsAfter(seats, corrections)
}

/** Where each member stands, without anything being locked or put right. */
export const readStandings = async (
  tx: Tx,
  pool: Pool,
  tier: string,
  isOut: (person: string) => boolean,
): Promise<Standing[]> => {
  const { seats } = await seatsOf(tx, pool, tier, isOut)
  return standingsAfter(seats, settle(seats))
}

const standingsAfter = (seats: readonly Seat[], corrections: readonly Correction[]): Standing[] =>
  seats.map((seat) => {
    const had = corrections.reduce(
      (sum, { person, turns: by }) => (person === seat.person ? sum + by : sum),
      seat.turns,
    )
    return standing({ ...seat, turns: had })
  })

const standing = ({ person, weight, turns: had, lastAt }: Standing): Standing => ({
  person,
  weight,
  turns: had,
  lastAt,
})

/** `gone`: who has turns here, is no member any more and was not out before. */
const seatsOf = async ({ db }: Tx, pool: Pool, tier: string, isOut: (person: string) => boolean) => {
  const rows = await db
    .select()
    .from(poolLevels)
    .where(and(eq(poolLevels.pool, pool.id), eq(poolLevels.tier, tier)))
  const known = new Map(rows.map((row) => [row.personId, row]))
  const seats = pool.members.map(({ person, weight }): Seat => {
    const row = known.get(person)
    return {
      person,
      weight,
      turns: row?.turns ?? 0,
      lastAt: row?.lastAt ?? null,
      countedAs: row === undefined ? null : (row.weight ?? weight),
      wasOut: row?.isOut ?? false,
      isOut: isOut(person),
    }
  })
  const here = new Set(pool.members.map(({ person }) => person))
  return { seats, gone: rows.filter((row) => !here.has(row.personId) && !row.isOut).map((row) => row.personId) }
}

const note = ({ db, workspace }: Tx, pool: string, tier: string, { person, weight, isOut }: Seat) =>
  db
    .insert(poolLevels)
    .values({ workspaceId: workspace, pool, tier, personId: person, turns: 0, lastAt: null, weight, isOut })
    .onConflictDoUpdate({ target: LEVEL, set: { weight, isOut } })

const LEVEL = [poolLevels.workspaceId, poolLevels.pool, poolLevels.tier, poolLevels.personId]

type Entry = {
  id: string
  pool: string
  tier: string
  person: string
  turns: number
  reason: TurnReason
  handoffId?: string | null
  byId?: string | null
  note?: string | null
  until?: number | null
  ofId?: string | null
}

/** Appends one line and moves the running sum with it; false: that line is taken back already. The caller holds the pool's lock. */
const write = async ({ db, workspace, now }: Tx, { person: personId, ...entry }: Entry): Promise<boolean> => {
  const row = { handoffId: null, byId: null, note: null, until: null, ofId: null, ...entry }
  const written = await db
    .insert(turns)
    .values({ workspaceId: workspace, ...row, personId, at: now })
    .onConflictDoNothing()
    .returning({ id: turns.id })
  if (written.length === 0) return false
  const lastAt = isGiven(entry.reason) ? now : null
  await db
    .insert(poolLevels)
    .values({ workspaceId: workspace, pool: entry.pool, tier: entry.tier, personId, turns: entry.turns, lastAt })
    .onConflictDoUpdate({
      target: LEVEL,
      set: { turns: sql`${poolLevels.turns} + ${entry.turns}`, ...(lastAt === null ? {} : { lastAt }) },
    })
  return true
}

/** Whether a handoff was given with it. */
const isGiven = (reason: TurnReason): boolean => reason === 'rotation' || reason === 'took_over'

const correct = (tx: Tx, pool: string, tier: string, id: string, correction: Correction) =>
  write(tx, { id, pool, tier, ...correction })

/** Pays the turn that a handoff is given with. */
export const payTurn = (
  tx: Tx,
  turn: { id: string; pool: string; tier: string; person: string; handoffId: string; reason: 'rotation' | 'took_over' },
) => write(tx, { ...turn, turns: 1 })

/**
 * Gives the turn back that this person's offer was paid with, in the pool and tier of that turn; nothing where none was paid, or
 * where it is back already.
 */
export const returnTurn = async (
  tx: Tx,
  {
    id,
    person,
    handoffId,
    reason,
  }: { id: string; person: string; handoffId: string; reason: 'returned' | 'away' | 'declined' },
): Promise<boolean> => {
  const [last] = await tx.db
    .select()
    .from(turns)
    .where(and(eq(turns.handoffId, handoffId), eq(turns.personId, person), gt(turns.turns, 0)))
    .orderBy(desc(turns.at), desc(turns.id))
    .limit(1)
  return last === undefined ? false : takeBack(tx, last, { id, reason })
}

/** Takes one line back, once. */
export const takeBack = (
  tx: Tx,
  { id: ofId, pool, tier, personId: person, handoffId, turns: had }: Line,
  by: { id: string; reason: 'returned' | 'away' | 'declined' | 'credit_ended'; byId?: string },
): Promise<boolean> => write(tx, { ...by, pool, tier, person, handoffId, turns: -had, ofId })

/** A credit by hand, of which the pool's lock is held. */
export const giveCredit = (tx: Tx, entry: Omit<Entry, 'reason'> & { byId: string; note: string; until: number }) =>
  write(tx, { ...entry, reason: 'credit' })

/** Credits of this pool whose time is over are taken back. */
const endCredits = async (tx: Tx, pool: string, { newId }: Clerk): Promise<void> => {
  const back = alias(turns, 'back')
  const over = await tx.db
    .select({ line: turns })
    .from(turns)
    .leftJoin(back, and(eq(back.workspaceId, turns.workspaceId), eq(back.ofId, turns.id)))
    .where(and(eq(turns.pool, pool), eq(turns.reason, 'credit'), lte(turns.until, tx.now), sql`${back.id} is null`))
  for (const { line } of over) await takeBack(tx, line, { id: newId(), reason: 'credit_ended' })
}

/** One line, with the line that takes it back if there is one. */
export const findTurn = async ({ db }: Tx, id: string): Promise<(Line & { isBack: boolean }) | null> => {
  const [line] = await db.select().from(turns).where(eq(turns.id, id))
  if (line === undefined) return null
  const back = await db.select({ id: turns.id }).from(turns).where(eq(turns.ofId, id))
  return { ...line, isBack: back.length > 0 }
}

/** The newest lines of a pool and tier, and what older ones add up to, by person. */
export const readLines = async ({ db }: Tx, pool: string, tier: string, max: number) => {
  const of = and(eq(turns.pool, pool), eq(turns.tier, tier))
  const lines = await db.select().from(turns).where(of).orderBy(desc(turns.at), desc(turns.id)).limit(max)
  const sums = await db
    .select({ person: turns.personId, turns: sql<number>`sum(${turns.turns})::int` })
    .from(turns)
    .where(of)
    .groupBy(turns.personId)
  const earlier = sums.map(({ person, turns: all }): [string, number] => [
    person,
    all - lines.reduce((sum, line) => (line.personId === person ? sum + line.turns : sum), 0),
  ])
  return { lines, earlier: Object.fromEntries(earlier.filter(([, sum]) => sum !== 0)) }
}
