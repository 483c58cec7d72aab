import type { RecordType } from '../../shared/record.ts'
import type { AddressParser } from './address.ts'

/**
 * Record pages of Odoo 18 and 19: `/odoo/crm/31`. An address is a trail of actions and record ids; its **last** pair is the
 * record that is shown, so `/odoo/crm/31/res.partner/9` is the contact 9. A trail that ends with an action is a list, one
 * that ends with `new` a record that does not exist yet. `action-N` does not say what it shows.
 */
export const odooAddress: AddressParser = (url) => {
  const [root, ...trail] = url.pathname.split('/').filter((segment) => segment !== '')
  const id = trail.at(-1) ?? ''
  const type = TYPE_OF.get(trail.at(-2) ?? '')
  return root === 'odoo' && type && /^[1-9]\d{0,9}$/.test(id) ? { type, id } : null
}

/** What the CRM's own pages are called, and the models as Odoo names them where a page has no name. An opportunity's
 *  address is that of a lead, and a company's that of a contact. */
const TYPE_OF = new Map<string, RecordType>([
  ['crm', 'lead'],
  ['crm.lead', 'lead'],
  ['contacts', 'contact'],
  ['res.partner', 'contact'],
])
