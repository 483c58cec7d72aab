import { onTestFinished } from 'vitest'
import type { Connector, CrmWrite } from '../../server/crm/connector.ts'
import { odooConnector } from '../../server/crm/odoo/connector.ts'
import type { RecordRef } from '../../shared/record.ts'
import * as odoo from './odoo.ts'

type Difference = {
  fetch?: typeof fetch
  apiKey?: string
  database?: string
  login?: string
  baseUrl?: string
  hookSecret?: string
}

/** The connector on the Odoo of the environment, but for what is named. */
export const connect = (but: Difference = {}): Connector => {
  const secret: Record<string, string> = {
    apiKey: but.apiKey ?? odoo.odooApiKey(),
    database: but.database ?? odoo.odooDatabase(),
  }
  if (but.login !== undefined) secret.login = but.login
  const baseUrl = but.baseUrl ?? odoo.odooUrl()
  const config = { id: 'odoo', kind: 'odoo' as const, baseUrl, secret, hookSecret: but.hookSecret ?? 'not used' }
  return odooConnector({ config, fetch: but.fetch ?? fetch })
}

/** Says of any Odoo that it is an 18, so that it is spoken to by the older interface. */
export const asOlder: typeof fetch = async (input, init) =>
  String(input).endsWith('/web/webclient/version_info')
    ? Response.json({ jsonrpc: '2.0', id: null, result: { server_version_info: [18, 0, 0, 'final', 0, ''] } })
    : await fetch(input, init)

/** Lets Odoo do the first call of this method, and loses its answer. */
export const losingAnswerOf = (method: string): typeof fetch => {
  let isLost = false
  return async (input, init) => {
    const response = await fetch(input, init)
    if (isLost || !String(input).endsWith(`/${method}`)) return response
    isLost = true
    await response.text()
    throw new TypeError('fetch failed')
  }
}

export const newKey = () => crypto.randomUUID()
export const lead = (id: number): RecordRef => ({ connection: 'odoo', type: 'lead', id: String(id) })
/** A lead that is deleted when the test ends. */
export const createLead = async (vals?: Record<string, unknown>): Promise<number> => {
  const id = await odoo.createLead(vals)
  onTestFinished(async () => void (await odoo.removeLead(id)))
  return id
}

/** What the colleague did; its text has what must not be read as HTML. */
export const callBy = ({ email }: odoo.Colleague): CrmWrite => ({
  kind: 'activity',
  channel: 'call',
  summary: 'Call: spoke, <b>interested</b> & ready',
  byEmail: email,
  at: '2026-03-02T09:41:00+01:00',
})

export const followUpBy = ({ email }: odoo.Colleague): CrmWrite => ({
  kind: 'task',
  summary: 'Send pricing',
  // The evening of the 4th in New York, where the colleague works.
  dueAt: '2031-03-05T01:00:00Z',
  ownerEmail: email,
})
