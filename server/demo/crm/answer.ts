import type { RecordType } from '../../../shared/record.ts'
import type { RecordBook } from './book.ts'
import { closedAs, type DemoRecord, type DemoUser } from './record.ts'

/** Another record, by what names it in the API. */
type Link = { type: RecordType; id: string }

/** A record as the API answers it: with the names behind addresses, and what it is linked to. */
export const answerFor = (book: RecordBook, users: DemoUser[], record: DemoRecord) => {
  const nameOf = (email: string | undefined): string | undefined => users.find((user) => user.email === email)?.name
  const ended = closedAs(record)
  return {
    ...record,
    ownerName: nameOf(record.ownerEmail),
    ...(ended === undefined ? {} : { closed: ended }),
    activities: record.activities.map((each) => ({ ...each, byName: nameOf(each.byEmail) })),
    tasks: record.tasks.map((each) => ({ ...each, ownerName: nameOf(each.ownerEmail) })),
    related: relatedTo(book, record),
  }
}

/** A link to a contact, with who that is. */
const personBehind = (contact: Link | undefined, book: RecordBook) => {
  if (contact === undefined) return undefined
  const { name, email, phone, title, zone } = book.get(contact.type, contact.id)
  return { ...contact, name, email, phone, title, zone }
}

const OPPORTUNITIES_MAX = 50

/** Its company, its contact and the other deals of either, newest first. */
const relatedTo = (book: RecordBook, record: DemoRecord) => {
  const link = (type: RecordType, id: string | undefined): Link | undefined =>
    id !== undefined && book.find(type, id) && !(type === record.type && id === record.id) ? { type, id } : undefined
  const companyId = record.type === 'company' ? record.id : record.companyId
  const contactId = record.type === 'contact' ? record.id : record.contactId
  const isTheirs = (deal: DemoRecord): boolean =>
    (companyId !== undefined && deal.companyId === companyId) ||
    (contactId !== undefined && deal.contactId === contactId)
  return {
    account: link('company', record.companyId),
    contact: personBehind(link('contact', record.contactId), book),
    opportunities: book
      .list('deal')
      .filter((deal) => deal !== record && isTheirs(deal))
      .slice(0, OPPORTUNITIES_MAX)
      .map((deal) => ({
        id: deal.id,
        stage: deal.stage,
        closed: closedAs(deal) ?? null,
        ownerEmail: deal.ownerEmail,
        amount: typeof deal.fields.amount === 'number' ? deal.fields.amount : undefined,
        createdAt: deal.createdAt,
      })),
  }
}
