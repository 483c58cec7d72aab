import * as z from 'zod/mini'
import { RecordType, type RecordRef } from '../../../shared/record.ts'
import { Buyer } from '../../../shared/signal.ts'
import type { CrmRecord } from '../connector.ts'
import { activitiesOf } from './activity.ts'

const { catch: orElse } = z
const text = z.optional(z.nullable(z.string()))

/** What an answer to a write names: the record, or the new activity or task. */
export const DemoEntry = z.object({ id: z.string() })

/** What is no reason to hide a record when it cannot be read. */
const lenient = <T extends z.ZodMiniType>(schema: T) => orElse(z.optional(schema), undefined)

const ended = z.enum(['won', 'lost'])
const Link = z.object({ type: RecordType, id: z.string() })
const Person = z.object({ ...Link.shape, name: text, email: text, phone: text, title: text, zone: text })
const Deal = z.object({
  id: z.string(),
  stage: z.optional(z.string()),
  closed: z.optional(z.nullable(ended)),
  ownerEmail: z.optional(z.string()),
  amount: z.optional(z.number()),
  createdAt: lenient(z.iso.datetime({ offset: true })),
})

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
  activities: lenient(z.array(z.unknown())),
  tasks: lenient(z.array(z.unknown())),
  changes: lenient(
    z.array(z.object({ actor: z.string(), what: z.string(), by: z.optional(z.string()), at: z.optional(z.string()) })),
  ),
  createdAt: lenient(z.iso.datetime({ offset: true })),
  closed: lenient(ended),
  related: lenient(
    z.object({ account: lenient(Link), contact: lenient(Person), opportunities: lenient(z.array(Deal)) }),
  ),
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
    ...setBy('stageSetBy', record, 'stage'),
    ...(company === undefined ? {} : { company }),
    ...(record.createdAt === undefined ? {} : { createdAt: record.createdAt }),
    ...(record.closed === undefined ? {} : { closed: record.closed }),
    ...(record.fields.do_not_contact === true ? { doNotContact: true } : {}),
    ...(record.activities && record.tasks ? { activities: activitiesOf(record.activities, record.tasks) } : {}),
    related: relatedOf(ref, record),
    fields: record.fields,
    ...(record.request ? { request: record.request } : {}),
  }
}

const ownerIn = (record: DemoRecord): Partial<CrmRecord> => ({
  ...(record.ownerEmail ? { ownerEmail: record.ownerEmail } : {}),
  ...(record.ownerName ? { ownerName: record.ownerName } : {}),
  ...setBy('ownerSetBy', record, 'owner'),
})

/** The demo CRM calls whoever uses its pages «you», and knows more of them only where they said which user they are. */
const setBy = (name: 'ownerSetBy' | 'stageSetBy', { changes }: DemoRecord, what: string): Partial<CrmRecord> => {
  const set = changes?.findLast((change) => change.what === what)
  if (set === undefined) return {}
  const at = name === 'stageSetBy' && set.at !== undefined ? { at: set.at } : {}
  return { [name]: { name: set.actor, ...(set.by === undefined ? {} : { email: set.by }), ...at } }
}

const relatedOf = ({ connection }: RecordRef, { related }: DemoRecord): CrmRecord['related'] => {
  const refOf = ({ type, id }: z.infer<typeof Link>): RecordRef => ({ connection, type, id })
  return {
    ...(related?.account ? { account: refOf(related.account) } : {}),
    ...(related?.contact ? { contact: refOf(related.contact) } : {}),
    ...(related?.opportunities === undefined
      ? {}
      : { opportunities: related.opportunities.map(({ id, ...of }) => ({ ref: refOf({ type: 'deal', id }), ...of })) }),
  }
}

/** A company or a deal is no person: its name is nobody's, a deal's buyer is its contact. What is no valid value is left out. */
const buyerOf = (type: RecordType, record: DemoRecord, company: string | undefined): Buyer => {
  const isPerson = type === 'lead' || type === 'contact'
  const person = isPerson ? record : type === 'deal' ? record.related?.contact : undefined
  const { email, phone, title, zone } = person ?? record
  const known = { name: person?.name, email, phone, title, company, zone }
  const valid = Object.entries(known).filter(
    ([field, value]) => typeof value === 'string' && z.safeParse(Buyer, { [field]: value }).success,
  )
  return z.parse(Buyer, Object.fromEntries(valid))
}
