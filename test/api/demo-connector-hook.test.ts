import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { demoConnector } from '../../server/crm/demo/connector.ts'
import { DEMO_HOOK_SECRET } from '../support/demoCrm.ts'
import { changeAtThePage, configFor, connected, lead } from '../support/demoConnector.ts'

describe('its webhook', () => {
  const connector = demoConnector({ config: configFor('http://crm.example'), fetch })
  const event = {
    id: 'evt-1',
    event: 'record.changed',
    type: 'lead',
    recordId: '1001',
    actor: 'you',
    at: '2026-11-23T10:00:00Z',
  }
  const parse = (rawBody: string, signature = sign(rawBody), name = 'x-demo-signature') =>
    connector.parseHook({ rawBody, headers: { [name]: signature }, query: {} })
  const sign = (body: string, secret = DEMO_HOOK_SECRET) =>
    `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

  test('tells the record, a key that stays the same, and who it was', async () => {
    expect(await parse(JSON.stringify(event))).toEqual([{ ref: lead, key: 'evt-1', actor: 'you' }])
    expect(await parse(JSON.stringify(event), undefined, 'X-Demo-Signature')).toHaveLength(1)
  })

  test('our own echo is dropped', async () => {
    expect(await parse(JSON.stringify({ ...event, actor: 'baton' }))).toEqual([])
  })

  test.each<[string, string]>([
    ['none', ''],
    ['one by another key', sign(JSON.stringify(event), 'other')],
    ['one of another body', sign('{}')],
    ['half of one', sign(JSON.stringify(event)).slice(0, 30)],
    ['one without its name', sign(JSON.stringify(event)).slice(7)],
  ])('a call with %s as signature is refused', async (_what, signature) => {
    expect(await parse(JSON.stringify(event), signature)).toBe('refused')
  })

  test('an empty secret proves nothing', async () => {
    const open = demoConnector({ config: { ...configFor('http://crm.example'), hookSecret: '' }, fetch })
    const rawBody = JSON.stringify(event)
    expect(await open.parseHook({ rawBody, headers: { 'x-demo-signature': sign(rawBody, '') }, query: {} })).toBe(
      'refused',
    )
  })

  test.each([
    '',
    '{',
    '[]',
    'null',
    JSON.stringify({ ...event, type: 'ticket' }),
    JSON.stringify({ ...event, recordId: '../x' }),
  ])('a signed «%s» is malformed', async (rawBody) => {
    expect(await parse(rawBody)).toBe('malformed')
  })

  test('what the demo CRM really sends is understood, and a page change is told while our own write is not', async () => {
    const seen: unknown[] = []
    const capture: typeof fetch = async (_input, init) => {
      const headers = Object.fromEntries(new Headers(init?.headers))
      seen.push(await connector.parseHook({ rawBody: String(init?.body), headers, query: {} }))
      return new Response(null, { status: 202 })
    }
    const { crm, connector: real } = await connected({
      hook: { url: 'http://baton.example/v1/hooks/crm', secret: DEMO_HOOK_SECRET },
      fetch: capture,
    })
    await real.write(lead, { kind: 'stage', stage: 'Working' }, 'delivery-1')
    await crm.hooksSettled()
    await changeAtThePage(crm.url, { stage: 'Qualified' })
    await crm.hooksSettled()
    expect(seen).toEqual([[], [{ ref: lead, key: expect.any(String), actor: 'you' }]])
  })
})
