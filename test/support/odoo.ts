import type { Page } from 'playwright-core'

/** The running Odoo that the environment names; see `missingOdoo` for what has to be there. */
const env = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: tests on Odoo need the address, database and keys of a running one`)
  return value
}

/** Why these tests cannot run here, or nothing. Where `CI` is set there is no such excuse: the first call fails. */
export const missingOdoo = process.env.ODOO_URL || process.env.CI ? undefined : 'ODOO_URL is not set'

export const odooUrl = (): string => env('ODOO_URL')
export const odooDatabase = (): string => env('ODOO_DB')
export const odooApiKey = (): string => env('ODOO_API_KEY')

/** Odoo's own API, straight, as the user of the key. */
export const odoo = async <T>(model: string, method: string, args: Record<string, unknown>): Promise<T> => {
  const response = await fetch(`${odooUrl()}/json/2/${model}/${method}`, {
    method: 'POST',
    headers: {
      authorization: `bearer ${odooApiKey()}`,
      'x-odoo-database': odooDatabase(),
      'content-type': 'application/json',
    },
    body: JSON.stringify(args),
  })
  if (!response.ok) throw new Error(`${model}.${method}: ${response.status} ${(await response.text()).slice(0, 500)}`)
  return (await response.json()) as T
}

export const createLead = async (vals: Record<string, unknown> = {}): Promise<number> => (await createLeads([vals]))[0]!

/** Leads that ask for a demo on the website, in one call; `vals` are what differs. */
export const createLeads = async (vals: Record<string, unknown>[]): Promise<number[]> => {
  const lead = { type: 'lead', name: 'Request a demo', source_id: await sourceNamed('Website form') }
  return odoo('crm.lead', 'create', { vals_list: vals.map((own) => ({ ...lead, ...own })) })
}

export const removeLead = (id: number): Promise<boolean> => odoo('crm.lead', 'unlink', { ids: [id] })

export const readLead = async <T>(id: number, fields: string[]): Promise<T> => {
  const [lead] = await odoo<T[]>('crm.lead', 'read', { ids: [id], fields, load: null })
  return lead!
}

/** Odoo's own time, to the second, as it writes it. */
export const presentTime = async (): Promise<string> =>
  (await odoo<{ date: string }>('mail.message', 'default_get', { fields: ['date'] })).date

/** The notes that people see on a lead: internal, and not Odoo's own log. */
export const notesOn = (id: number): Promise<{ id: number; body: string; date: string }[]> =>
  odoo('mail.message', 'search_read', {
    domain: [
      ['model', '=', 'crm.lead'],
      ['res_id', '=', id],
      ['message_type', '=', 'comment'],
    ],
    fields: ['body', 'date'],
  })

export type PlannedActivity = { id: number; summary: string; date_deadline: string; user_id: [number, string] }

/** Planned and finished activities of a lead. */
export const activitiesOn = (id: number): Promise<PlannedActivity[]> =>
  odoo('mail.activity', 'search_read', {
    domain: [
      ['res_model', '=', 'crm.lead'],
      ['res_id', '=', id],
    ],
    fields: ['summary', 'date_deadline', 'user_id'],
    context: { active_test: false },
  })

/** A UTM source by its name, created when there is none; it stays, as it does when a person types one. */
const sourceNamed = async (name: string): Promise<number> => {
  const [found] = await odoo<number[]>('utm.source', 'search', { domain: [['name', '=', name]], limit: 1 })
  return found ?? (await odoo<number[]>('utm.source', 'create', { vals_list: [{ name }] }))[0]!
}

export type OdooWebhook = { automationId: number; actionId: number }

/** Installs what an administrator clicks together: an automation rule «when a lead is created or changed, send a webhook». */
export const setUpWebhook = async (url: string): Promise<OdooWebhook> => {
  const [modelId] = await odoo<number[]>('ir.model', 'search', { domain: [['model', '=', 'crm.lead']] })
  const fieldIds = await leadFieldIds(SENT)
  const rule = { name: 'Tell Baton of leads', model_id: modelId, trigger: 'on_create_or_write' }
  const [automationId] = await odoo<number[]>('base.automation', 'create', {
    vals_list: [{ ...rule, trigger_field_ids: [[6, 0, await leadFieldIds(WATCHED)]] }],
  })
  const action = { name: 'Tell Baton', model_id: modelId, state: 'webhook', webhook_url: url, usage: 'base_automation' }
  const [actionId] = await odoo<number[]>('ir.actions.server', 'create', {
    vals_list: [{ ...action, webhook_field_ids: [[6, 0, fieldIds]], base_automation_id: automationId }],
  })
  return { automationId: automationId!, actionId: actionId! }
}

/** The fields that the connector needs to be told. */
const SENT = ['create_date', 'write_date', 'write_uid']
/** The fields whose change matters. With none named, Odoo 19 sends one new lead 15 times, with these twice. */
const WATCHED = (
  'name type active description tag_ids source_id user_id team_id stage_id ' +
  'contact_name partner_id partner_name email_from phone'
).split(' ')

const leadFieldIds = (names: string[]): Promise<number[]> =>
  odoo('ir.model.fields', 'search', {
    domain: [
      ['model', '=', 'crm.lead'],
      ['name', 'in', names],
    ],
  })

export const removeWebhook = async ({ automationId, actionId }: OdooWebhook): Promise<void> => {
  await odoo('base.automation', 'unlink', { ids: [automationId] })
  await odoo('ir.actions.server', 'unlink', { ids: [actionId] }).catch((error: Error) => {
    if (!error.message.includes(': 404 ')) throw error
  })
}

export type Colleague = { id: number; email: string; password: string }

/** Id of what a module installed under this name. */
export const installedId = async (module: string, name: string): Promise<number> => {
  const domain = [
    ['module', '=', module],
    ['name', '=', name],
  ]
  const [found] = await odoo<{ res_id: number }[]>('ir.model.data', 'search_read', { domain, fields: ['res_id'] })
  return found!.res_id
}

/** An employee besides the user of the API key, found again by the address when there was one before: a salesperson for all
 *  leads, unless another right is named. */
export const hireColleague = async (
  email: string,
  name: string,
  right: [module: string, group: string] = ['sales_team', 'group_sale_salesman_all_leads'],
): Promise<Colleague> => {
  const password = `pass-${email}`
  const vals = {
    name,
    login: email,
    email,
    password,
    tz: 'America/New_York',
    active: true,
    group_ids: [[4, await installedId(...right)]],
  }
  const context = { active_test: false, no_reset_password: true }
  const [found] = await odoo<number[]>('res.users', 'search', { domain: [['login', '=', email]], context })
  if (found) await odoo('res.users', 'write', { ids: [found], vals, context })
  const id = found ?? (await odoo<number[]>('res.users', 'create', { vals_list: [vals], context }))[0]!
  return { id, email, password }
}

/** Deletes the colleague and their contact. */
export const dismissColleague = async ({ id }: Colleague): Promise<void> => {
  const [user] = await odoo<{ partner_id: number }[]>('res.users', 'read', {
    ids: [id],
    fields: ['partner_id'],
    load: null,
  })
  await odoo('res.users', 'unlink', { ids: [id] })
  await odoo('res.partner', 'unlink', { ids: [user!.partner_id] })
}

/** Changes a lead as the colleague does, who has a password and no API key. */
export const writeLeadAs = async (colleague: Colleague, id: number, vals: Record<string, unknown>): Promise<void> => {
  const args = [odooDatabase(), colleague.id, colleague.password, 'crm.lead', 'write', [[id], vals]]
  const response = await fetch(`${odooUrl()}/jsonrpc`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', method: 'call', params: { service: 'object', method: 'execute_kw', args } }),
  })
  const answer = (await response.json()) as { result?: boolean; error?: { message: string } }
  if (answer.result !== true)
    throw new Error(`crm.lead.write as ${colleague.email}: ${answer.error?.message ?? 'no result'}`)
}

/** Signs a browser page in through Odoo's own form; it ends on Odoo's first page. */
export const signInToOdoo = async (
  page: Page,
  { url = odooUrl(), as }: { url?: string; as?: Pick<Colleague, 'email' | 'password'> } = {},
): Promise<void> => {
  await page.goto(`${url}/web/login`)
  await page.fill('input[name=login]', as?.email ?? env('ODOO_LOGIN'))
  await page.fill('input[name=password]', as?.password ?? env('ODOO_PASSWORD'))
  await page.click('.oe_login_form button[type=submit]')
  await page.waitForURL((url) => url.pathname.startsWith('/odoo'))
}
