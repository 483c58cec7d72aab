import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openHandoffs } from '../../server/store/handoffs.ts'
import { demoRequest, lead, leadRef } from '../support/builders.ts'
import { intakeKey, type Running, startRunning } from '../support/running.ts'
import type { RecordRef } from '../../shared/record.ts'

let running: Running
let key: string
let ref: RecordRef

beforeAll(async () => {
  running = await startRunning()
})
afterAll(() => running.close())
beforeEach(async () => {
  await running.world.at('2026-11-23T10:00:00Z')
  const { id } = await running.world.workspace()
  key = await intakeKey(running.world, id)
  ref = leadRef()
  running.world.crm.put(lead(ref))
})

/** One answer, one of several, or a problem: each test looks at the part that it expects. */
type Answer = {
  outcome: string
  handoffId: string
  errors: { field: string }[]
  problem: { errors: object[] }
} & Answer[]

const post = async (
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; type: string | null; body: Answer }> => {
  const response = await fetch(`${running.server.url}/v1/signals`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: (await response.json()) as Answer,
  }
}

test('a signal is answered with what became of it, and again with the same handoff', async () => {
  const signal = demoRequest(ref)
  const first = await post(signal)
  expect(first).toMatchObject({
    status: 202,
    body: { signalId: signal.id, outcome: 'opened', handoffId: expect.any(String) },
  })
  expect((await post(signal)).body).toEqual({ ...first.body, outcome: 'duplicate' })
})

test('a kind that no trigger names is kept and ignored', async () => {
  expect((await post(demoRequest(ref, { kind: 'page_view' }))).body).toMatchObject({ outcome: 'ignored' })
})

const REFUSED: [
  what: string,
  body: () => unknown,
  headers: Record<string, string>,
  status: number,
  type: string,
  field: string | null,
][] = [
  ['no key', () => demoRequest(ref), { authorization: '' }, 401, 'wrong-key', null],
  [
    'a key of nobody',
    () => demoRequest(ref),
    { authorization: 'Bearer w000.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' },
    401,
    'wrong-key',
    null,
  ],
  ['malformed JSON', () => '{"id": ', {}, 400, 'malformed-json', null],
  ['an unknown top-level field', () => ({ ...demoRequest(ref), utm: 'x' }), {}, 422, 'unknown-field', 'utm'],
  ['a missing field', () => ({ ...demoRequest(ref), kind: undefined }), {}, 422, 'invalid-field', 'kind'],
  [
    'a bad address',
    () => demoRequest(ref, { buyer: { email: 'maria at nordlys' } }),
    {},
    422,
    'invalid-field',
    'buyer.email',
  ],
  ['a NUL in a text', () => demoRequest(ref, { source: 'web\0site' }), {}, 422, 'invalid-field', 'source'],
  [
    'half a character',
    () => demoRequest(ref, { fields: { message: 'x\ud83d' } }),
    {},
    422,
    'invalid-field',
    'fields.message',
  ],
  [
    'a time before time',
    () => demoRequest(ref, { occurredAt: '0000-01-01T00:00:00Z' }),
    {},
    422,
    'invalid-field',
    'occurredAt',
  ],
  [
    'a time to come',
    () => demoRequest(ref, { occurredAt: '2026-11-24T10:00:00Z' }),
    {},
    422,
    'invalid-field',
    'occurredAt',
  ],
  [
    'an unknown CRM',
    () => demoRequest({ ...ref, connection: 'salesforce' }),
    {},
    422,
    'unknown-connection',
    'record.connection',
  ],
  ['a record that is gone', () => demoRequest({ ...ref, id: '404404' }), {}, 422, 'record-gone', 'record.id'],
  ['a body over 256 kB', () => demoRequest(ref, { fields: { blob: 'x'.repeat(300_000) } }), {}, 413, 'too-large', null],
]

test.each(REFUSED)(
  '%s is refused with a problem that names the field',
  async (_, body, headers, status, type, field) => {
    const answer = await post(body(), headers)
    expect(answer).toMatchObject({
      status,
      type: 'application/problem+json',
      body: { type: `urn:baton:problem:${type}`, status },
    })
    if (field !== null) expect(answer.body.errors.map(({ field }) => field)).toEqual([field])
  },
)

test('a bad one in a batch is answered by its place and field, and the others are taken', async () => {
  const others = [demoRequest(ref), demoRequest(ref)]
  const { status, body } = await post([
    others[0],
    { ...demoRequest(ref), record: { ...ref, type: 'house' } },
    others[1],
  ])
  expect(status).toBe(202)
  expect(body.map(({ outcome }) => outcome)).toEqual(['opened', 'rejected', 'joined'])
  expect(body[1]?.problem.errors).toEqual([{ field: '1.record.type', detail: expect.any(String) }])
})

test('a CRM that is down holds nobody up: the record is read when it answers', async () => {
  running.world.crm.failNext(2)
  expect((await post(demoRequest(ref, { buyer: undefined }))).body).toMatchObject({ outcome: 'opened' })
})

test('a record that was there and is gone now opens nothing', async () => {
  await post(demoRequest(ref))
  running.world.crm.remove(ref)
  await running.world.fastForward('11 minutes')
  expect((await post(demoRequest(ref))).body).toMatchObject({ type: 'urn:baton:problem:record-gone' })
})

test('a CRM webhook is answered at once, and the buyer behind it gets a handoff', async () => {
  const { id } = await running.world.workspace()
  running.world.crm.put(
    lead(ref, { request: { kind: 'demo_request', source: 'website', occurredAt: '2026-11-23T10:00:00Z' } }),
  )
  const call = (): Promise<Response> =>
    fetch(`${running.server.url}/v1/hooks/${id}.crm`, {
      method: 'POST',
      body: JSON.stringify([{ ref, key: `${ref.id}-1` }]),
    })
  expect((await call()).status).toBe(202)
  expect((await call()).status).toBe(202)
  await running.world.sweep()
  const handoffs = await running.world.read(id, (tx) => openHandoffs(tx, ref))
  expect(handoffs).toHaveLength(1)
  expect((await fetch(`${running.server.url}/v1/hooks/${id}.other`, { method: 'POST', body: '[]' })).status).toBe(404)
})

test('nothing secret and nothing of the buyer is logged', async () => {
  await post(demoRequest(ref))
  await post('{"id": "x", "buyer": {"email": "maria@nordlys.com"')
  const logged = running.world.logged.join('\n')
  for (const secret of [key, 'maria@nordlys.com', 'Lindqvist']) expect(logged).not.toContain(secret)
})
