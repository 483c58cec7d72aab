import { getTableName, is, sql } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { appRouter } from '../../server/api/router.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import * as handoffTables from '../../server/store/handoffTables.ts'
import { rowsOf } from '../../server/store/query.ts'
import * as workspaceTables from '../../server/store/workspaceTables.ts'
import { ask, type Caller, CALLERS, comparable, listen, proceduresOf, type Target } from '../support/matrix.ts'
import { demoRequest, lead, leadRef, team } from '../support/builders.ts'
import { odoo, RULES } from '../support/rules.ts'
import { type Running, signInAs, startRunning } from '../support/running.ts'
import { recordStatements, withoutWhere } from '../support/statements.ts'

const WHO: Record<Exclude<Caller, 'signed_out'>, string> = { rep: 'ana', manager: 'max', revops: 'otto', admin: 'ruth' }
const CANARY = 'Zanzibarian'
const PROCEDURES = proceduresOf(appRouter)
const ASKED = PROCEDURES.filter(({ type }) => type !== 'subscription')

let running: Running
let own: Target
let foreign: Target
let absent: Target
let before: string
let statements: ReadonlySet<string>
let workspaces: { own: string; foreign: string }
let access: (caller: Caller) => Promise<string | undefined>
let count = 0

/** A workspace with a waiting handoff, whose every id and value begins alike. */
const makeTarget = async (prefix: string): Promise<Target & { workspace: string }> => {
  const { world } = running
  const { people, ...rest } = team()
  const { kind, name, baseUrl, apiKey } = odoo
  const atOdoo = { id: 'odoo', kind, name, baseUrl, secret: { apiKey }, hookSecret: `${prefix}secret-of-a-hook` }
  const connections = [...rest.connections, atOdoo]
  const otto = { id: 'otto', name: 'Otto Lind', email: 'otto@example.com', role: 'revops' as const, teamId: null }
  const mine = JSON.parse(
    JSON.stringify({ ...rest, connections, people: [...people, { ...otto, calendarId: 'office' }] }).replaceAll(
      /"(\w+)":"(ana|dana|max|ruth|otto|nordlys|crm|odoo|inbound|sdr)"/g,
      (_, field: string, id: string) => `"${field}":"${field === 'kind' ? '' : prefix}${id}"`,
    ),
  ) as ReturnType<typeof team>
  if (prefix !== '') for (const person of mine.people) person.name = `${CANARY} ${person.name}`
  const { id: workspace } = await world.workspace(mine)
  const ref = { ...leadRef(`${prefix}lead-${(count += 1)}`), connection: `${prefix}crm` }
  world.crm.put(lead(ref, prefix === '' ? {} : { buyer: { name: CANARY, email: `${CANARY}@nordlys.com` } }))
  const { handoffId = '' } = await receiveSignal(world.env, workspace, demoRequest(ref))
  const { tokens } = await signInAs(world, workspace, `${prefix}dana`)
  return {
    workspace,
    handoffId,
    recordId: ref.id,
    connectionId: ref.connection,
    odooId: `${prefix}odoo`,
    personId: `${prefix}dana`,
    teamId: `${prefix}inbound`,
    turnId: `${prefix}turn`,
    refresh: tokens.refresh,
  }
}

beforeAll(async () => {
  running = await startRunning()
  await running.world.at('2026-11-23T10:00:00Z')
  const { workspace, ...here } = await makeTarget('')
  own = here
  const { workspace: elsewhere, ...there } = await makeTarget('foreign-')
  foreign = there
  workspaces = { own: workspace, foreign: elsewhere }
  before = await contents(elsewhere)
  statements = recordStatements()
  absent = Object.fromEntries(Object.entries(foreign).map(([name, value]) => [name, turned(value)])) as Target
  access = async (caller) =>
    caller === 'signed_out' ? undefined : (await signInAs(running.world, workspace, WHO[caller])).tokens.access
})
afterAll(() => running.close())

/** A name of the same length and form that nobody has. */
const turned = (name: string): string =>
  name
    .replaceAll('foreign', 'missing')
    .replaceAll(/[0-9a-f]/g, (digit) => '123456789abcdef0'['0123456789abcdef'.indexOf(digit)] ?? '')

test('every procedure of the router is listed, and none besides', () => {
  expect(PROCEDURES.map(({ path }) => path).toSorted()).toEqual(Object.keys(RULES).toSorted())
})

