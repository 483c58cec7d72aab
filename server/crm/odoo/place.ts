import type { RecordRef, RecordType } from '../../../shared/record.ts'

/** Where a record lives in Odoo. A lead that became an opportunity keeps its id, and its page does not tell which of the
 *  two it is: both are rows of `crm.lead`. So are persons and companies of `res.partner`. */
export type Place = { model: 'crm.lead' | 'res.partner'; id: number }

const MODEL_OF: Record<RecordType, Place['model']> = {
  lead: 'crm.lead',
  deal: 'crm.lead',
  contact: 'res.partner',
  company: 'res.partner',
}

const INT4_MAX = 2_147_483_647

/** Nothing when the id cannot be one of Odoo's: it numbers its records from 1 in 32 bits. */
export const placeOf = (ref: RecordRef): Place | undefined => {
  const id = /^[1-9]\d{0,9}$/.test(ref.id) ? Number(ref.id) : 0
  return id > 0 && id <= INT4_MAX ? { model: MODEL_OF[ref.type], id } : undefined
}

/** The one name under which Baton knows a row: the type that its page's address gives too. */
export const refOf = (connection: string, place: Place): RecordRef => ({
  connection,
  type: place.model === 'crm.lead' ? 'lead' : 'contact',
  id: String(place.id),
})
