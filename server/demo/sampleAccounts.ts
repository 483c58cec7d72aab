import type { Account, NewAccount } from '../store/accounts.ts'

export type SampleAccount = Pick<Account, 'id' | 'name' | 'status' | 'segment' | 'ownerId' | 'backupId'> & {
  domain: string
  industry: string
  country: string
  size: number
}

const INDUSTRIES = ['Logistics', 'Health care', 'Retail', 'Manufacturing', 'Banking', 'Food', 'Energy', 'Education']

/** Name, country, status, owner, backup. The first eight are the ones with handoffs of their own. */
const ROWS: [name: string, country: string, status: Account['status'], owner: string | null, backup: string | null][] =
  [
    ['Nordlys Logistics', 'Sweden', 'target', 'dana', 'jonas'],
    ['Brightwell Clinics', 'United Kingdom', 'target', 'ana', 'dana'],
    ['Alba Retail', 'Portugal', 'target', 'dana', 'ana'],
    ['Sumida Parts', 'Japan', 'target', 'mei', 'arjun'],
    ['Fjord Bank', 'Norway', 'target', 'dana', 'max'],
    ['Halden Foods', 'Germany', 'prospect', 'dana', 'jonas'],
    ['Larkspur Energy', 'United States', 'target', 'theo', 'sam'],
    ['Kestrel Schools', 'Ireland', 'prospect', 'jonas', 'dana'],
    ['Aster Freight', 'Netherlands', 'prospect', null, null],
    ['Bergamot Hotels', 'Italy', 'prospect', null, null],
    ['Cobalt Mining', 'Canada', 'target', 'sam', 'ivy'],
    ['Delphi Textiles', 'India', 'prospect', 'arjun', 'mei'],
    ['Ember Insurance', 'France', 'target', 'ana', 'jonas'],
    ['Foxglove Pharma', 'Switzerland', 'customer', 'anton', 'clara'],
    ['Granite Build', 'Finland', 'prospect', null, null],
    ['Harbor Marine', 'Denmark', 'prospect', null, null],
    ['Indigo Print', 'Poland', 'prospect', null, null],
    ['Juniper Press', 'Austria', 'prospect', null, null],
    ['Kite Airlines', 'Spain', 'target', 'ana', 'dana'],
    ['Linden Paper', 'Germany', 'customer', 'anton', 'clara'],
    ['Maple Grocers', 'Canada', 'customer', 'anton', 'clara'],
    ['Nimbus Cloudware', 'United States', 'prospect', null, null],
    ['Orchard Dairy', 'New Zealand', 'prospect', 'mei', 'arjun'],
    ['Pinnacle Sports', 'Australia', 'target', 'mei', 'arjun'],
    ['Quarry Stone', 'Greece', 'prospect', null, null],
    ['Riverbend Water', 'United States', 'customer', 'anton', 'clara'],
    ['Saffron Kitchens', 'India', 'prospect', 'arjun', 'mei'],
    ['Tundra Outdoor', 'Norway', 'prospect', null, null],
    ['Umber Leather', 'Italy', 'prospect', null, null],
    ['Vesper Lighting', 'Belgium', 'prospect', null, null],
    ['Willow Care', 'United Kingdom', 'customer', 'anton', 'clara'],
    ['Xylo Instruments', 'Czechia', 'prospect', null, null],
    ['Yarrow Farms', 'Kenya', 'prospect', null, null],
    ['Zephyr Wind', 'Denmark', 'target', 'jonas', 'ana'],
    ['Anchor Shipping', 'Singapore', 'target', 'mei', 'arjun'],
    ['Birch Furniture', 'Lithuania', 'prospect', null, null],
    ['Cedar Rail', 'United States', 'target', 'sam', 'theo'],
    ['Dune Solar', 'Morocco', 'prospect', null, null],
    ['Elm Street Media', 'United States', 'prospect', 'ivy', 'theo'],
    ['Fathom Research', 'South Korea', 'prospect', 'mei', 'kenta'],
  ]

const SIZES = [850, 1_400, 320, 2_600, 5_100, 240, 900, 120]

export const ACCOUNTS: SampleAccount[] = ROWS.map(([name, country, status, ownerId, backupId], index) => {
  const size = SIZES[index % SIZES.length] ?? 100
  return {
    id: `a${String(index + 1).padStart(2, '0')}`,
    name,
    status,
    segment: size >= 1_000 ? 'enterprise' : size >= 300 ? 'mid-market' : 'small',
    ownerId,
    backupId,
    domain: `${name.toLowerCase().replace(/ .*/, '')}.example`,
    industry: INDUSTRIES[index % INDUSTRIES.length] ?? 'Other',
    country,
    size,
  }
})

/** As Baton knows it: its record in this CRM, and who works for it. */
export const asNewAccount = (
  { domain, industry, country, size, ...account }: SampleAccount,
  connection: string,
): NewAccount => ({
  ...account,
  record: { connection, type: 'company', id: account.id },
  attributes: { industry, country, size },
  domains: [domain],
  team: TEAM[account.status],
})

const TEAM: Record<Account['status'], Record<string, string>> = {
  customer: { ae: 'noah', csm: 'clara', am: 'anton' },
  target: { ae: 'elin', se: 'petra' },
  prospect: {},
}

export const accountNamed = (name: string): SampleAccount => {
  const account = ACCOUNTS.find((each) => each.name === name)
  if (account === undefined) throw new RangeError(`no sample account «${name}»`)
  return account
}
