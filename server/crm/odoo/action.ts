import * as z from 'zod/mini'
import type { RecordType } from '../../../shared/record.ts'
import { checked, Text } from './answer.ts'
import { OdooError, type OdooCall } from './call.ts'

/**
 * What Odoo's pages at a place show. A place is a path that an action has (`crm`, `contacts`, one that an administrator gave),
 * `action-214`, `action-module.name` or such a name alone, or a model's name (`crm.lead`, `m-crm.lead`).
 *
 * Odoo lets administrators alone read its actions. Any employee may ask for the name under which a module installed one
 * (seen on 19), so with another user's key the actions that Odoo and its CRM bring along are known by that name, and those
 * that an administrator made are not: null.
 */
export const typeAtPlace = async (call: OdooCall, place: string, signal: AbortSignal): Promise<RecordType | null> => {
  const model = place.replace(/^m-/, '')
  if (model in TYPE_OF_MODEL) return TYPE_OF_MODEL[model]!
  const action = place.replace(/^action-/, '')
  if (/^[1-9]\d{0,8}$/.test(action)) return await typeOfId(call, Number(action), signal)
  if (/^\w{1,100}\.[\w.-]{1,100}$/.test(action)) {
    return TYPE_OF_ACTION[action] ?? (await typeOfName(call, action, signal))
  }
  return /^[a-z][\w-]{0,100}$/i.test(place) && !place.startsWith('action-')
    ? await typeOfPath(call, place, signal)
    : null
}

const typeOfId = async (call: OdooCall, id: number, signal: AbortSignal): Promise<RecordType | null> => {
  const found = await typeWhere(call, ['id', '=', id], signal)
  if (found !== 'forbidden') return found
  const answer = await call('ir.actions.act_window', 'get_external_id', { ids: [id] }, signal)
  const name = checked(z.record(z.string(), Text), answer)[String(id)]
  return (name === undefined ? undefined : TYPE_OF_ACTION[name]) ?? null
}

const typeOfName = async (call: OdooCall, name: string, signal: AbortSignal): Promise<RecordType | null> => {
  const [module, ...rest] = name.split('.')
  const domain = [
    ['model', '=', 'ir.actions.act_window'],
    ['module', '=', module],
    ['name', '=', rest.join('.')],
  ]
  try {
    const answer = await call('ir.model.data', 'search_read', { domain, fields: ['res_id'], limit: 1 }, signal)
    const [found] = checked(z.array(z.object({ res_id: z.int() })), answer)
    return found === undefined ? null : await typeOfId(call, found.res_id, signal)
  } catch (error) {
    if (isForbidden(error)) return null
    throw error
  }
}

/** The pipeline's path `crm` belongs to a server action, which shows leads by running code. */
const typeOfPath = async (call: OdooCall, path: string, signal: AbortSignal): Promise<RecordType | null> => {
  const found = await typeWhere(call, ['path', '=', path], signal)
  return found === 'forbidden' || found === null ? (TYPE_OF_PATH[path] ?? null) : found
}

const typeWhere = async (
  call: OdooCall,
  condition: [string, '=', string | number],
  signal: AbortSignal,
): Promise<RecordType | null | 'forbidden'> => {
  try {
    const args = { domain: [condition], fields: ['res_model'], limit: 1, context: { active_test: false } }
    const answer = await call('ir.actions.act_window', 'search_read', args, signal)
    const [action] = checked(z.array(z.object({ res_model: z.string() })), answer)
    return (action === undefined ? undefined : TYPE_OF_MODEL[action.res_model]) ?? null
  } catch (error) {
    if (isForbidden(error)) return 'forbidden'
    throw error
  }
}

const isForbidden = (error: unknown): boolean => error instanceof OdooError && error.fault === 'forbidden'

const named = (type: RecordType, module: string, names: string): [string, RecordType][] =>
  names.split(' ').map((name) => [`${module}.${name}`, type])

const lookedUp = (entries: [string, RecordType][]): Record<string, RecordType> =>
  Object.assign(Object.create(null) as Record<string, RecordType>, Object.fromEntries(entries))

const TYPE_OF_MODEL = lookedUp([
  ['crm.lead', 'lead'],
  ['res.partner', 'contact'],
])
const TYPE_OF_PATH = lookedUp([
  ['crm', 'lead'],
  ['contacts', 'contact'],
])
/** The window actions on leads and contacts that Odoo 19 and its CRM install. */
const TYPE_OF_ACTION = lookedUp([
  ...named(
    'lead',
    'crm',
    'crm_lead_action_pipeline crm_lead_opportunities crm_lead_all_leads crm_lead_action_forecast',
  ),
  ...named('lead', 'crm', 'crm_lead_action_my_activities crm_lead_action_open_lead_form action_opportunity_form'),
  ...named('lead', 'crm', 'crm_case_form_view_salesteams_lead crm_case_form_view_salesteams_opportunity'),
  ...named('lead', 'crm', 'crm_opportunity_report_action crm_opportunity_report_action_lead'),
  ...named('lead', 'crm', 'action_report_crm_lead_salesteam action_report_crm_opportunity_salesteam'),
  ...named('lead', 'crm', 'crm_lead_action_team_overdue_opportunity'),
  ...named('contact', 'contacts', 'action_contacts'),
  ...named('contact', 'base', 'action_partner_form action_partner_customer_form action_partner_supplier_form'),
])
