import type { HandoffPoint } from '../../shared/point.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { Facts } from './condition.ts'

/** A CRM may keep leads and deals in one table, as Odoo does: a lead with this in its field `type` is a deal by now. */
const OPPORTUNITY = 'opportunity'

/** Whether a record is a deal, be it by its kind or by what it has become. */
export const isDeal = (ref: RecordRef, fields: Readonly<Record<string, unknown>>): boolean =>
  ref.type === 'deal' || (ref.type === 'lead' && fields.type === OPPORTUNITY)

/** The same, by the facts of a signal. */
export const isDealByFacts = (ref: RecordRef, facts: Facts): boolean => isDeal(ref, { type: facts['person.type'] })

/** Whether a point is for such a record: a lead that has become a deal is both. */
export const isForRecord = (
  { recordTypes }: Pick<HandoffPoint, 'recordTypes'>,
  ref: RecordRef,
  deal: boolean,
): boolean => recordTypes.includes(ref.type) || (deal && recordTypes.includes('deal'))
