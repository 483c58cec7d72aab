import { describe, expect, test } from 'vitest'
import { odooAddress } from '../../extension/crm/odoo.ts'

const at = (path: string) => odooAddress(new URL(path, 'https://crm.example.com'))

describe('an address of Odoo names its record', () => {
  test.each([
    ['/odoo/crm/31', 'lead', '31'],
    ['/odoo/crm/31/', 'lead', '31'],
    ['/odoo/crm/31?debug=1', 'lead', '31'],
    ['/odoo/crm/31?debug=1#chatter', 'lead', '31'],
    ['/odoo/crm.lead/31', 'lead', '31'],
    ['/odoo/res.partner/9', 'contact', '9'],
    ['/odoo/contacts/9', 'contact', '9'],
    ['/odoo/crm/31/res.partner/9', 'contact', '9'],
    ['/odoo/contacts/9/crm.lead/31', 'lead', '31'],
    ['/odoo/res.partner/9/action-214/31/crm.lead/2147483647', 'lead', '2147483647'],
  ] as const)('%s → %s %s', (path, type, id) => {
    expect(at(path)).toEqual({ type, id })
  })
})

describe('an address of Odoo that shows no record names none', () => {
  test.each([
    '/',
    '/odoo',
    '/odoo/crm',
    '/odoo/crm/new',
    '/odoo/crm/31/res.partner/new',
    '/odoo/crm/31/action-230',
    '/odoo/crm/31/res.partner',
    '/odoo/action-214/31',
    '/odoo/sales/31',
    '/odoo/crm/31abc',
    '/odoo/crm/0',
    '/odoo/crm/-31',
    '/odoo/crm/12345678901',
    '/odoo/__proto__/31',
    '/odoo/constructor/31',
    '/scoped_app/crm/31',
    '/crm/31',
    '/web/login',
    '/web#id=31&model=crm.lead&view_type=form',
  ])('%s', (path) => {
    expect(at(path)).toBeNull()
  })
})
