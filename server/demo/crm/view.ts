import type { RecordType } from '../../../shared/record.ts'
import type { RecordBook } from './book.ts'
import { FIELDS, TEAM, type FieldSpec } from './fields.ts'
import type { DemoRecord, DemoUser } from './record.ts'
import { STAGES, pluralOf } from './record.ts'

/** A line that leads to another record. */
export type RecordLink = { href: string; type: RecordType; name: string; stage: string; owner: string | null }

/** All that a record's page shows. */
export type RecordView = {
  record: DemoRecord
  /** The page before and after it in its list; `position` counts from 1. */
  pager: { previous: string | null; next: string | null; position: number; total: number }
  company: RecordLink | null
  related: RecordLink[]
  users: DemoUser[]
  stages: readonly string[]
  /** What can be filled in on its page. */
  editable: FieldSpec[]
  /** Who works for its company, by role. */
  team: { role: string; name: string }[]
}

export type ListRow = RecordLink & { company: string | null; detail: string | null; createdAt: string }
export type ListView = { type: RecordType; rows: ListRow[] }

export const hrefOf = (record: Pick<DemoRecord, 'type' | 'id'>): string =>
  `/${pluralOf(record.type)}/${encodeURIComponent(record.id)}`

const RELATED_MAX = 12

export const recordView = (book: RecordBook, users: DemoUser[], record: DemoRecord): RecordView => {
  const siblings = book.list(record.type)
  const index = siblings.findIndex((each) => each.id === record.id)
  const at = (position: number): string | null => (siblings[position] ? hrefOf(siblings[position]) : null)
  const company = record.companyId === undefined ? undefined : book.find('company', record.companyId)
  return {
    record,
    pager: {
      previous: index > 0 ? at(index - 1) : null,
      next: at(index + 1),
      position: index + 1,
      total: siblings.length,
    },
    company: company ? linkTo(company, users) : null,
    related: relatedTo(book, record)
      .slice(0, RELATED_MAX)
      .map((each) => linkTo(each, users)),
    users,
    stages: STAGES[record.type],
    editable: FIELDS[record.type],
    team: teamOf(record.type === 'company' ? record : company, users),
  }
}

const teamOf = (company: DemoRecord | undefined, users: DemoUser[]): RecordView['team'] =>
  Object.entries(TEAM).flatMap(([role, field]) => {
    const email = company?.fields[field]
    return typeof email === 'string' ? [{ role, name: users.find((user) => user.email === email)?.name ?? email }] : []
  })

export const listView = (book: RecordBook, users: DemoUser[], type: RecordType): ListView => ({
  type,
  rows: book.list(type).map((record) => ({
    ...linkTo(record, users),
    company:
      record.companyId === undefined
        ? (record.company ?? null)
        : (book.find('company', record.companyId)?.name ?? null),
    detail: detailOf(record),
    createdAt: record.createdAt,
  })),
})

/** Records of one company belong together; so do a lead and the contact with its address. */
const relatedTo = (book: RecordBook, record: DemoRecord): DemoRecord[] => {
  const companyId = record.type === 'company' ? record.id : record.companyId
  const belongs = (other: DemoRecord): boolean =>
    (companyId !== undefined && other.companyId === companyId) ||
    (record.contactId !== undefined && other.type === 'contact' && other.id === record.contactId) ||
    (record.type === 'contact' && other.contactId === record.id)
  return (['deal', 'contact', 'lead'] as const)
    .flatMap((type) => book.list(type))
    .filter((other) => other !== record && belongs(other))
}

const linkTo = (record: DemoRecord, users: DemoUser[]): RecordLink => ({
  href: hrefOf(record),
  type: record.type,
  name: record.name,
  stage: record.stage,
  owner: users.find((user) => user.email === record.ownerEmail)?.name ?? record.ownerEmail ?? null,
})

const detailOf = (record: DemoRecord): string | null => {
  const detail = {
    lead: record.title,
    contact: record.title,
    company: record.fields.industry,
    deal: record.fields.amount,
  }[record.type]
  return detail === undefined || detail === null ? null : String(detail)
}
