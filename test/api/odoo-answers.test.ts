import { describe, expect, test } from 'vitest'
import type { ConnectionConfig, Connector, HookRequest } from '../../server/crm/connector.ts'
import { odooConnector } from '../../server/crm/odoo/connector.ts'

const config: ConnectionConfig = {
  id: 'odoo',
  kind: 'odoo',
  baseUrl: 'https://crm.example.com',
  secret: { apiKey: 'canary-key', database: 'crm' },
  hookSecret: 'hook secret',
}
const lead = { connection: 'odoo', type: 'lead', id: '31' } as const
const answering = (respond: () => Response | Promise<Response>): Connector =>
  odooConnector({ config, fetch: async () => respond() })
const neverAnswering: typeof fetch = (_, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
  })

test('a lead that is given away by a user who sees only their own is told as written', async () => {
  let owner: object | undefined = { id: 5, display_name: 'Marc' }
  const connector = odooConnector({
    config,
    fetch: async (input) => {
      const method = String(input).split('/').at(-1)
      if (method === 'search_read') {
        return Response.json([{ id: 6, name: 'Rosa', login: 'rosa@baton.example', email: false, tz: false }])
      }
      if (method === 'write') {
        owner = undefined
        return Response.json(true)
      }
      return Response.json({ records: owner ? [{ user_id: owner, team_id: false, stage_id: false }] : [] })
    },
  })
  expect(await connector.write(lead, { kind: 'owner', ownerEmail: 'rosa@baton.example' }, 'key-of-write')).toEqual({
    differs: expect.stringMatching(/is written/),
  })
})

describe('a webhook call', () => {
  const change = {
    _action: 'Tell Baton(#7)',
    _model: 'crm.lead',
    _id: 31,
    id: 31,
    create_date: '2026-03-02 08:00:00.000001',
    write_date: '2026-03-02 09:00:00.5',
    write_uid: 5,
  }
  const connector = answering(() => Response.json({ uid: 2 }))
  const send = (body: unknown, request: Partial<HookRequest> = {}, to = connector) =>
    to.parseHook({ rawBody: JSON.stringify(body), headers: {}, query: { secret: 'hook secret' }, ...request })

  test('tells of one change, keyed by record and write date', async () => {
    expect(await send(change)).toEqual([{ ref: lead, key: 'crm.lead/31/2026-03-02 09:00:00.5', actor: '5' }])
    expect(await send({ ...change, _model: 'res.partner' })).toMatchObject([{ ref: { type: 'contact', id: '31' } }])
  })

  test('of our own user is an echo, unless it created the record', async () => {
    expect(await send({ ...change, write_uid: 2 })).toEqual([])
    expect(await send({ ...change, write_uid: 2, create_date: change.write_date })).toHaveLength(1)
    expect(await send({ ...change, write_uid: 2, create_date: undefined })).toEqual([])
  })

  test('asks who we are once', async () => {
    let asked = 0
    const counting = answering(() => {
      asked += 1
      return Response.json({ uid: 2 })
    })
    for (const _ of [1, 2, 3]) expect(await send({ ...change, write_uid: 2 }, {}, counting)).toEqual([])
    expect(asked).toBe(1)
  })

  test('is rather told once too often than lost while Odoo does not say who we are', async () => {
    const failing = answering(() => new Response('', { status: 500 }))
    expect(await send({ ...change, write_uid: 2 }, {}, failing)).toHaveLength(1)
    const silent = odooConnector({ config, fetch: neverAnswering })
    expect(await send({ ...change, write_uid: 2 }, {}, silent)).toHaveLength(1)
  })

  test.each<Record<string, string>>([
    {},
    { secret: '' },
    { secret: 'hook secre' },
    { secret: 'hook secret ' },
    { Secret: 'hook secret' },
  ])('with the query %j is refused', async (query) => {
    expect(await send(change, { query })).toBe('refused')
    expect(await send('not even JSON', { query })).toBe('refused')
  })

  test('is refused by a connection that has no secret', async () => {
    const open = odooConnector({ config: { ...config, hookSecret: '' }, fetch })
    expect(await send(change, { query: { secret: '' } }, open)).toBe('refused')
  })

  test.each(['', '{', 'null', '[]', '7'])('with the body «%s» is malformed', async (rawBody) => {
    expect(await send(undefined, { rawBody })).toBe('malformed')
  })

  test.each([
    { _model: 'res.users' },
    { _model: undefined },
    { _id: 0 },
    { _id: '31' },
    { _id: 3.5 },
    { write_date: undefined },
    { write_date: 'yesterday' },
    { write_uid: undefined },
    { write_uid: false },
  ])('with %j is malformed', async (part) => {
    expect(await send({ ...change, ...part })).toBe('malformed')
  })
})

test('an address that a record has in Odoo leads back to it', () => {
  const connector = answering(() => new Response())
  const url = (type: 'lead' | 'deal' | 'contact' | 'company') => connector.recordUrl({ ...lead, type })
  expect([url('lead'), url('deal')]).toEqual(Array(2).fill('https://crm.example.com/odoo/crm/31'))
  expect([url('contact'), url('company')]).toEqual(Array(2).fill('https://crm.example.com/odoo/res.partner/31'))
  expect(connector.recordUrl({ ...lead, id: '../x' })).toBe('https://crm.example.com/odoo/crm/..%2Fx')
})
