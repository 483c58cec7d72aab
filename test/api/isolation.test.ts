import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accept } from '../../server/actions/accept.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import { rowsOf } from '../../server/store/query.ts'
import * as handoffTables from '../../server/store/handoffTables.ts'
import * as workspaceTables from '../../server/store/workspaceTables.ts'
import { inEngine } from '../../server/store/transaction.ts'
import { demoRequest, lead, leadRef, press } from '../support/builders.ts'
import { createWorld, type World } from '../support/world.ts'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const TABLES = [...Object.values(handoffTables), ...Object.values(workspaceTables)].filter((table) =>
  is(table, PgTable),
)

test('a query without any WHERE sees the rows of its own workspace alone', async () => {
  const [one, other] = [await world.workspace(), await world.workspace()]
  for (const { id } of [one, other]) {
    const ref = leadRef()
    world.crm.put(lead(ref))
    await receiveSignal(world.env, id, demoRequest(ref))
  }
  for (const table of TABLES) {
    const rows = await world.read(one.id, ({ db }) =>
      rowsOf<{ workspace_id: string }>(db, sql`select workspace_id from ${sql.identifier(getTableName(table))}`),
    )
    expect(
      rows.filter((row) => row.workspace_id !== one.id),
      getTableName(table),
    ).toEqual([])
  }
})

test('outside of a workspace nothing is seen', async () => {
  for (const table of TABLES) {
    const seen = inEngine(world.env.database, (db) =>
      rowsOf(db, sql`select 1 from ${sql.identifier(getTableName(table))}`),
    )
    expect(await seen, getTableName(table)).toEqual([])
  }
})

test('a row cannot be written into another workspace', async () => {
  const [one, other] = [await world.workspace(), await world.workspace()]
  const smuggle = world.read(one.id, ({ db }) =>
    db.insert(workspaceTables.teams).values({ workspaceId: other.id, id: 'spies', name: 'Spies', managerId: null }),
  )
  await expect(smuggle).rejects.toThrow()
})

test('what is append-only cannot be changed', async () => {
  const { id } = await world.workspace()
  for (const name of ['events', 'decisions', 'turns', 'steps', 'acts', 'audit', 'playbooks']) {
    const change = world.read(id, ({ db }) =>
      db.execute(sql`update ${sql.identifier(name)} set workspace_id = workspace_id`),
    )
    await expect(change, name).rejects.toThrow()
    const removal = world.read(id, ({ db }) => db.execute(sql`delete from ${sql.identifier(name)}`))
    await expect(removal, name).rejects.toThrow()
  }
})

test('a handoff of another workspace looks like none', async () => {
  const [one, other] = [await world.workspace(), await world.workspace()]
  const ref = leadRef()
  world.crm.put(lead(ref))
  const { handoffId = '' } = await receiveSignal(world.env, one.id, demoRequest(ref))
  expect((await viewRecord(world.env, other.as('ana'), ref)).handoff).toBeNull()
  expect(await accept(world.env, other.as('ana'), press(handoffId))).toEqual({
    outcome: 'refused',
    refusal: 'not_found',
  })
})

test('every table is described as the database has it, under forced row-level security, with the workspace first in each key', async () => {
  const columns = await rowsOf<{ table: string; column: string }>(
    world.env.database.db,
    sql`select table_name as "table", column_name as "column" from information_schema.columns where table_schema = 'public'`,
  )
  const indexes = await rowsOf<{ table: string; definition: string }>(
    world.env.database.db,
    sql`select tablename as "table", indexdef as definition from pg_indexes where schemaname = 'public' and indexdef like '%UNIQUE%'`,
  )
  const forced = await rowsOf<{ name: string }>(
    world.env.database.db,
    sql`select relname as name from pg_class where relrowsecurity and relforcerowsecurity`,
  )
  for (const table of TABLES) {
    const name = getTableName(table)
    const described = Object.values(getTableColumns(table)).map((column) => column.name)
    expect(described.toSorted(), name).toEqual(
      columns
        .filter((each) => each.table === name)
        .map((each) => each.column)
        .toSorted(),
    )
    expect(forced.map((each) => each.name)).toContain(name)
    for (const { definition } of indexes.filter((each) => each.table === name))
      expect(definition).toMatch(/\(workspace_id/)
  }
})
