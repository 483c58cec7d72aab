import { describe, expect, test } from 'vitest'
import { odooAddress } from '../../extension/crm/odoo.ts'

const at = (address: string) => odooAddress(new URL(address, 'https://crm.example.com'))

describe('an address of Odoo 18 and 19 names its record', () => {
  test.each([
    ['/odoo/crm.lead/31', 'lead', '31'],
    ['/odoo/crm.lead/31/', 'lead', '31'],
    ['/odoo/crm.lead/31?debug=1', 'lead', '31'],
    ['/odoo/crm.lead/31?debug=assets#chatter', 'lead', '31'],
    ['/odoo/crm.lead/31?view_type=form&cids=1', 'lead', '31'],
    ['/odoo/m-crm.lead/31', 'lead', '31'],
    ['/odoo/res.partner/9', 'contact', '9'],
    ['/odoo/crm/31/res.partner/9', 'contact', '9'],
    ['/odoo/contacts/9/crm.lead/31', 'lead', '31'],
    ['/odoo/action-214/7/res.partner/9/crm.lead/2147483647', 'lead', '2147483647'],
    ['/odoo/crm/31/5/res.partner/9', 'contact', '9'],
    ['/scoped_app/crm.lead/31', 'lead', '31'],
    // Odoo looks at the number that follows the last place, whatever comes after it.
    ['/odoo/crm.lead/31/7', 'lead', '31'],
    ['/odoo//crm.lead//31', 'lead', '31'],
  ] as const)('%s → %s %s', (address, type, id) => {
    expect(at(address)).toEqual({ type, id })
  })
})

describe('an address of Odoo that names an action leaves its type to the server', () => {
  test.each([
    ['/odoo/crm/31', 'crm', '31'],
    ['/odoo/crm/31/', 'crm', '31'],
    ['/odoo/crm/31?debug=1#chatter', 'crm', '31'],
    ['/odoo/contacts/9', 'contacts', '9'],
    ['/odoo/action-214/31', 'action-214', '31'],
    ['/odoo/action-crm.crm_lead_action_pipeline/31', 'action-crm.crm_lead_action_pipeline', '31'],
    ['/odoo/5/action-214/31', 'action-214', '31'],
    ['/odoo/crm/31/action-230/4', 'action-230', '4'],
    ['/odoo/crm/31/calendar/3', 'calendar', '3'],
    ['/odoo/my-team/31', 'my-team', '31'],
    ['/scoped_app/crm/31', 'crm', '31'],
    ['/odoo/__proto__/31', '__proto__', '31'],
    ['/web#id=31&action=214&view_type=form&menu_id=91', 'action-214', '31'],
    ['/web#action=crm.crm_lead_action_pipeline&view_type=form&id=31', 'action-crm.crm_lead_action_pipeline', '31'],
  ] as const)('%s → %s %s', (address, place, id) => {
    expect(at(address)).toEqual({ place, id })
  })
})

describe('an address of Odoo 14 to 17 names its record', () => {
  test.each([
    ['/web#id=27&model=crm.lead&view_type=form&menu_id=91', 'lead', '27'],
    ['/web#menu_id=91&view_type=form&model=crm.lead&id=27', 'lead', '27'],
    ['/web#cids=1%2C2&id=27&menu_id=91&action=133&model=crm.lead&view_type=form', 'lead', '27'],
    ['/web?debug=1#id=27&model=crm.lead&view_type=form', 'lead', '27'],
    ['/web?#id=9&cids=1&model=res.partner&view_type=form', 'contact', '9'],
    ['/web/#id=9&model=res.partner&view_type=form', 'contact', '9'],
    ['/web#id=27&model=crm.lead', 'lead', '27'],
    ['/web#id=26&model=crm.lead&view_type=form&id=27', 'lead', '27'],
  ] as const)('%s → %s %s', (address, type, id) => {
    expect(at(address)).toEqual({ type, id })
  })
})

describe('an address of Odoo that shows no record that Baton knows names none', () => {
  test.each([
    '/',
    '/odoo',
    '/odoo/31',
    '/odoo/crm',
    '/odoo/crm/new',
    '/odoo/crm/31/res.partner/new',
    '/odoo/crm/31/action-230',
    '/odoo/crm/31/res.partner',
    '/odoo/crm.lead?view_type=kanban',
    '/odoo/sale.order/31',
    '/odoo/m-website/31',
    '/odoo/crm/31abc',
    '/odoo/crm/31.5',
    '/odoo/crm/0',
    '/odoo/crm/-31',
    '/odoo/crm/031',
    '/odoo/crm/12345678901',
    '/odoo/crm.lead/2147483648',
    '/odoo/crm%2Elead/31',
    '/odoo/<b>/31',
    `/odoo/${'a'.repeat(101)}/31`,
    '/odoo/action-/31',
    // Odoo takes these as another place or record, and rewrites the address.
    '/odoo/crm.lead/31?action=214',
    '/odoo/crm.lead/31?model=res.partner',
    '/odoo/crm.lead?resId=31',
    '/crm/31',
    '/odoos/crm.lead/31',
    '/web/login',
    '/web/login#id=27&model=crm.lead&view_type=form',
    '/web?id=27&model=crm.lead&view_type=form',
    '/web',
    '/web#home',
    '/web#id=27&model=crm.lead&view_type=kanban',
    '/web#id=27&model=crm.lead&view_type=list&action=133',
    '/web#id=27&model=crm.lead&action=133',
    '/web#id=&model=crm.lead&view_type=form',
    '/web#id=NaN&model=crm.lead&view_type=form',
    '/web#id=new&model=crm.lead&view_type=form',
    '/web#id=0&model=crm.lead&view_type=form',
    '/web#model=crm.lead&view_type=form',
    '/web#id=27&view_type=form',
    '/web#id=27&model=sale.order&view_type=form&action=133',
    '/web#id=27&model=&view_type=form',
    '/web#%',
  ])('%s', (address) => {
    expect(at(address)).toBeNull()
  })
})
