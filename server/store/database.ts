import { PGlite } from '@electric-sql/pglite'
import { drizzle as overPg } from 'drizzle-orm/node-postgres'
import { drizzle as overPglite } from 'drizzle-orm/pglite'
import { mkdir } from 'node:fs/promises'
import pg from 'pg'
import { lockFolder } from './lock.ts'
import { migrate } from './migrate.ts'
import type { Database, Db } from './query.ts'
import { proveRoles } from './roles.ts'

export type DatabaseAddress =
  | { kind: 'embedded'; folder: string | null; image?: Blob }
  | { kind: 'postgres'; url: string }

/**
 * Opens, migrates and proves that the working role cannot bypass row-level security. `folder: null` keeps all in memory. A new one
 * begins as the `image` that was dumped of another, where one is given.
 * Throws `FolderInUse` when another server has the folder, and a sentence when PostgreSQL's log-in is too powerful. `upTo`: the last
 * migration to apply, for whoever wants an older schema.
 */
export const openDatabase = async (address: DatabaseAddress, upTo?: string): Promise<Database> => {
  const database = address.kind === 'embedded' ? await openEmbedded(address) : await openPostgres(address.url)
  try {
    await migrate(database, upTo)
    await proveRoles(database)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

const openEmbedded = async ({ folder, image }: DatabaseAddress & { kind: 'embedded' }): Promise<Database> => {
  if (folder !== null) await mkdir(folder, { recursive: true })
  const lock = folder === null ? null : await lockFolder(folder)
  const begun = image === undefined ? {} : { loadDataDir: image }
  const client = await PGlite.create(folder === null ? 'memory://' : `${folder}/pg`, begun).catch(
    async (error: unknown) => {
      await lock?.release()
      throw error
    },
  )
  return {
    kind: 'embedded',
    db: overPglite({ client }) as unknown as Db,
    listen: async (channel, heard) => {
      const stop = await client.listen(channel, heard)
      return async () => {
        if (!client.closed) await stop()
      }
    },
    close: async () => {
      await client.close()
      await lock?.release()
    },
  }
}

const openPostgres = async (url: string): Promise<Database> => {
  const pool = new pg.Pool({
    connectionString: url,
    max: 20,
    connectionTimeoutMillis: 3_000,
    // A database that hangs is one that does not answer; a server that vanished must not hold its locks.
    query_timeout: 20_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 15_000,
    keepAlive: true,
    application_name: 'baton',
  })
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
