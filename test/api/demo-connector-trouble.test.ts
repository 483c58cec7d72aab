import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { CrmError } from '../../server/crm/connector.ts'
import { demoConnector } from '../../server/crm/demo/connector.ts'
import { startDemoCrm } from '../support/demoCrm.ts'
import { configFor, connected, lead } from '../support/demoConnector.ts'

describe('a CRM in trouble', () => {
  const answering = (answer: () => Response | Promise<Response>) =>
    demoConnector({ config: configFor('http://crm.example'), fetch: async () => answer() })

  test.each<[number, Record<string, string>, boolean, number | undefined]>([
    [429, { 'retry-after': '7' }, true, 7_000],
    [503, { 'retry-after': 'Mon, 23 Nov 2026 10:00:30 GMT', date: 'Mon, 23 Nov 2026 10:00:00 GMT' }, true, 30_000],
    [503, { 'retry-after': 'Mon, 23 Nov 2026 10:00:30 GMT' }, true, undefined],
    [503, { 'retry-after': 'soon' }, true, undefined],
    [500, {}, true, undefined],
    [408, {}, true, undefined],
    [403, {}, true, 300_000],
    [422, {}, false, undefined],
    [409, {}, false, undefined],
  ])('%i with %o', async (status, headers, retry, retryAfterMs) => {
    const connector = answering(
      () => new Response('{"type":"urn:x:constructor","detail":"secret-canary"}', { status, headers }),
    )
    const error = await connector.read(lead).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(CrmError)
    expect(error).toMatchObject({ retry, retryAfterMs })
    expect(String(error)).not.toContain('canary')
  })

  test.each(['<html>', '{}', '{"id":7}', 'null'])(
    'an answer that is no record, %s, is worth another try',
    async (body) => {
      await expect(answering(() => new Response(body)).read(lead)).rejects.toMatchObject({
        name: 'CrmError',
        retry: true,
      })
    },
  )

  test('that is not there is worth another try', async () => {
    const crm = await startDemoCrm()
    await crm.stop()
    const connector = demoConnector({ config: configFor(crm.url), fetch })
    await expect(connector.read(lead)).rejects.toMatchObject({ message: 'The demo CRM cannot be reached', retry: true })
  })

  test('that never answers is left after ten seconds, reading and writing', async () => {
    const late = new AbortController()
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(late.signal)
    onTestFinished(() => void timeout.mockRestore())
    const { connector } = await connected({}, (input, init) => {
      queueMicrotask(() => late.abort())
      return fetch(input, init)
    })
    await expect(connector.write(lead, { kind: 'stage', stage: 'Working' }, 'delivery-1')).rejects.toMatchObject({
      message: 'The demo CRM did not answer in ten seconds',
      retry: true,
    })
    expect(timeout.mock.calls).toEqual([[10_000]])
  })
})
