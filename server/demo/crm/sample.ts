import { CARE, COMPANIES, companyName } from './sampleCompanies.ts'
import type { DemoSeed, DemoUser, SeedRecord } from './record.ts'

/** Records to look around in when the demo CRM runs by itself; names and addresses are made up. Times lie before `now`. */
export const sampleSeed = (now: Date): DemoSeed => {
  const daysAgo = (days: number, hours = 0): string =>
    new Date(now.getTime() - (days * 24 + hours) * 3_600_000).toISOString()
  const inDays = (days: number): string => daysAgo(-days).slice(0, 10)
  return {
    users: USERS,
    records: [
      ...COMPANIES.map(([id, name, domain, industry, size, country, stage, owner], index): SeedRecord => ({
        type: 'company',
        id,
        name,
        stage,
        ownerEmail: owner,
        fields: {
          domain,
          industry,
          company_size: size,
          country,
          ...CARE[id],
          ...(id in CARE ? { renewal_date: inDays(88) } : {}),
        },
        createdAt: daysAgo(300 - index * 20),
      })),
      ...PEOPLE.map(([id, name, title, companyId, email, phone, zone, stage], index): SeedRecord => ({
        type: 'contact',
        id,
        name,
        title,
        companyId,
        company: companyName(companyId),
        email,
        phone,
        zone,
        stage,
        fields: {},
        createdAt: daysAgo(200 - index * 15),
      })),
      ...DEALS.map(([id, name, companyId, contactId, amount, stage, owner], index): SeedRecord => ({
        type: 'deal',
        id,
        name,
        companyId,
        company: companyName(companyId),
        contactId,
        stage,
        ownerEmail: owner,
        fields: {
          amount,
          discount: 5 * index,
          terms: 'Standard',
          close_date: inDays(20 + index * 12),
          currency: 'EUR',
          product: index % 2 === 0 ? 'Route planning' : 'Depot scheduling',
        },
        createdAt: daysAgo(40 - index * 9),
      })),
      {
        type: 'lead',
        id: '1001',
        name: 'Maria Lindqvist',
        title: 'VP Operations',
        company: 'Nordlys Logistics',
        companyId: '201',
        contactId: '301',
        email: 'maria.lindqvist@nordlys.example',
        phone: '+46 8 555 0142',
        zone: 'Europe/Stockholm',
        ownerEmail: 'ana.ferreira@fairlead.example',
        stage: 'Working',
        fields: {
          message: 'Route planning for 40 depots before the Q1 budget closes.',
          product: 'Route planning',
          timeline: 'This quarter',
          lead_source: 'website',
        },
        createdAt: daysAgo(6),
        activities: [
          {
            id: 'seed-1',
            channel: 'call',
            summary: 'Spoke with Maria: 40 depots, two of them abroad. Wants to see night routes.',
            byEmail: 'ana.ferreira@fairlead.example',
            at: daysAgo(5, 3),
          },
          {
            id: 'seed-2',
            channel: 'email',
            summary: 'Sent the comparison with her present planner.',
            byEmail: 'ana.ferreira@fairlead.example',
            at: daysAgo(4),
          },
        ],
        tasks: [
          {
            id: 'seed-3',
            summary: 'Prepare the night-route example',
            dueAt: daysAgo(-1),
            ownerEmail: 'ana.ferreira@fairlead.example',
            createdAt: daysAgo(4),
          },
        ],
        changes: [{ at: daysAgo(6), actor: 'website', what: 'created' }],
      },
      {
        type: 'lead',
        id: '1002',
        name: 'Tom Okafor',
        title: 'Head of IT',
        company: 'Brightwell Clinics',
        companyId: '202',
        contactId: '302',
        email: 'tom.okafor@brightwell.example',
        phone: '+44 20 7946 0031',
        zone: 'Europe/London',
        ownerEmail: 'dana.weiss@fairlead.example',
        stage: 'Contacted',
        fields: {
          message: 'A price for 120 more seats.',
          product: 'Fleet tracking',
          lead_source: 'website',
          campaign: 'Spring webinar',
        },
        createdAt: daysAgo(3),
        changes: [{ at: daysAgo(3), actor: 'website', what: 'created' }],
      },
      {
        type: 'lead',
        id: '1003',
        name: 'Lena Hofmann',
        title: 'Supply chain lead',
        company: 'Kranich Papier',
        email: 'l.hofmann@kranich.example',
        zone: 'Europe/Berlin',
        stage: 'New',
        fields: { lead_source: 'Content download', interest: 'Guide to depot scheduling' },
        createdAt: daysAgo(1),
        changes: [{ at: daysAgo(1), actor: 'website', what: 'created' }],
      },
    ],
  }
}

const USERS: DemoUser[] = [
  { email: 'ana.ferreira@fairlead.example', name: 'Ana Ferreira' },
  { email: 'dana.weiss@fairlead.example', name: 'Dana Weiss' },
  { email: 'jonas.holm@fairlead.example', name: 'Jonas Holm' },
  { email: 'sam.ito@fairlead.example', name: 'Sam Ito' },
]

type Person = [
  id: string,
  name: string,
  title: string,
  companyId: string,
  email: string,
  phone: string,
  zone: string,
  stage: string,
]
const PEOPLE: Person[] = [
  [
    '301',
    'Maria Lindqvist',
    'VP Operations',
    '201',
    'maria.lindqvist@nordlys.example',
    '+46 8 555 0142',
    'Europe/Stockholm',
    'Opportunity',
  ],
  [
    '302',
    'Tom Okafor',
    'Head of IT',
    '202',
    'tom.okafor@brightwell.example',
    '+44 20 7946 0031',
    'Europe/London',
    'Customer',
  ],
  ['303', 'Priya Raman', 'CFO', '203', 'priya.raman@halden.example', '+1 312 555 0178', 'America/Chicago', 'Lead'],
  [
    '304',
    'Erik Sand',
    'Depot manager',
    '201',
    'erik.sand@nordlys.example',
    '+46 8 555 0177',
    'Europe/Stockholm',
    'Subscriber',
  ],
]

type Deal = [
  id: string,
  name: string,
  companyId: string,
  contactId: string,
  amount: number,
  stage: string,
  owner: string,
]
const DEALS: Deal[] = [
  ['401', 'Nordlys: 40 depots', '201', '301', 96_000, 'Demo', 'ana.ferreira@fairlead.example'],
  ['402', 'Brightwell: 120 more seats', '202', '302', 28_800, 'Proposal', 'dana.weiss@fairlead.example'],
  ['403', 'Halden: pilot in two regions', '203', '303', 14_500, 'Discovery', 'jonas.holm@fairlead.example'],
]
