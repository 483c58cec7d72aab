import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { openDatabase } from '../../server/store/database.ts'
import { migrate } from '../../server/store/migrate.ts'
import { rowsOf } from '../../server/store/query.ts'
import { recordState } from '../../server/store/recordStates.ts'
import { inWorkspace } from '../../server/store/transaction.ts'
import { freshDatabase } from '../support/world.ts'

const REF = { connection: 'crm', type: 'lead' as const, id: '7' }

test('a filled database of the first schema knows after its upgrade which owners it has written, and holds every policy', async () => {
  const { address, remove } = await freshDatabase()
  const database = await openDatabase(address, '0001')
  try {
    const write = (id: string, state: string, owner: string) =>
      inWorkspace(database, 'old', 'test', ({ db }) =>
        db.execute(sql`insert into deliveries (workspace_id, id, lane, kind, body, state, created_at) values ('old', ${id},
          'crm/lead/7', 'crm_write', ${JSON.stringify({ kind: 'crm_write', ref: REF, write: { kind: 'owner', ownerEmail: owner } })}::jsonb,
          ${state}, now())`),
      )
    await write('first', 'done', 'dana@example.com')
    await write('last', 'done', ' Ana@Example.com')
    await write('waiting', 'due', 'max@example.com')
    await migrate(database)
    const { owner } = await inWorkspace(database, 'old', 'test', (tx) => recordState(tx, REF))
    expect(owner).toEqual({ emails: ['ana@example.com'], name: null })
    expect(await inWorkspace(database, 'other', 'test', (tx) => recordState(tx, REF))).toMatchObject({ owner: null })
    const unforced = await rowsOf<{ name: string }>(
      database.db,
      sql`select relname as name from pg_class c join pg_namespace n on n.oid = relnamespace
          where nspname = 'public' and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)
          and exists (select from information_schema.columns where table_name = relname and column_name = 'workspace_id')`,
    )
    expect(unforced).toEqual([])
  } finally {
    await database.close()
    await remove()
  }
})
