import * as z from 'zod/mini'
import { checked, Text } from './answer.ts'
import { OdooError, type OdooCall } from './call.ts'
import { type Finding, ok, warning } from './finding.ts'

const MEANWHILE = 'Until then Baton asks Odoo for changes every minute.'
const HOW =
  'In Odoo: Settings, Technical, Automation Rules, a new rule on «Lead» that sends a webhook to the address that Baton shows.'
/** Without these a call cannot be told from another. */
const NEEDED: [name: string, label: string][] = [
  ['write_date', 'Last Updated on'],
  ['write_uid', 'Last Updated by'],
]

/** Whether Odoo tells of changes by itself, and if not, what is missing for that. */
export const checkWebhook = async (
  call: OdooCall,
  { heard, hookSecret }: { heard: boolean; hookSecret: string },
  signal: AbortSignal,
): Promise<Finding> => {
  if (heard) return ok('Odoo tells of changes by its webhook.')
  try {
    const rules = await rulesOnLeads(call, signal)
    if (rules.length === 0) return warning(`No automation rule of Odoo tells of changed leads. ${HOW} ${MEANWHILE}`)
    const hooks = await webhooksOf(call, rules, signal)
    if (hooks.length === 0) return warning(`No automation rule on leads sends a webhook. ${HOW} ${MEANWHILE}`)
    const ours = hooks.filter(({ webhook_url }) => webhook_url !== undefined && holds(webhook_url, hookSecret))
    if (ours.length === 0)
      return warning(`The webhook on leads goes to another address than Baton’s. ${HOW} ${MEANWHILE}`)
    const sent = await fieldNames(
      call,
      ours.flatMap(({ webhook_field_ids }) => webhook_field_ids),
      signal,
    )
    const missing = NEEDED.filter(([name]) => !sent.has(name)).map(([, label]) => `«${label}»`)
    if (missing.length === 0) return ok('The webhook is set up; nothing has changed in Odoo yet that it would tell of.')
    return warning(`The webhook does not send ${missing.join(' and ')}: add that to its fields. ${MEANWHILE}`)
  } catch (error) {
    if (!(error instanceof OdooError)) throw error
    if (error.fault === 'unknown')
      return warning(`Odoo’s module «Automation Rules» is not installed, which sends webhooks. ${MEANWHILE}`)
    if (error.fault === 'forbidden')
      return warning(`No webhook was heard yet, and this user may not look whether one is set up. ${HOW} ${MEANWHILE}`)
    throw error
  }
}

const rulesOnLeads = async (call: OdooCall, signal: AbortSignal): Promise<number[]> => {
  const domain = [
    ['model_name', '=', 'crm.lead'],
    ['active', '=', true],
  ]
  const answer = await call('base.automation', 'search_read', { domain, fields: ['action_server_ids'] }, signal)
  return checked(z.array(Rule), answer).flatMap(({ action_server_ids }) => action_server_ids)
}
const Rule = z.object({ action_server_ids: z.array(z.int()) })

const webhooksOf = async (call: OdooCall, ids: number[], signal: AbortSignal): Promise<Webhook[]> => {
  const domain = [
    ['id', 'in', ids],
    ['state', '=', 'webhook'],
  ]
  const fields = ['webhook_url', 'webhook_field_ids']
  return checked(z.array(Webhook), await call('ir.actions.server', 'search_read', { domain, fields }, signal))
}
const Webhook = z.object({ webhook_url: Text, webhook_field_ids: z.array(z.int()) })
type Webhook = z.infer<typeof Webhook>

const fieldNames = async (call: OdooCall, ids: number[], signal: AbortSignal): Promise<Set<string>> => {
  const args = { domain: [['id', 'in', ids]], fields: ['name'] }
  const answer = await call('ir.model.fields', 'search_read', args, signal)
  return new Set(checked(z.array(z.object({ name: z.string() })), answer).map(({ name }) => name))
}

/** Whether an address carries this connection's secret. */
const holds = (address: string, secret: string): boolean =>
  secret !== '' && URL.canParse(address) && new URL(address).searchParams.get('secret') === secret
