import * as z from 'zod/mini'
import type { RecordRef, RecordType } from '../../../shared/record.ts'
import { Buyer } from '../../../shared/signal.ts'
import type { CrmRecord } from '../connector.ts'

const text = z.optional(z.nullable(z.string()))

/** What an answer to a write names: the record, or the new activity or task. */
export const DemoEntry = z.object({ id: z.string() })

/** A record as the demo CRM answers it, as far as it is read here. */
export const DemoRecord = z.object({
  id: z.string(),
  name: z.string(),
  email: text,
  phone: text,
  title: text,
  company: text,
  zone: text,
  ownerEmail: z.optional(z.string()),
  ownerName: z.optional(z.string()),
  stage: z.optional(z.string()),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  request: z.optional(z.object({ kind: z.string(), source: z.string(), occurredAt: z.iso.datetime({ offset: true }) })),
  activities: z.array(DemoEntry),
  tasks: z.array(DemoEntry),
  changes: z.optional(z.array(z.object({ actor: z.string(), what: z.string() }))),
})
export type DemoRecord = z.infer<typeof DemoRecord>

const PLURALS: Record<RecordType, string> = { lead: 'leads', contact: 'contacts', company: 'companies', deal: 'deals' }

/** Path of a record, in pages and, behind `/api`, in the API. */
export const pathOf = (ref: Pick<RecordRef, 'type' | 'id'>): string =>
  `/${PLURALS[ref.type]}/${encodeURIComponent(ref.id)}`

/** Anything else cannot be a record of this CRM, and must not bend an address. */
export const isRecordId = (id: string): boolean => /^[\w-]{1,100}$/.test(id)

export const toCrmRecord = (ref: RecordRef, record: DemoRecord): CrmRecord => {
  const company = (ref.type === 'company' ? record.name : record.company) || undefined
  return {
    ref,
    buyer: buyerOf(ref.type, record, company),
    ...ownerIn(record),
    ...(record.stage ? { stage: record.stage } : {}),
    ...(company === undefined ? {} : { company }),
    fields: record.fields,
    ...(record.request ? { request: record.request } : {}),
  }
}

/** The demo CRM calls whoever uses its pages «you»: it knows no more of them. */
const ownerIn = ({ ownerEmail, ownerName, changes }: DemoRecord): Partial<CrmRecord> => {
  const set = changes?.findLast(({ what }) => what === 'owner')
  return {
    ...(ownerEmail ? { ownerEmail } : {}),
    ...(ownerName ? { ownerName } : {}),
    ...(set === undefined ? {} : { ownerSetBy: { name: set.actor } }),
  }
}

/** A company or a deal is no person: its name is nobody's. What is no valid value, such as half an address, is left out. */
const buyerOf = (type: RecordType, record: DemoRecord, company: string | undefined): Buyer => {
  const isPerson = type === 'lead' || type === 'contact'
  const { email, phone, title, zone } = record
  const known = { name: isPerson ? record.name : undefined, email, phone, title, company, zone }
  const valid = Object.entries(known).filter(
    ([field, value]) => typeof value === 'string' && z.safeParse(Buyer, { [field]: value }).success,
  )
  return z.parse(Buyer, Object.fromEntries(valid))
}
