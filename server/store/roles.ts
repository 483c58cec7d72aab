import { sql } from 'drizzle-orm'
import { type Database, rowsOf } from './query.ts'

/**
 * Proves at each start that isolation holds: baton_app bypasses nothing, sees nothing without a workspace, and on PostgreSQL
 * the log-in itself is an ordinary one (the embedded database has only a superuser, and nobody else can log in to it).
 */
export const proveRoles = async ({ db, kind }: Database): Promise<void> => {
  if (kind === 'postgres') {
    const [login] = await rowsOf<{ bypasses: boolean }>(
      db,
      sql`select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = session_user`,
    )
    if (login?.bypasses) {
      throw new Error(
        'DATABASE_URL logs in as a superuser or with BYPASSRLS, which would switch off the isolation of workspaces. Give Baton an ordinary log-in that owns its database.',
      )
    }
  }
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local role baton_app`)
    const [role] = await rowsOf<{ bypasses: boolean; rows: number }>(
      tx,
      sql`select (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as bypasses, (select count(*)::int from people) as rows`,
    )
    if (role === undefined || role.bypasses || role.rows !== 0) {
      throw new Error(
        'The role baton_app can see rows of any workspace: its rights were changed. Baton does not start like this.',
      )
    }
  })
}
