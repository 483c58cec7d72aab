import { sql } from 'drizzle-orm'
import { failpoint } from '../failpoint.ts'
import { type Database, type Db, isLostRace, rowsOf } from './query.ts'

/** One transaction in one workspace. `now` is the database's time at its start, in epoch milliseconds. */
export type Tx = { db: Db; workspace: string; now: number }

/**
 * Runs `work` in one transaction as baton_app, confined to the workspace. `name` names it in failpoints:
 * `{name}.beforeCommit` and `{name}.afterCommit`. What it throws rolls everything back;
 * `work` is run again when another transaction was in the way, so it changes nothing but the database.
 */
export const inWorkspace = async <T>(
  database: Database,
  workspace: string,
  name: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => {
  const once = () =>
    database.db.transaction(async (db) => {
      const value = await work({ db, workspace, now: await enterWorkspace(db, workspace) })
      failpoint(`${name}.beforeCommit`)
      return value
    })
  const result = await again(once)
  failpoint(`${name}.afterCommit`)
  return result
}

const TRIES = 4

/** Whoever lost a race with another transaction looks once more at what it has left. Nothing of a lost try remains. */
const again = async <T>(once: () => Promise<T>): Promise<T> => {
  for (let left = TRIES - 1; left > 0; left--) {
    try {
      return await once()
    } catch (error) {
      if (!isLostRace(error)) throw error
    }
  }
  return once()
}

/** Confines a running transaction to a workspace and tells the time: one round trip. */
export const enterWorkspace = async (db: Db, workspace: string): Promise<number> => {
  const [row] = await rowsOf<{ now: number | string }>(
    db,
    sql`select set_config('role', 'baton_app', true), set_config('baton.workspace', ${workspace}, true),
        round(extract(epoch from baton_now()) * 1000)::float8 as now`,
  )
  return Number(row?.now)
}

/** A transaction over no workspace: it sees only what the engine's narrow functions return. */
export const inEngine = <T>(database: Database, work: (db: Db) => Promise<T>): Promise<T> =>
  database.db.transaction(async (db) => {
    await db.execute(sql`set local role baton_app`)
    return work(db)
  })
