import { sql } from 'drizzle-orm'
import { randomBytes } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import pg from 'pg'
import type { Environment, Actor } from '../../server/actions/environment.ts'
import { makeEngine } from '../../server/engine/engine.ts'
import type { Log } from '../../server/log.ts'
import { makeEnvironment } from '../../server/environment.ts'
import type { DatabaseAddress } from '../../server/store/database.ts'
import { rowsOf } from '../../server/store/query.ts'
import { inWorkspace, type Tx } from '../../server/store/transaction.ts'
import { setUpWorkspace, type NewWorkspace } from '../../server/actions/setUpWorkspace.ts'
import { createFakeCrm, type FakeCrm } from './fakeCrm.ts'
import { team } from './builders.ts'

/** A database, a CRM and a clock of one's own: the whole server but its HTTP face. */
export type World = {
  env: Environment
  crm: FakeCrm
  /** What was logged, a line each. */
  logged: string[]
  /** A fresh workspace for one test; resolves to the way to act as one of its people. */
  workspace(overrides?: Partial<NewWorkspace>): Promise<{ id: string; as: (person: string) => Actor }>
  /** Sets the database's time to this instant; from there it runs on. */
  at(instant: string): Promise<void>
  /** Moves the time on and does what fell due, one stretch to the next step. */
  fastForward(duration: string): Promise<void>
  sweep(): Promise<number>
  now(): Promise<number>
  read<T>(workspace: string, work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** On the embedded database in memory, or on the PostgreSQL that the suite was started with. */
export const createWorld = async (connect?: Environment['connect']): Promise<World> => {
  const crm = createFakeCrm()
  const logged: string[] = []
  const log: Log = (happening, values) => logged.push(JSON.stringify({ happening, ...values }))
  const place = await freshDatabase()
  const env = await makeEnvironment(place.address, connect ?? (() => crm))
  const engine = makeEngine(env, log)
  const setOffset = (ms: number) => env.database.db.execute(sql`update clock set offset_ms = ${Math.round(ms)}`)
  const offset = async () =>
    Number((await rowsOf<{ ms: number }>(env.database.db, sql`select offset_ms::float8 as ms from clock`))[0]?.ms)
  const now = async () =>
    Number(
      (
        await rowsOf<{ ms: number }>(
          env.database.db,
          sql`select (extract(epoch from baton_now()) * 1000)::float8 as ms`,
        )
      )[0]?.ms,
    )
  return {
    env,
    crm,
    logged,
    workspace: async (overrides = {}) => {
      const id = `w${randomBytes(6).toString('hex')}`
      const input = { ...team(), id, ...overrides }
      await setUpWorkspace(env, input)
      const roles = new Map(input.people.map((person) => [person.id, person.role]))
      return { id, as: (person) => ({ workspace: id, person, role: roles.get(person) ?? 'rep' }) }
    },
    at: async (instant) => {
      await setOffset(Date.parse(instant) - Date.now())
    },
    fastForward: async (duration) => {
      await setOffset((await offset()) + durationMs(duration))
      await engine.sweep()
    },
    sweep: engine.sweep,
    now,
    read: (workspace, work) => inWorkspace(env.database, workspace, 'test', work),
    close: async () => {
      await env.database.close()
      await place.remove()
    },
  }
}

/**
 * A database that nobody has used: in memory, or created on the suite's cluster and dropped afterwards. `bare`: without a schema; else
 * it may have the latest.
 */
export const freshDatabase = async ({ bare = false } = {}): Promise<{
  address: DatabaseAddress
  remove: () => Promise<void>
}> => {
  const { BATON_TEST_DATABASE_URL: url, BATON_TEST_ADMIN_URL: adminUrl } = process.env
  if (url === undefined || adminUrl === undefined)
    return {
      address: { kind: 'embedded', folder: null, ...(bare ? {} : await migrated()) },
      remove: () => Promise.resolve(),
    }
  const name = `t${randomBytes(8).toString('hex')}`
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: adminUrl })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await admin(`create database ${name} owner baton`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return { address: { kind: 'postgres', url: own.href }, remove: () => admin(`drop database ${name} with (force)`) }
}

/** What a migrated embedded database begins as, in a run of the suites. */
export const migrated = async (): Promise<{ image?: Blob }> => {
  const { BATON_TEST_IMAGE: file } = process.env
  return file === undefined ? {} : { image: await openAsBlob(file) }
}

const UNITS: Record<string, number> = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 }

const durationMs = (duration: string): number => {
  const [, count, unit] = /^([\d.]+) (second|minute|hour|day)s?$/.exec(duration) ?? []
  if (count === undefined || unit === undefined)
    throw new RangeError(`«${duration}» is no duration such as «16 minutes»`)
  return Number(count) * (UNITS[unit] ?? 0)
}
