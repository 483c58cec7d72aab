import type { CrmRecord } from '../crm/connector.ts'
import type { DemoSeed, SeedRecord } from './crm/record.ts'
import { ACCOUNTS, accountNamed } from './sampleAccounts.ts'
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
        fields: { domain, industry, country, company_size: size },
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
      ...DEALS.map(([id, name, account, stage, amount]): SeedRecord => ({
        type: 'deal',
        id,
        name,
        company: account,
        companyId: accountNamed(account).id,
        stage,
        fields: { amount, currency: 'EUR' },
        createdAt: before(40_000),
      })),
    ],
  }
}

const STAGES = { target: 'Target account', customer: 'Customer', prospect: 'Prospect' }

const DEALS: [id: string, name: string, account: string, stage: string, amount: number][] = [
  ['401', 'Brightwell, fleet tracking', 'Brightwell Clinics', 'Proposal', 48_000],
  ['402', 'Foxglove, cold chain', 'Foxglove Pharma', 'Demo', 96_000],
  ['403', 'Riverbend, service vans', 'Riverbend Water', 'Discovery', 31_000],
]

export const emailAt = ({ name, account }: Pick<SampleLead, 'name' | 'account'>): string =>
  `${name.toLowerCase().replaceAll(' ', '.')}@${accountNamed(account).domain}`
