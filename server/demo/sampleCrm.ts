import type { CrmRecord } from '../crm/connector.ts'
import type { DemoSeed, SeedRecord } from './crm/record.ts'
import { closedAs } from './crm/record.ts'
import { ACCOUNTS, accountNamed } from './sampleAccounts.ts'
import { DEALS } from './sampleDeals.ts'
import { LEADS, type SampleLead } from './sampleLeads.ts'
import { emailOf, PEOPLE } from './samplePeople.ts'

/** The lead as the CRM has it: what its connector would read. */
export const asCrmRecord = (lead: SampleLead, connection: string): CrmRecord => {
  const account = accountNamed(lead.account)
  return {
    ref: { connection, type: 'lead', id: lead.id },
    buyer: {
      name: lead.name,
      title: lead.title,
      email: emailAt(lead),
      phone: lead.phone,
      company: lead.account,
      zone: lead.zone,
    },
    stage: 'New',
    company: lead.account,
    fields: {
      ...lead.fields,
      message: lead.message,
      industry: account.industry,
      country: account.country,
      company_size: account.size,
      lead_source: 'website',
    },
  }
}

/** The demo CRM's own data: its users are the team, its companies the accounts. */
export const crmSeed = (now: Date): DemoSeed => {
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString()
  return {
    users: PEOPLE.map(({ email, name }) => ({ email, name })),
    records: [
      ...ACCOUNTS.map(({ id, name, status, ownerId, domain, industry, country, size }, index): SeedRecord => ({
        type: 'company',
        id,
        name,
        stage: STAGES[status],
        ...(ownerId === null ? {} : { ownerEmail: emailOf(ownerId) }),
        fields: { domain, industry, country, company_size: size, ...(status === 'customer' ? care(now, index) : {}) },
        createdAt: before(400_000 - index * 5_000),
      })),
      ...LEADS.flatMap((lead): SeedRecord[] => {
        const { ref: _, buyer, fields } = asCrmRecord(lead, '')
        const companyId = accountNamed(lead.account).id
        const contact = `c${lead.id}`
        const createdAt = before(lead.steps[0]?.minutesAgo ?? 0)
        const person = {
          name: lead.name,
          title: lead.title,
          email: buyer.email,
          phone: lead.phone,
          zone: lead.zone,
          company: lead.account,
          companyId,
        }
        return [
          { type: 'contact', id: contact, ...person, stage: 'Lead', fields: {}, createdAt },
          {
            type: 'lead',
            id: lead.id,
            ...person,
            contactId: contact,
            stage: 'New',
            fields,
            createdAt,
            changes: [{ at: createdAt, actor: 'website', what: 'created' }],
          },
        ]
      }),
      ...dealsOf(now),
    ],
  }
}

const STAGES = { target: 'Target account', customer: 'Customer', prospect: 'Prospect' }

/** The first of the customers: its renewal is what its handoff is about. */
const FOXGLOVE = ACCOUNTS.findIndex(({ name }) => name === 'Foxglove Pharma')

/** How a customer fares, and who looks after them. */
const care = (now: Date, index: number): SeedRecord['fields'] => ({
  health_score: 62 + ((index * 7) % 30),
  active_users: 40 + index * 3,
  renewal_date: new Date(now.getTime() + (88 + (index - FOXGLOVE) * 12) * 86_400_000).toISOString().slice(0, 10),
  customer_success_manager: emailOf('clara'),
  account_manager: emailOf('anton'),
})

const dealsOf = (now: Date): SeedRecord[] =>
  DEALS.flatMap(({ id, name, account, stage, owner, closesInDays, contact, fields }): SeedRecord[] => {
    const createdAt = new Date(now.getTime() - 40_000 * 60_000).toISOString()
    const ofCompany = { company: account, companyId: accountNamed(account).id }
    const contactId = `c${id}`
    const email = emailAt({ name: contact.name, account })
    return [
      { type: 'contact', id: contactId, ...contact, email, ...ofCompany, stage: 'Opportunity', fields: {}, createdAt },
      {
        type: 'deal',
        id,
        name,
        ...ofCompany,
        contactId,
        stage,
        ownerEmail: emailOf(owner),
        fields: {
          currency: 'EUR',
          close_date: new Date(now.getTime() + closesInDays * 86_400_000).toISOString().slice(0, 10),
          ...fields,
        },
        createdAt,
      },
    ]
  })

/** A deal or a company as the CRM has it: what its connector would read. */
export const crmRecordOf = (now: Date, type: 'deal' | 'company', id: string, connection: string): CrmRecord => {
  const { records } = crmSeed(now)
  const seed = records.find((record) => record.type === type && record.id === id)
  if (seed === undefined) throw new RangeError(`the sample has no ${type} ${id}`)
  const { name, company = name, companyId, contactId, stage, ownerEmail, fields = {} } = seed
  const contact = records.find((record) => record.type === 'contact' && record.id === contactId)
  const closed = closedAs({ type, stage: stage ?? '' })
  return {
    ref: { connection, type, id },
    buyer: {
      company,
      ...(contact && {
        name: contact.name,
        title: contact.title,
        email: contact.email,
        phone: contact.phone,
        zone: contact.zone,
      }),
    },
    ...(ownerEmail === undefined ? {} : { ownerEmail }),
    ...(stage === undefined ? {} : { stage }),
    company,
    ...(closed === undefined ? {} : { closed }),
    related: companyId === undefined ? {} : { account: { connection, type: 'company', id: companyId } },
    fields,
  }
}

export const emailAt = ({ name, account }: Pick<SampleLead, 'name' | 'account'>): string =>
  `${name.toLowerCase().replaceAll(' ', '.')}@${accountNamed(account).domain}`
