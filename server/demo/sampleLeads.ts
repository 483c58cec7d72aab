/** What happens to a sample handoff, so many minutes before the sample is made. */
export type Step =
  | { minutesAgo: number; do: 'signal'; kind?: string }
  | { minutesAgo: number; do: 'accept' | 'decline' | 'touch'; by: string }

export type SampleLead = {
  id: string
  name: string
  title: string
  account: string
  phone?: string
  zone: string
  kind: 'demo_request' | 'pricing_inquiry' | 'contact_sales'
  message: string
  fields?: Record<string, string>
  steps: Step[]
}

/** Every state that a handoff can be in, most of them Dana's. */
export const LEADS: SampleLead[] = [
  {
    id: '1001',
    name: 'Maria Lindqvist',
    title: 'VP Operations',
    account: 'Nordlys Logistics',
    phone: '+46 8 555 0142',
    zone: 'Europe/Stockholm',
    kind: 'demo_request',
    message: 'A demo of route planning for 40 depots before the Q1 budget closes.',
    fields: {
      problem: 'Night routes are planned by hand',
      timeline: 'This quarter',
      product: 'Route planning',
      budget: 'EUR 60,000 a year',
      campaign: 'Nordic logistics fair',
    },
    steps: [{ minutesAgo: 4, do: 'signal' }],
  },
  {
    id: '1002',
    name: 'Tom Okafor',
    title: 'Head of IT',
    account: 'Brightwell Clinics',
    phone: '+44 20 7946 0031',
    zone: 'Europe/London',
    kind: 'pricing_inquiry',
    message: 'A price for 120 seats.',
    fields: {
      product: 'Fleet tracking',
      timeline: 'Before March',
      problem: 'Two depots joined and have no licences',
      budget: 'Known',
      committee: 'Tom, and the CFO Helen Marsh',
    },
    steps: [{ minutesAgo: 20, do: 'signal' }],
  },
  {
    id: '1003',
    name: 'Ines Duarte',
    title: 'Operations lead',
    account: 'Alba Retail',
    phone: '+351 21 555 0199',
    zone: 'Europe/Lisbon',
    kind: 'demo_request',
    message: 'Show us how store deliveries are bundled.',
    fields: { product: 'Store delivery', timeline: 'Next half-year' },
    steps: [{ minutesAgo: 9, do: 'signal' }],
  },
  {
    id: '1004',
    name: 'Priya Raman',
    title: 'CFO',
    account: 'Halden Foods',
    phone: '+49 30 555 0171',
    zone: 'Europe/Berlin',
    kind: 'demo_request',
    message: 'A demo for our cold-chain team, with the cost per stop.',
    fields: { product: 'Cold chain', timeline: 'This month', budget: 'EUR 25,000' },
    steps: [
      { minutesAgo: 24, do: 'signal' },
      { minutesAgo: 20, do: 'accept', by: 'dana' },
    ],
  },
  {
    id: '1005',
    name: 'Lea Brandt',
    title: 'Procurement',
    account: 'Fjord Bank',
    phone: '+47 22 55 01 38',
    zone: 'Europe/Oslo',
    kind: 'contact_sales',
    message: 'Talk about courier routes between our branches.',
    steps: [
      { minutesAgo: 72, do: 'signal' },
      { minutesAgo: 68, do: 'accept', by: 'dana' },
    ],
  },
  {
    id: '1006',
    name: 'Kenji Mori',
    title: 'Plant director',
    account: 'Sumida Parts',
    phone: '+81 3 5550 0123',
    zone: 'Asia/Tokyo',
    kind: 'demo_request',
    message: 'A demo of supplier pick-ups.',
    fields: { product: 'Supplier pick-up' },
    steps: [
      { minutesAgo: 300, do: 'signal' },
      { minutesAgo: 296, do: 'accept', by: 'mei' },
      { minutesAgo: 280, do: 'touch', by: 'mei' },
    ],
  },
  {
    id: '1007',
    name: 'Aoife Byrne',
    title: 'Bursar',
    account: 'Kestrel Schools',
    phone: '+353 1 555 0116',
    zone: 'Europe/Dublin',
    kind: 'demo_request',
    message: 'A demo of school bus planning.',
    fields: { product: 'Passenger routes', timeline: 'Before summer' },
    steps: [
      { minutesAgo: 13, do: 'signal' },
      { minutesAgo: 11, do: 'decline', by: 'jonas' },
    ],
  },
  {
    id: '1008',
    name: 'Marcus Hale',
    title: 'Fleet manager',
    account: 'Larkspur Energy',
    phone: '+1 212 555 0187',
    zone: 'America/New_York',
    kind: 'pricing_inquiry',
    message: 'A price for 300 service vans.',
    fields: { product: 'Fleet tracking' },
    steps: [{ minutesAgo: 15, do: 'signal' }],
  },
  {
    id: '1009',
    name: 'Sofia Conti',
    title: 'General manager',
    account: 'Bergamot Hotels',
    phone: '+39 06 5550 0144',
    zone: 'Europe/Rome',
    kind: 'demo_request',
    message: 'A demo of laundry rounds for eleven hotels.',
    steps: [
      { minutesAgo: 45, do: 'signal' },
      { minutesAgo: 30, do: 'signal', kind: 'pricing_inquiry' },
    ],
  },
  {
    id: '1010',
    name: 'Erik Dahl',
    title: 'Logistics planner',
    account: 'Nordlys Logistics',
    phone: '+46 8 555 0143',
    zone: 'Europe/Stockholm',
    kind: 'contact_sales',
    message: 'A question about driver hours.',
    steps: [
      { minutesAgo: 2_880, do: 'signal' },
      { minutesAgo: 2_876, do: 'accept', by: 'dana' },
      { minutesAgo: 2_860, do: 'touch', by: 'dana' },
      { minutesAgo: 12, do: 'signal', kind: 'demo_request' },
    ],
  },
  {
    id: '1011',
    name: 'Nils Aalto',
    title: 'Site lead',
    account: 'Granite Build',
    phone: '+358 9 555 0120',
    zone: 'Europe/Helsinki',
    kind: 'contact_sales',
    message: 'Deliveries to six building sites.',
    steps: [{ minutesAgo: 6, do: 'signal' }],
  },
  {
    id: '1012',
    name: 'Hanna Vik',
    title: 'Head of ground operations',
    account: 'Kite Airlines',
    phone: '+34 91 555 0177',
    zone: 'Europe/Madrid',
    kind: 'demo_request',
    message: 'A demo of crew and baggage transfers at two hubs.',
    fields: { product: 'Route planning', timeline: 'Before the summer schedule', budget: 'EUR 80,000 a year' },
    steps: [
      { minutesAgo: 1_500, do: 'signal' },
      { minutesAgo: 1_496, do: 'accept', by: 'dana' },
      { minutesAgo: 1_480, do: 'touch', by: 'dana' },
    ],
  },
]
