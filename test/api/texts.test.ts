import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TRPCClientError } from '@trpc/client'
import { clientOf } from '../support/lives.ts'
import { type Running, signInAs, startRunning } from '../support/running.ts'

let running: Running
let ruth: ReturnType<typeof clientOf>
beforeAll(async () => {
  running = await startRunning()
  const { id } = await running.world.workspace()
  ruth = clientOf(running.server.url, (await signInAs(running.world, id, 'ruth')).tokens.access)
})
afterAll(() => running.close())

/** What a refusal says: its status, and each field with what is wrong there. */
const said = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (error: unknown) => {
      const { status, errors } = error instanceof TRPCClientError ? error.data.problem : { status: 0, errors: [] }
      return [status, ...(errors ?? []).map(({ field, detail }: Record<string, string>) => `${field} ${detail}`)]
    },
  )

const SET_UP = { kind: 'odoo', name: 'Odoo', baseUrl: 'https://odoo.example', apiKey: 'a-key' } as const
const REF = { connection: 'crm', type: 'lead', id: '1' } as const
const at = '2026-11-23T10:00:00Z'
const TOUCH = { channel: 'call', outcome: 'spoke_interested', next: { name: 'Call', at } } as const

const PLACES: [field: string, ask: (text: string) => Promise<unknown>][] = [
  ['connection', (text) => ruth.connections.typeAt.query({ connection: text, place: 'crm' })],
  ['place', (text) => ruth.connections.typeAt.query({ connection: 'crm', place: text })],
  ['id', (text) => ruth.connections.save.mutate({ ...SET_UP, id: text })],
  ['id', (text) => ruth.connections.check.mutate({ ...SET_UP, id: text })],
  ['name', (text) => ruth.connections.save.mutate({ ...SET_UP, name: text })],
  ['login', (text) => ruth.connections.save.mutate({ ...SET_UP, login: text })],
  ['record.id', (text) => ruth.handoffs.forRecord.query({ record: { ...REF, id: text } })],
  ['record.connection', (text) => ruth.handoffs.forRecord.query({ record: { ...REF, connection: text } })],
  ['handoffId', (text) => ruth.handoffs.accept.mutate({ handoffId: text, key: 'a-long-key', pressedAt: at })],
  ['key', (text) => ruth.handoffs.accept.mutate({ handoffId: 'h', key: text, pressedAt: at })],
  [
    'note',
    (note) =>
      ruth.handoffs.decline.mutate({
        handoffId: 'h',
        key: 'a-long-key',
        pressedAt: at,
        reason: 'wrong_territory',
        note,
      }),
  ],
  [
    'next.name',
    (name) =>
      ruth.handoffs.logTouch.mutate({ ...TOUCH, next: { name, at }, handoffId: 'h', key: 'a-long-key', pressedAt: at }),
  ],
  ['personId', (text) => ruth.people.newLink.mutate({ personId: text })],
]

describe.each([
  ['a NUL', 'some\0text'],
  ['half a character', 'sometext\ud83d'],
])('%s is refused by its field', (_, text) => {
  test.each(PLACES)('%s', async (field, ask) => {
    expect(await said(ask(text))).toEqual([422, `${field} has a character that is no text`])
  })
})

test.each([
  ['a key', { apiKey: 'abc…' }, 'apiKey has a character that no API key has: copy it from Odoo once more'],
  ['a key in two', { apiKey: 'abc def' }, 'apiKey has a character that no API key has: copy it from Odoo once more'],
  ['a key with a NUL', { apiKey: 'a\0b' }, 'apiKey has a character that no API key has: copy it from Odoo once more'],
  [
    'a database',
    { database: 'Verkäufe…' },
    'database has a character that no database of Odoo has: copy it from Odoo once more',
  ],
])('%s that no header can hold is refused by its name', async (_, wrong, words) => {
  for (const { mutate } of [ruth.connections.save, ruth.connections.check])
    expect(await said(mutate({ ...SET_UP, ...wrong }))).toEqual([422, words])
})

test('an address that is none is refused by its name', async () => {
  expect(await said(ruth.connections.save.mutate({ ...SET_UP, baseUrl: 'odoo' }))).toEqual([
    422,
    'baseUrl Invalid input',
  ])
})
