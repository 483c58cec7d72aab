import type { RecordType } from '../../shared/record.ts'
import type { Address, AddressParser } from './address.ts'

/** Record pages of Odoo: its own addresses since version 18, and what comes after the # in 14 to 17. */
export const odooAddress: AddressParser = (url) => (/^\/web\/?$/.test(url.pathname) ? afterHash(url) : onTrail(url))

/**
 * Odoo 18 and 19: `/odoo/crm/31`. An address is a trail of places, each with the record that is looked at after it, and before
 * it the record that it was opened from; the **last** place is what is shown, so `/odoo/crm/31/res.partner/9` is the contact 9.
 * A place without a record is a list, and `new` is a record that does not exist yet. Read as Odoo's own router does.
 */
const onTrail = (url: URL): Address | null => {
  const [root, ...trail] = url.pathname.split('/').filter((segment) => segment !== '')
  if (root === undefined || !ROOTS.has(root)) return null
  // Odoo moves these into the path at once, and until then they may mean another record than the path does.
  if (OF_THE_PATH.some((name) => url.searchParams.has(name))) return null
  const last = trail.findLastIndex((segment) => !/^\d+$/.test(segment) && segment !== 'new')
  return addressOf(trail[last], trail[last + 1])
}

/**
 * Odoo 14 to 17: `/web#id=27&model=crm.lead&view_type=form`, in any order; the last of several is the one that counts. The id
 * may be left over in the address of another view. Without a kind of view, a model's record is shown as a form, an action's is not.
 */
const afterHash = (url: URL): Address | null => {
  const about = new URLSearchParams(url.hash.slice(1))
  const [id, model, action, view] = ['id', 'model', 'action', 'view_type'].map((name) => about.getAll(name).at(-1))
  if (view !== 'form' && (view !== undefined || action !== undefined)) return null
  return model ? addressOf(`m-${model}`, id) : addressOf(`action-${action ?? ''}`, id)
}

const addressOf = (place = '', id = ''): Address | null => {
  if (!/^[1-9]\d{0,9}$/.test(id) || Number(id) > INT4_MAX || !/^[\w.-]{1,100}$/.test(place)) return null
  const model = modelOf(place)
  if (model === null) return place === 'action-' ? null : { place, id }
  const type = TYPE_OF.get(model)
  return type === undefined ? null : { type, id }
}

/** The model that a place names by itself: `crm.lead`, or `m-crm.lead`. Paths such as `crm`, and `action-214`, name an action. */
const modelOf = (place: string): string | null => {
  if (place.startsWith('m-')) return place.slice(2)
  return place.includes('.') && !place.startsWith('action-') ? place : null
}

/** An opportunity's address is that of a lead, and a company's that of a contact. */
const TYPE_OF = new Map<string, RecordType>([
  ['crm.lead', 'lead'],
  ['res.partner', 'contact'],
])

/** Installed as an app of its own, Odoo uses the second. */
const ROOTS = new Set(['odoo', 'scoped_app'])
const OF_THE_PATH = ['action', 'model', 'resId']
const INT4_MAX = 2_147_483_647
