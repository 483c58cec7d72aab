import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connector } from '../../server/crm/connector.ts'
import * as odoo from '../support/odoo.ts'
import { asOlder, connect } from '../support/odooConnection.ts'
import { makeKeyOf } from '../support/odooKey.ts'

describe.skipIf(odoo.missingOdoo)(
  `what the pages of a real Odoo show${odoo.missingOdoo ? ` (left out: ${odoo.missingOdoo})` : ''}`,
  () => {
    const PATH = 'leads-of-a-test'
    let colleague: odoo.Colleague
    const on: Record<string, Connector> = {}
    const ids: Record<string, number> = {}
    beforeAll(async () => {
      colleague = await odoo.hireColleague('rosa.place@baton.example', 'Rosa Place')
      const apiKey = await makeKeyOf(colleague)
      on.administrator = connect()
      on.salesperson = connect({ apiKey })
      on['salesperson, older'] = connect({ apiKey, login: colleague.email, fetch: asOlder })
      const left = await odoo.odoo<number[]>('ir.actions.act_window', 'search', { domain: [['path', '=', PATH]] })
      await odoo.odoo('ir.actions.act_window', 'unlink', { ids: left })
      const action = { name: 'Leads of a test', res_model: 'crm.lead', path: PATH }
      ids.made = (await odoo.odoo<number[]>('ir.actions.act_window', 'create', { vals_list: [action] }))[0]!
      ids.pipeline = await odoo.installedId('crm', 'crm_lead_action_pipeline')
      ids.server = await odoo.installedId('crm', 'action_your_pipeline')
      ids.contacts = await odoo.installedId('contacts', 'action_contacts')
      ids.users = await odoo.installedId('base', 'action_res_users')
      ids.client = await odoo.installedId('mail', 'action_discuss')
    })
    afterAll(async () => {
      if (ids.made) await odoo.odoo('ir.actions.act_window', 'unlink', { ids: [ids.made] })
      if (colleague) await odoo.dismissColleague(colleague)
    })

    test.each<[string, () => string, string | null, string | null]>([
      ['the path of the pipeline', () => 'crm', 'lead', 'lead'],
      ['the path of contacts', () => 'contacts', 'contact', 'contact'],
      ['a path that an administrator gave', () => PATH, 'lead', null],
      ['an action that an administrator made', () => `action-${ids.made}`, 'lead', null],
      ['the pipeline', () => `action-${ids.pipeline}`, 'lead', 'lead'],
      ['contacts', () => `action-${ids.contacts}`, 'contact', 'contact'],
      ['the pipeline by its name', () => 'action-crm.crm_lead_action_pipeline', 'lead', 'lead'],
      ['users by their name', () => 'action-base.action_res_users', null, null],
      ['users', () => `action-${ids.users}`, null, null],
      ['a server action', () => `action-${ids.server}`, null, null],
      ['a client action', () => `action-${ids.client}`, null, null],
      ['a model', () => 'crm.lead', 'lead', 'lead'],
      ['another model', () => 'm-res.users', null, null],
      ['nothing', () => 'no-such-path', null, null],
    ])('%s', async (_, place, toAdministrator, toSalesperson) => {
      expect(await on.administrator!.typeAt!(place())).toBe(toAdministrator)
      expect(await on.salesperson!.typeAt!(place())).toBe(toSalesperson)
      expect(await on['salesperson, older']!.typeAt!(place())).toBe(toSalesperson)
    })

    test('a wrong key is no answer', async () => {
      await expect(connect({ apiKey: 'f00f00f00f00' }).typeAt!('crm')).rejects.toMatchObject({ name: 'CrmError' })
    })
  },
)
