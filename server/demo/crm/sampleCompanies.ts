type Company = [
  id: string,
  name: string,
  domain: string,
  industry: string,
  size: number,
  country: string,
  stage: string,
  owner: string,
]
export const COMPANIES: Company[] = [
  [
    '201',
    'Nordlys Logistics',
    'nordlys.example',
    'Logistics',
    850,
    'Sweden',
    'Target account',
    'ana.ferreira@fairlead.example',
  ],
  [
    '202',
    'Brightwell Clinics',
    'brightwell.example',
    'Health care',
    1_400,
    'United Kingdom',
    'Customer',
    'dana.weiss@fairlead.example',
  ],
  ['203', 'Halden Foods', 'halden.example', 'Food', 320, 'United States', 'Prospect', 'jonas.holm@fairlead.example'],
]

/** Empty for an id that none has. */
export const companyName = (id: string): string => COMPANIES.find(([of]) => of === id)?.[1] ?? ''

/** What is known of a company that is a customer: how it fares, and who works for it. */
export const CARE: Record<string, Record<string, string | number>> = {
  '202': {
    health_score: 78,
    active_users: 96,
    seats: 120,
    seats_used: 104,
    annual_value: 57_600,
    account_executive: 'dana.weiss@fairlead.example',
    customer_success_manager: 'sam.ito@fairlead.example',
    account_manager: 'jonas.holm@fairlead.example',
    sales_engineer: 'ana.ferreira@fairlead.example',
  },
}
