import { describe, expect, test, vi } from 'vitest'
import { type AskedCall, answeringConnector } from '../support/odooAnswers.ts'

/** The actions of an Odoo: what they show, by their id. */
const ACTIONS: Record<number, { model: string; path?: string; name?: string }> = {
  161: { model: 'res.partner', path: 'contacts', name: 'contacts.action_contacts' },
  214: { model: 'crm.lead', name: 'crm.crm_lead_action_pipeline' },
  300: { model: 'crm.lead', path: 'hot-leads' },
  70: { model: 'res.users', path: 'users', name: 'base.action_res_users' },
}
const found = (test: (action: (typeof ACTIONS)[number], id: number) => boolean) =>
  Object.entries(ACTIONS).filter(([id, action]) => test(action, Number(id)))

const asAdministrator = ({ name, args }: AskedCall): unknown => {
  if (name === 'ir.actions.act_window.search_read') {
    const [[field, , value]] = args.domain as [[string, string, unknown]]
    return found((action, id) => (field === 'id' ? id : action.path) === value).map(([, { model }]) => ({
      res_model: model,
    }))
  }
  const [, [, , module], [, , rest]] = args.domain as [unknown, [string, string, string], [string, string, string]]
  return found((action) => action.name === `${module}.${rest}`).map(([id]) => ({ res_id: Number(id) }))
}

const asSalesperson = ({ name, args }: AskedCall): unknown => {
  if (name !== 'ir.actions.act_window.get_external_id') return new Response('{}', { status: 403 })
  return Object.fromEntries((args.ids as number[]).map((id) => [String(id), ACTIONS[id]?.name ?? '']))
}

describe('what a place of Odoo shows', () => {
  test.each([
    ['crm', 'lead', 'lead'],
    ['contacts', 'contact', 'contact'],
    ['crm.lead', 'lead', 'lead'],
    ['m-res.partner', 'contact', 'contact'],
    ['action-214', 'lead', 'lead'],
    ['214', 'lead', 'lead'],
    ['action-161', 'contact', 'contact'],
    ['action-crm.crm_lead_action_pipeline', 'lead', 'lead'],
    ['crm.crm_lead_all_leads', 'lead', 'lead'],
    ['hot-leads', 'lead', null],
    ['action-300', 'lead', null],
    ['users', null, null],
    ['action-70', null, null],
    ['action-base.action_res_users', null, null],
    ['action-9999', null, null],
    ['crm.team', null, null],
    ['action-', null, null],
    ['__proto__', null, null],
    ['constructor', null, null],
    ['', null, null],
    ['../web', null, null],
  ])('«%s» to an administrator: %s, to a salesperson: %s', async (place, toAdministrator, toSalesperson) => {
    expect(await answeringConnector(asAdministrator).typeAt!(place)).toBe(toAdministrator)
    expect(await answeringConnector(asSalesperson).typeAt!(place)).toBe(toSalesperson)
  })

  test('is asked once in five minutes, null too', async () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(1_000)
    let asked = 0
    const counting = answeringConnector((call) => {
      asked += 1
      return asAdministrator(call)
    })
    for (const _ of [1, 2, 3]) expect(await counting.typeAt!('action-70')).toBeNull()
    expect(asked).toBe(1)
    clock.mockReturnValue(1_000 + 5 * 60_000)
    expect(await counting.typeAt!('action-70')).toBeNull()
    expect(asked).toBe(2)
    clock.mockRestore()
  })

  test('that could not be asked is asked again', async () => {
    let isDown = true
    const failing = answeringConnector((call) => (isDown ? new Response('', { status: 502 }) : asAdministrator(call)))
    await expect(failing.typeAt!('action-214')).rejects.toMatchObject({ name: 'CrmError', retry: true })
    isDown = false
    expect(await failing.typeAt!('action-214')).toBe('lead')
  })

  test('is forgotten when there are too many', async () => {
    const asked = new Map<string, number>()
    const counting = answeringConnector((call) => {
      const id = String((call.args.domain as [[string, string, unknown]])[0][2])
      asked.set(id, (asked.get(id) ?? 0) + 1)
      return asAdministrator(call)
    })
    for (let id = 1; id <= 501; id += 1) await counting.typeAt!(`action-${id}`)
    await counting.typeAt!('action-501')
    await counting.typeAt!('action-1')
    expect([asked.get('501'), asked.get('1')]).toEqual([1, 2])
  })
})
