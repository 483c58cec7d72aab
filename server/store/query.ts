import { type SQL, sql } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'

export type Db = PgDatabase<PgQueryResultHKT>

/** One opened database, embedded or PostgreSQL: the same SQL on both. */
export type Database = {
  kind: 'embedded' | 'postgres'
  db: Db
  /** Calls back for each NOTIFY on this channel, in this process or another; resolves to «stop listening». */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** Rows of a raw query, the same on both drivers. */
export const rowsOf = async <Row extends Record<string, unknown>>(db: Db, query: SQL): Promise<Row[]> =>
  ((await db.execute(query)) as unknown as { rows: Row[] }).rows

/** Throws when the database does not answer. */
export const ping = async ({ db }: Database): Promise<void> => {
  await db.execute(sql`select 1`)
}

/** Whether this error says that the database cannot be reached or is going down, so that trying again later makes sense. */
export const isUnavailable = (error: unknown): boolean => {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : ''
    if (
      /^(08|57P0[123]|53300)/.test(code) ||
      /^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|ENOENT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/.test(code)
    )
      return true
    if (
      /Connection terminated|Query read timeout|is not queryable|timeout exceeded when trying to connect|PGlite is closed|Cannot use a pool after calling end/.test(
        at.message,
      )
    )
      return true
  }
  return false
}

/** Whether another transaction was in the way, so that the same work done again may succeed. */
export const isLostRace = (error: unknown): boolean => {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = 'code' in at ? at.code : ''
    const isTaken = code === '23505' && 'constraint' in at && at.constraint === 'handoffs_open'
    if (code === '40001' || code === '40P01' || isTaken || at.name === 'Conflict') return true
  }
  return false
}
