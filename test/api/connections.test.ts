import { createTRPCClient, httpLink } from '@trpc/client'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectOnce } from '../../server/crm/registry.ts'
import { connectOdoo } from '../../server/actions/connectOdoo.ts'
import { CrmError } from '../../server/crm/connector.ts'
import type { AppRouter } from '../../server/api/router.ts'
import { findConnection } from '../../server/store/connections.ts'
import { rowsOf } from '../../server/store/query.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { demoRequest, lead, leadRef } from '../support/builders.ts'
import { tellHook } from '../support/crmSide.ts'
import { problemOf } from '../support/lives.ts'
import { type Running, signInAs, startRunning } from '../support/running.ts'

const KEY = 'a-key-that-nobody-may-see'
const ODOO = {
  kind: 'odoo',
  name: 'Odoo',
  baseUrl: 'https://odoo.example/odoo/crm/31?debug=1',
  database: 'sales',
  apiKey: KEY,
} as const

let running: Running
beforeAll(async () => {
  running = await startRunning()
})
afterAll(() => running.close())

const begun = async () => {
  const { world, server } = running
  const { id } = await world.workspace()
  const as = async (person: string) => {
    const { tokens } = await signInAs(world, id, person)
    const headers = { authorization: `Bearer ${tokens.access}` }
    return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${server.url}/trpc`, headers })] })
  }
  const stored = (connection: string) => world.read(id, (tx) => findConnection(tx, connection))
  return { id, ruth: await as('ruth'), as, stored }
}
/** The fields that a refusal names. */
const fieldsOf = (error: unknown): string[] =>
  (error as { data?: { problem?: { errors?: { field: string }[] } } }).data?.problem?.errors?.map(
    ({ field }) => field,
  ) ?? []

describe('connecting a CRM', () => {
  test('keeps the origin and the key, gives a path for its webhook, and shows no key', async () => {
    const { id, ruth, stored } = await begun()
    const status = await ruth.connections.save.mutate(ODOO)
    expect(status).toEqual({
      connection: { id: 'odoo', kind: 'odoo', name: 'Odoo', baseUrl: 'https://odoo.example' },
      setUp: { database: 'sales' },
      hookPath: expect.stringMatching(new RegExp(`^/v1/hooks/${id}\\.odoo\\?secret=[\\w-]{20,}$`)),
      hookHeardAt: null,
      polledAt: null,
      problem: null,
    })
    expect((await stored('odoo'))?.secret).toEqual({ apiKey: KEY, database: 'sales' })
    expect(await ruth.connections.status.query()).toContainEqual(status)
  })

  test('a stored key is never sent to another address: it is to be given anew', async () => {
    const { ruth, stored } = await begun()
    await ruth.connections.save.mutate(ODOO)
    const elsewhere = { ...ODOO, id: 'odoo', baseUrl: 'https://elsewhere.example', apiKey: undefined }
    for (const ask of [ruth.connections.check, ruth.connections.save]) {
      const refusal = await ask.mutate(elsewhere).catch((error: unknown) => error)
      expect([problemOf(refusal), fieldsOf(refusal)]).toEqual(['urn:baton:problem:invalid-field', ['apiKey']])
    }
    expect((await stored('odoo'))?.baseUrl).toBe('https://odoo.example')
  })

  test('needs a key the first time, by name, and keeps it afterwards where none is given', async () => {
    const { ruth, stored } = await begun()
    const { apiKey: _, ...keyless } = ODOO
    const refusal = await ruth.connections.save.mutate(keyless).catch((error: unknown) => error)
    expect([problemOf(refusal), fieldsOf(refusal)]).toEqual(['urn:baton:problem:invalid-field', ['apiKey']])
    const { hookPath } = await ruth.connections.save.mutate(ODOO)
    const edited = await ruth.connections.save.mutate({ ...keyless, id: 'odoo', name: 'Sales', login: 'ruth' })
    expect(edited).toMatchObject({ connection: { name: 'Sales' }, setUp: { login: 'ruth' }, hookPath })
    expect((await stored('odoo'))?.secret).toEqual({ apiKey: KEY, database: 'sales', login: 'ruth' })
  })

  test('to the same CRM again is the same connection, at another address a second, and one address is one CRM', async () => {
    const { ruth } = await begun()
    await ruth.connections.save.mutate(ODOO)
    expect((await ruth.connections.save.mutate(ODOO)).connection.id).toBe('odoo')
    const second = { ...ODOO, baseUrl: 'https://odoo2.example' }
    expect((await ruth.connections.save.mutate(second)).connection.id).toBe('odoo_2')
    for (const taken of [
      { ...ODOO, database: 'other' },
      { ...second, id: 'odoo_2', baseUrl: ODOO.baseUrl },
    ]) {
      const refusal = await ruth.connections.save.mutate(taken).catch((error: unknown) => error)
      expect([problemOf(refusal), fieldsOf(refusal)]).toEqual(['urn:baton:problem:invalid-field', ['baseUrl']])
    }
    expect(await ruth.connections.list.query()).toHaveLength(3)
  })

  test('another database is refused while handoffs of the present one are open: they would be written to strangers', async () => {
    const { id, ruth, stored } = await begun()
    await ruth.connections.save.mutate(ODOO)
    const other = { ...ODOO, id: 'odoo', database: 'other' }
    expect((await ruth.connections.save.mutate(other)).setUp).toEqual({ database: 'other' })
    const ref = { ...leadRef(), connection: 'odoo' }
    running.world.crm.put(lead(ref))
    expect((await receiveSignal(running.world.env, id, demoRequest(ref))).outcome).toBe('opened')
    const refusal = await ruth.connections.save.mutate({ ...ODOO, id: 'odoo' }).catch((error: unknown) => error)
    expect([problemOf(refusal), fieldsOf(refusal)]).toEqual(['urn:baton:problem:invalid-field', ['database']])
    expect((await stored('odoo'))?.secret.database).toBe('other')
  })

  test.each([
    ['a password in the address', { baseUrl: 'https://ruth:secret@odoo.example' }, 'baseUrl'],
    ['an address that is no web address', { baseUrl: 'ftp://odoo.example' }, 'baseUrl'],
    ['no name', { name: '  ' }, 'name'],
  ])('refuses %s', async (_what, wrong, field) => {
    const { ruth } = await begun()
    const refusal = await ruth.connections.save.mutate({ ...ODOO, ...wrong }).catch((error: unknown) => error)
    expect([problemOf(refusal), fieldsOf(refusal)]).toEqual(['urn:baton:problem:invalid-field', [field]])
    expect(JSON.stringify(refusal)).not.toContain('secret@')
  })

  test('of another kind or workspace is not found', async () => {
    const { ruth } = await begun()
    const other = await begun()
    await other.ruth.connections.save.mutate(ODOO)
    for (const id of ['crm', 'odoo', 'nothing']) {
      for (const call of [ruth.connections.save, ruth.connections.check])
        expect(await call.mutate({ ...ODOO, id }).catch(problemOf)).toBe('urn:baton:problem:not-found')
    }
  })

  test('is written into the audit log with who and what, and its key is nowhere but where it is needed', async () => {
    const { id, ruth } = await begun()
    await ruth.connections.save.mutate(ODOO)
    await ruth.connections.save.mutate({ ...ODOO, id: 'odoo', baseUrl: 'https://new.example', apiKey: `${KEY}-2` })
    await ruth.connections.check.mutate({ ...ODOO, id: 'odoo' })
    await running.world.sweep()
    const lines = await running.world.read(id, ({ db }) =>
      rowsOf<{ act: string; actor_id: string; body: object }>(
        db,
        sql`select act, actor_id, body from audit where target = 'odoo' order by at, id`,
      ),
    )
    expect(lines).toMatchObject([
      { act: 'connection.created', actor_id: 'ruth' },
      {
        act: 'connection.changed',
        actor_id: 'ruth',
        body: { baseUrl: 'https://new.example', baseUrlBefore: 'https://odoo.example', changed: 'baseUrl,apiKey' },
      },
    ])
    expect(JSON.stringify([lines, running.world.logged])).not.toContain(KEY)
    const answers = [await ruth.connections.list.query(), await ruth.connections.status.query()]
    expect(JSON.stringify(answers)).not.toContain(KEY)
  })

  test('by the server’s own variables is the same connection', async () => {
    const { id, ruth } = await begun()
    const { env } = running.world
    const variables = { url: 'https://odoo.example/', database: 'sales', apiKey: KEY }
    const path = await connectOdoo(env, id, variables)
    expect(await ruth.connections.save.mutate(ODOO)).toMatchObject({ hookPath: path })
    expect(await connectOdoo(env, id, variables)).toBe(path)
  })
})

test('a check tries what is typed in with the people of the workspace, and keeps nothing', async () => {
  const { id, ruth, stored } = await begun()
  const checks = await ruth.connections.check.mutate(ODOO)
  expect(
    checks
      .find(({ step }) => step === 'people')
      ?.detail.split(', ')
      .toSorted(),
  ).toEqual(['ana@example.com', 'dana@example.com', 'max@example.com', 'ruth@example.com'])
  expect(checks.find(({ step }) => step === 'webhook')?.state).toBe('warning')
  expect(await stored('odoo')).toBeNull()
  // For one that is edited, what was heard at this address counts.
  await ruth.connections.save.mutate(ODOO)
  await tellHook(running.world, id, { ...leadRef(), connection: 'odoo' })
  const again = await ruth.connections.check.mutate({ ...ODOO, id: 'odoo', apiKey: undefined })
  expect(again.find(({ step }) => step === 'webhook')?.state).toBe('ok')
})

test('a rep sees the connections but neither how they fare nor their set-up', async () => {
  const { as } = await begun()
  const ana = await as('ana')
  expect(await ana.connections.list.query()).toHaveLength(1)
  const { status, check, save } = ana.connections
  for (const call of [() => status.query(), () => check.mutate(ODOO), () => save.mutate(ODOO)])
    expect(await call().catch(problemOf)).toBe('urn:baton:problem:not-allowed')
})

test('what a page shows is asked of its CRM: a type, nothing that Baton knows, or that it does not answer', async () => {
  const { as } = await begun()
  const ana = await as('ana')
  expect(await ana.connections.typeAt.query({ connection: 'crm', place: 'crm' })).toEqual({ type: 'lead' })
  expect(await ana.connections.typeAt.query({ connection: 'crm', place: 'calendar' })).toEqual({ type: null })
  expect(await ana.connections.typeAt.query({ connection: 'none', place: 'crm' })).toEqual({ type: null })
  running.world.crm.failNext(1, new CrmError('Odoo says: Traceback', { retry: true }))
  const refusal = await ana.connections.typeAt
    .query({ connection: 'crm', place: 'crm' })
    .catch((error: unknown) => error)
  expect(problemOf(refusal)).toBe('urn:baton:problem:crm-unavailable')
  expect(JSON.stringify(refusal)).not.toContain('Traceback')
})

test('an edited key makes a new connector, and the one with the old key is let go', () => {
  const connect = connectOnce()
  const config = {
    id: 'crm',
    kind: 'demo',
    baseUrl: 'https://crm.example',
    secret: { apiKey: 'old' },
    hookSecret: 's',
  } as const
  const first = connect(config)
  expect(connect({ ...config })).toBe(first)
  const edited = connect({ ...config, secret: { apiKey: 'new' } })
  expect(edited).not.toBe(first)
  expect(connect({ ...config, secret: { apiKey: 'new' } })).toBe(edited)
  expect(connect(config)).not.toBe(first)
})
