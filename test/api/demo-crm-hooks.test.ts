import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { signatureOf } from '../../server/demo/crm/hooks.ts'
import { DEMO_HOOK_SECRET, ask, startDemoCrm, stateFolder } from '../support/demoCrm.ts'

describe('webhooks', () => {
  test('each change is told with a signature over the raw body, again until it is taken', async () => {
    const sink = await hookSink((attempt) => (attempt < 3 ? 503 : 200))
    const crm = await startDemoCrm({ hook: { url: sink.url, secret: DEMO_HOOK_SECRET } })
    await ask(crm.url, '/leads/1001', { method: 'PATCH', body: { stage: 'Working' } })
    await crm.hooksSettled()
    expect(sink.calls).toHaveLength(3)
    expect(new Set(sink.calls.map(({ body }) => body)).size).toBe(1)
    for (const { signature, body } of sink.calls) expect(signature).toBe(signatureOf(body, DEMO_HOOK_SECRET))
    expect(JSON.parse(sink.calls[0]?.body ?? '')).toEqual({
      id: expect.any(String),
      event: 'record.changed',
      type: 'lead',
      recordId: '1001',
      actor: 'baton',
      at: expect.any(String),
    })
  })

  test('writing what is there already tells nobody', async () => {
    const sink = await hookSink(() => 200)
    const crm = await startDemoCrm({ hook: { url: sink.url, secret: DEMO_HOOK_SECRET } })
    await ask(crm.url, '/leads/1001', { method: 'PATCH', body: { ownerEmail: 'ana@fairlead.example' } })
    await crm.hooksSettled()
    expect(sink.calls).toEqual([])
    expect(crm.effects()).toEqual([])
  })

  test('a call that was not taken before the end is made after the next start', async () => {
    const stateFile = join(stateFolder(), 'state.json')
    const sink = await hookSink((attempt) => (attempt === 1 ? 503 : 200))
    const hook = { url: sink.url, secret: DEMO_HOOK_SECRET }
    const first = await startDemoCrm({ stateFile, hook, hookPausesMs: [3_600_000] })
    await ask(first.url, '/leads/1001', { method: 'PATCH', body: { stage: 'Working' } })
    await sink.called
    await first.stop()
    const second = await startDemoCrm({ stateFile, hook })
    await second.hooksSettled()
    expect(sink.calls).toHaveLength(2)
    expect(sink.calls[1]?.body).toBe(sink.calls[0]?.body)
  })
})

/** A receiver of webhook calls that answers as it is told, by the number of the call. */
const hookSink = async (statusOf: (attempt: number) => number) => {
  const calls: { signature: string; body: string }[] = []
  const called = Promise.withResolvers<void>()
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => (body += part))
    request.on('end', () => {
      calls.push({ signature: String(request.headers['x-demo-signature']), body })
      response.writeHead(statusOf(calls.length)).end(() => called.resolve())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, calls, called: called.promise }
}