describe.each(ASKED)('$path', (procedure) => {
  const rule = RULES[procedure.path] ?? { for: [] }
  const asked = async (caller: Caller, target: Target) =>
    ask(running.server.url, procedure, rule.input?.(target, `cell-${(count += 1)}`), await access(caller))

  test.each(CALLERS)('asked by: %s', async (caller) => {
    const isFor = rule.for.includes(caller)
    const refusal = isFor ? undefined : `urn:baton:problem:${caller === 'signed_out' ? 'signed-out' : 'not-allowed'}`
    for (const target of rule.input === undefined ? [own] : [own, foreign, absent]) {
      const answer = await asked(caller, target)
      expect(answer.status, answer.body).toBeLessThan(500)
      expect(answer.body).not.toContain(CANARY)
      if (rule.bearer) continue
      if (refusal === undefined) expect(answer.problem ?? '').not.toMatch(/not-allowed|signed-out/)
      else expect(answer.problem).toBe(refusal)
    }
  })

  if (rule.input !== undefined && !rule.bearer)
    test.each(CALLERS)('foreign looks like absent to: %s', async (caller) => {
      const [there, nowhere] = [await asked(caller, foreign), await asked(caller, absent)]
      expect(comparable(there, foreign)).toBe(comparable(nowhere, absent))
    })

  test('it does something for somebody at its own', async () => {
    const outcomes = await Promise.all(rule.for.map((caller) => asked(caller, own)))
    expect(outcomes.some(({ status }) => status === 200)).toBe(rule.fails !== true)
  })
})

test('nothing of the other workspace has changed but the sessions that its own tokens renewed and ended', async () => {
  expect(await contents(workspaces.foreign)).toBe(before)
})

describe('changes', () => {
  test('there is no other open line', () => {
    expect(PROCEDURES.filter(({ type }) => type === 'subscription').map(({ path }) => path)).toEqual(['changes'])
  })

  test.each(CALLERS)('asked by: %s', async (caller) => {
    const line = await listen(running.server.url, await access(caller))
    expect(line !== null).toBe(RULES.changes?.for.includes(caller))
    if (line === null) return
    // The foreign one first: when the own one has arrived, it would have too.
    for (const [workspace, { connectionId, recordId }] of [
      [workspaces.foreign, foreign],
      [workspaces.own, own],
    ] as const) {
      const record = { connection: connectionId, type: 'lead' as const, id: recordId }
      await receiveSignal(running.world.env, workspace, demoRequest(record))
    }
    await vi.waitFor(() => expect(line.heard.map(({ handoffId }) => handoffId)).toContain(own.handoffId), 20_000)
    expect(JSON.stringify(line.heard)).not.toMatch(/foreign-/)
    expect(line.heard.map(({ handoffId }) => handoffId)).not.toContain(foreign.handoffId)
    line.close()
  })
})

describe('afterwards', () => {
  test('a query with its WHERE removed yields no foreign row, where a role that may see all would', async () => {
    const stripped = [...statements].flatMap((statement) => withoutWhere(statement) ?? [])
    expect(stripped.length).toBeGreaterThan(20)
    const shown = async (rows: Promise<unknown[]>) => /foreign-|Zanzibarian/.test(JSON.stringify(await rows))
    const leaks: string[] = []
    let dangerous = 0
    for (const statement of stripped) {
      const rows = running.world.read(workspaces.own, ({ db }) => rowsOf(db, sql.raw(statement)))
      if (await shown(rows)) leaks.push(statement)
      // The embedded database logs in as a superuser, whom no policy holds.
      const { db, kind } = running.world.env.database
      if (kind === 'embedded' && (await shown(rowsOf(db, sql.raw(statement))))) dangerous += 1
    }
    expect(leaks).toEqual([])
    if (running.world.env.database.kind === 'embedded') expect(dangerous).toBeGreaterThan(10)
  })
})

const SESSIONS = new Set(['families', 'tokens', 'audit'])

const contents = async (workspace: string): Promise<string> => {
  const tables = [...Object.values(handoffTables), ...Object.values(workspaceTables)].filter((table) =>
    is(table, PgTable),
  )
  const parts = tables
    .map(getTableName)
    .filter((name) => !SESSIONS.has(name))
    .map((name) =>
      running.world.read(workspace, ({ db }) =>
        rowsOf<{ row: string }>(db, sql`select t::text as row from ${sql.identifier(name)} t order by 1`),
      ),
    )
  return JSON.stringify(await Promise.all(parts))
}
