import type { RecordType } from '../../../shared/record.ts'

/** How a field is typed in; `user` is the address of a user of this CRM. */
export type FieldKind = 'text' | 'number' | 'date' | 'yes' | 'user'
export type FieldSpec = { name: string; kind: FieldKind }

const spec = (kind: FieldKind, ...names: string[]): FieldSpec[] => names.map((name) => ({ name, kind }))

/** Who works for a company: a role, and the field that names its user. */
export const TEAM = {
  AE: 'account_executive',
  CSM: 'customer_success_manager',
  AM: 'account_manager',
  SE: 'sales_engineer',
} as const

/** The fields that the pages offer to fill in; a record may hold others. */
export const FIELDS: Record<RecordType, FieldSpec[]> = {
  lead: [...spec('text', 'problem', 'timeline', 'budget', 'next_step', 'product'), ...spec('yes', 'do_not_contact')],
  contact: [...spec('text', 'department', 'role_in_decision'), ...spec('yes', 'do_not_contact')],
  company: [
    ...spec('number', 'health_score', 'active_users', 'seats', 'seats_used', 'annual_value'),
    ...spec('date', 'renewal_date'),
    ...spec('text', 'renewal_plan'),
    ...spec('user', ...Object.values(TEAM)),
  ],
  deal: [
    ...spec('number', 'amount', 'discount'),
    ...spec('text', 'terms'),
    ...spec('date', 'close_date'),
    ...spec('text', 'product', 'technical_request', 'validation_outcome', 'promised_outcomes', 'scope', 'risks'),
    ...spec('text', 'stakeholders', 'committee', 'next_step'),
  ],
}
