import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connector, HookChange, HookRequest } from '../../server/crm/connector.ts'
import * as odoo from '../support/odoo.ts'
import { connect } from '../support/odooConnection.ts'

const SECRET = 'a secret of the hook & its signs'

/** Hears what Odoo sends; `next` gives the next call with another body than all before, and waits for it. Odoo sends one
 *  change more than once: its rule fires again for fields that are computed afterwards. */
const listen = async () => {
  const known = new Set<string>()
  const heard: HookRequest[] = []
  const waiting: ((request: HookRequest) => void)[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      response.writeHead(204).end()
      const query = Object.fromEntries(new URL(request.url ?? '/', 'http://127.0.0.1').searchParams)
      const call = { rawBody: Buffer.concat(chunks).toString(), headers: {}, query }
      if (known.has(call.rawBody)) return
      known.add(call.rawBody)
      const first = waiting.shift()
      if (first) first(call)
      else heard.push(call)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const next = (): Promise<HookRequest> => {
    const first = heard.shift()
    return first ? Promise.resolve(first) : new Promise((resolve) => waiting.push(resolve))
  }
  return { url: `http://127.0.0.1:${port}/v1/hooks/odoo`, heard, next, close: () => server.close() }
}

describe.skipIf(odoo.missingOdoo)(
  `the webhook of a real Odoo${odoo.missingOdoo ? ` (left out: ${odoo.missingOdoo})` : ''}`,
  () => {
    let colleague: odoo.Colleague
    let hears: Awaited<ReturnType<typeof listen>>
    let webhook: odoo.OdooWebhook
    let connector: Connector
    const leads: number[] = []
    beforeAll(async () => {
      colleague = await odoo.hireColleague('rosa.hook@baton.example', 'Rosa Hook')
      hears = await listen()
      webhook = await odoo.setUpWebhook(`${hears.url}?secret=${encodeURIComponent(SECRET)}`)
      connector = connect({ hookSecret: SECRET })
    })
    afterAll(async () => {
      if (webhook) await odoo.removeWebhook(webhook)
      for (const id of leads) await odoo.removeLead(id)
      if (colleague) await odoo.dismissColleague(colleague)
      hears?.close()
    })

    test('tells of a new lead, of what others change in it, and not of what Baton wrote', async () => {
      const id = await odoo.createLead({ user_id: false })
      leads.push(id)
      const ref = { connection: 'odoo', type: 'lead', id: String(id) } as const

      const creation = await hears.next()
      const created = (await connector.parseHook(creation)) as HookChange[]
      expect(created).toEqual([
        // To the microsecond, where the API tells whole seconds.
        {
          ref,
          key: expect.stringMatching(`^crm\\.lead/${id}/\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+$`),
          actor: expect.any(String),
        },
      ])
      expect(await connector.parseHook(creation)).toEqual(created)

      await connector.write(ref, { kind: 'owner', ownerEmail: colleague.email }, crypto.randomUUID())
      const echo = await hears.next()
      expect(JSON.parse(echo.rawBody)).toMatchObject({ _model: 'crm.lead', _id: id })
      expect(await connector.parseHook(echo)).toEqual([])

      await odoo.writeLeadAs(colleague, id, { phone: '+46 70 765 43 21' })
      const changed = (await connector.parseHook(await hears.next())) as HookChange[]
      expect(changed).toEqual([{ ref, key: expect.stringMatching(`^crm\\.lead/${id}/`), actor: String(colleague.id) }])
      expect(changed[0]?.key).not.toBe(created[0]?.key)
      expect(hears.heard).toEqual([])
    })

    test('a real call with another secret is refused', async () => {
      const id = await odoo.createLead()
      leads.push(id)
      const call = await hears.next()
      expect(await connector.parseHook({ ...call, query: { secret: SECRET.slice(0, -1) } })).toBe('refused')
      expect(await connector.parseHook({ ...call, query: {} })).toBe('refused')
      expect(await connector.parseHook(call)).toHaveLength(1)
    })
  },
)
