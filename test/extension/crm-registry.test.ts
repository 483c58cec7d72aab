import { describe, expect, test } from 'vitest'
import { addressAt } from '../../extension/crm/registry.ts'
import type { Connection } from '../../shared/record.ts'

const odoo: Connection = { id: 'odoo-eu', kind: 'odoo', name: 'Odoo', baseUrl: 'https://crm.example.com' }
const other: Connection = { id: 'odoo-us', kind: 'odoo', name: 'Odoo US', baseUrl: 'https://us.example.com:8069' }
const found = (address: string, connections = [odoo, other]) => addressAt(new URL(address), connections)

describe('a tab shows a record of the connection whose origin it has', () => {
  test('each connection names its own', () => {
    expect(found('https://crm.example.com/odoo/crm.lead/31')).toEqual({ connection: 'odoo-eu', type: 'lead', id: '31' })
    expect(found('https://us.example.com:8069/odoo/crm.lead/31')).toEqual({
      connection: 'odoo-us',
      type: 'lead',
      id: '31',
    })
  })

  test('a slash at the end of the configured address changes nothing', () => {
    const withSlash = [{ ...odoo, baseUrl: 'https://crm.example.com/' }]
    expect(found('https://crm.example.com/odoo/crm.lead/31', withSlash)).toEqual({
      connection: 'odoo-eu',
      type: 'lead',
      id: '31',
    })
  })

  test.each([
    ['another host', 'https://example.com/odoo/crm.lead/31'],
    ['a host that only begins alike', 'https://crm.example.com.evil.example/odoo/crm.lead/31'],
    ['another scheme', 'http://crm.example.com/odoo/crm.lead/31'],
    ['another port', 'https://crm.example.com:8443/odoo/crm.lead/31'],
    ['the address in a parameter', 'https://evil.example/?x=https://crm.example.com/odoo/crm.lead/31'],
    ['a name before the @', 'https://crm.example.com@evil.example/odoo/crm.lead/31'],
    ['a page that is no record', 'https://crm.example.com/odoo/crm'],
    ['a browser page', 'chrome://extensions/'],
  ])('%s is none', (_, address) => {
    expect(found(address)).toBeNull()
  })

  test('what only the CRM can tell is a place of that connection', () => {
    expect(found('https://us.example.com:8069/odoo/action-214/31')).toEqual({
      connection: other,
      place: 'action-214',
      id: '31',
    })
  })

  test('without connections there is none', () => {
    expect(found('https://crm.example.com/odoo/crm.lead/31', [])).toBeNull()
  })

  test('a connection whose address is not one matches nothing', () => {
    expect(found('about:blank', [{ ...odoo, baseUrl: 'not an address' }])).toBeNull()
  })
})
