import { sql } from 'drizzle-orm'
import { readdir, readFile } from 'node:fs/promises'
import { type Database, type Db, rowsOf } from './query.ts'

const FOLDER = new URL('./migrations/', import.meta.url)

/**
 * Applies the SQL files of `migrations/` that this database has not seen, all in one transaction, in the order of their names.
 * `upTo`: the last one, for whoever wants an older schema.
 */
export const migrate = async ({ db }: Database, upTo = '9999'): Promise<void> => {
  await makeRoles(db)
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(724011)`)
    await tx.execute(
      sql`create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())`,
    )
    const applied = new Set(
      (await rowsOf<{ name: string }>(tx, sql`select name from migrations`)).map(({ name }) => name),
    )
    const names = (await readdir(FOLDER)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).toSorted()
    for (const name of names.filter((each) => !applied.has(each) && each.slice(0, 4) <= upTo)) {
      await runScript(tx, await readFile(new URL(name, FOLDER), 'utf8'))
      await tx.execute(sql`insert into migrations (name) values (${name})`)
    }
  })
}

/** Roles belong to the cluster: they may exist from another database, and making them needs CREATEROLE once. */
const makeRoles = async (db: Db): Promise<void> => {
  const [row] = await rowsOf<{ ready: boolean }>(
    db,
    sql`select count(*) = 2 as ready from pg_roles where rolname in ('baton_app', 'baton_engine') and pg_has_role(current_user, oid, 'member')`,
  )
  if (row?.ready) return
  const script = await readFile(new URL('roles.sql', FOLDER), 'utf8')
  await db
    .transaction((tx) => runScript(tx, script))
    .catch((cause: unknown) => {
      throw new Error(
        'The roles baton_app and baton_engine are missing and this log-in may not make them: run server/store/migrations/roles.sql as an administrator, then grant both to this log-in.',
        { cause },
      )
    })
}

/** Statements end with `;` at the end of a line outside of `$$ … $$`: the one form that both drivers take singly. */
const runScript = async (db: Db, script: string): Promise<void> => {
  for (const statement of splitStatements(script)) await db.execute(sql.raw(statement))
}

const splitStatements = (script: string): string[] => {
  const statements: string[] = []
  let open: string[] = []
  let isQuoted = false
  for (const line of script.split('\n')) {
    if (/^\s*--/.test(line) && !isQuoted) continue
    open.push(line)
    if ((line.match(/\$\$/g) ?? []).length % 2 === 1) isQuoted = !isQuoted
    if (!isQuoted && /;\s*$/.test(line)) {
      statements.push(open.join('\n'))
      open = []
    }
  }
  return statements.filter((statement) => statement.trim() !== '')
}
