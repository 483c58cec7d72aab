import { PGlite } from '@electric-sql/pglite'
import { type SQL, sql } from 'drizzle-orm'
import { drizzle as overPg } from 'drizzle-orm/node-postgres'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as overPglite } from 'drizzle-orm/pglite'
import { mkdir } from 'node:fs/promises'
import pg from 'pg'
import { lockFolder } from './lock.ts'
import { migrate } from './migrate.ts'
import { proveRoles } from './roles.ts'

export type Db = PgDatabase<PgQueryResultHKT>

/** One opened database, embedded or PostgreSQL: the same SQL on both. */
export type Database = {
  kind: 'embedded' | 'postgres'
  db: Db
  /** Calls back for each NOTIFY on this channel, in this process or another; resolves to «stop listening». */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

export type DatabaseAddress = { kind: 'embedded'; folder: string | null } | { kind: 'postgres'; url: string }

/**
 * Opens, migrates and proves that the working role cannot bypass row-level security. `folder: null` keeps all in memory.
 * Throws `FolderInUse` when another server has the folder, and a sentence when PostgreSQL's log-in is too powerful.
 */
export const openDatabase = async (address: DatabaseAddress): Promise<Database> => {
  const database = address.kind === 'embedded' ? await openEmbedded(address.folder) : await openPostgres(address.url)
  try {
    await migrate(database)
    await proveRoles(database)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Rows of a raw query, the same on both drivers. */
export const rowsOf = async <Row extends Record<string, unknown>>(db: Db, query: SQL): Promise<Row[]> =>
  ((await db.execute(query)) as unknown as { rows: Row[] }).rows

/** Throws when the database does not answer. */
export const ping = async ({ db }: Database): Promise<void> => {
  await db.execute(sql`select 1`)
}

const openEmbedded = async (folder: string | null): Promise<Database> => {
  if (folder !== null) await mkdir(folder, { recursive: true })
  const lock = folder === null ? null : await lockFolder(folder)
  const client = await PGlite.create(folder === null ? 'memory://' : `${folder}/pg`).catch(async (error: unknown) => {
    await lock?.release()
    throw error
  })
  return {
    kind: 'embedded',
    db: overPglite({ client }) as unknown as Db,
    listen: (channel, heard) => client.listen(channel, heard),
    close: async () => {
      await client.close()
      await lock?.release()
    },
  }
}

const openPostgres = async (url: string): Promise<Database> => {
  const pool = new pg.Pool({ connectionString: url, max: 20, connectionTimeoutMillis: 3_000, application_name: 'baton' })
  // An idle connection that breaks is replaced by the pool; whoever uses one sees the error itself.
  pool.on('error', () => {})
  // One that breaks while it is lent out tells its borrower, and says so once more to whoever listens: unheard, that would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return {
    kind: 'postgres',
    db: overPg({ client: pool }) as unknown as Db,
    listen: (channel, heard) => listenForever(url, channel, heard),
    close: () => pool.end(),
  }
}

/** Keeps one connection for NOTIFY, made anew when it breaks. What was said meanwhile is lost: it is a hint, never the truth. */
const listenForever = async (url: string, channel: string, heard: (payload: string) => void) => {
  let stopped = false
  let client: pg.Client | undefined
  let again: NodeJS.Timeout | undefined
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'baton-listen' })
    const retry = () => {
      if (stopped || client !== next) return
      client = undefined
      again = setTimeout(() => void connect().catch(() => {}), 1_000)
    }
    client = next
    next.on('error', retry)
    next.on('end', retry)
    next.on('notification', ({ payload }) => heard(payload ?? ''))
    try {
      await next.connect()
      await next.query(`listen ${channel}`)
    } catch (error) {
      retry()
      throw error
    }
  }
  await connect()
  return async () => {
    stopped = true
    clearTimeout(again)
    await client?.end().catch(() => {})
  }
}

/** Whether this error says that the database cannot be reached or is going down, so that trying again later makes sense. */
export const isUnavailable = (error: unknown): boolean => {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : ''
    if (/^(08|57P0[123]|53300)/.test(code) || /^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|ENOENT)/.test(code)) return true
    if (/Connection terminated|is not queryable|timeout exceeded when trying to connect|PGlite is closed|Cannot use a pool after calling end/.test(at.message)) return true
  }
  return false
}

export const isUniqueViolation = (error: unknown): boolean => {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('code' in at && at.code === '23505') return true
  }
  return false
}

