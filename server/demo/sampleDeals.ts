import type { Scalar } from '../../shared/condition.ts'
import type { RecordRef } from '../../shared/record.ts'

export type SampleDeal = {
  id: string
  name: string
  account: string
  stage: string
  owner: string
  closesInDays: number
  /** Who buys. */
  contact: { name: string; title: string; phone: string; zone: string }
  fields: Record<string, Scalar>
}

export const DEALS: SampleDeal[] = [
  {
    id: '401',
    name: 'Brightwell, fleet tracking',
    account: 'Brightwell Clinics',
    stage: 'Proposal',
    owner: 'noah',
    closesInDays: 18,
    contact: { name: 'Helen Marsh', title: 'CFO', phone: '+44 20 7946 0032', zone: 'Europe/London' },
    fields: { amount: 148_000, discount: 18, terms: 'Their paper', product: 'Fleet tracking' },
  },
  {
    id: '402',
    name: 'Cobalt, haul road dispatch',
    account: 'Cobalt Mining',
    stage: 'Technical validation',
    owner: 'noah',
    closesInDays: 24,
    contact: { name: 'Owen Tremblay', title: 'Mine manager', phone: '+1 416 555 0129', zone: 'America/Toronto' },
    fields: { amount: 96_000, discount: 0, terms: 'Standard', product: 'Dispatch' },
  },
  {
    id: '403',
    name: 'Riverbend, service vans',
    account: 'Riverbend Water',
    stage: 'Discovery',
    owner: 'elin',
    closesInDays: 60,
    contact: { name: 'June Abbott', title: 'Head of field service', phone: '+1 303 555 0164', zone: 'America/Denver' },
    fields: { amount: 31_000, product: 'Fleet tracking' },
  },
  {
    id: '404',
    name: 'Willow Care, home visits',
    account: 'Willow Care',
    stage: 'Closed won',
    owner: 'elin',
    closesInDays: -1,
    contact: { name: 'Beth Lowe', title: 'Operations director', phone: '+44 161 496 0077', zone: 'Europe/London' },
    fields: { amount: 54_000, discount: 5, terms: 'Standard', product: 'Passenger routes' },
  },
]

/** What happens around a record, so many minutes before the sample is made. `inDays` of a value is a date. */
export type Act =
  | {
      minutesAgo: number
      do: 'hand_off'
      by: string
      point: string
      values: Record<string, string | { inDays: number }>
    }
  | {
      minutesAgo: number
      do: 'signal'
      kind: string
      source: string
      person?: { name: string; email: string }
      fields?: Record<string, string | number | boolean>
    }
  | { minutesAgo: number; do: 'accept'; by: string }

export type Story = { record: Pick<RecordRef, 'id'> & { type: 'lead' | 'deal' | 'company' }; acts: Act[] }

const user = (minutesAgo: number, name: string): Act => ({
  minutesAgo,
  do: 'signal',
  kind: 'user_activated',
  source: 'product',
  person: { name, email: `${name.toLowerCase().replace(' ', '.')}@riverbend.example` },
  fields: { department: 'Field service' },
})

/** One handoff that lives now for each point beyond the first. */
export const STORIES: Story[] = [
  {
    record: { type: 'lead', id: '1012' },
    acts: [
      {
        minutesAgo: 10,
        do: 'hand_off',
        by: 'dana',
        point: 'sdr_to_ae',
        values: {
          problem: 'Crews and bags are moved by three dispatchers on the phone',
          qualification: 'EUR 80,000 a year is set aside, Hanna decides with the CFO',
          meeting: 'Demo on Thursday at 10:00, both hubs join',
          next_step: 'Show transfers between two terminals',
        },
      },
    ],
  },
  {
    record: { type: 'deal', id: '402' },
    acts: [
      {
        minutesAgo: 9,
        do: 'hand_off',
        by: 'noah',
        point: 'ae_to_se',
        values: {
          technical_question: 'Can dispatch keep working while the mine has no network?',
          environment: 'Wenco fleet system, SAP, private LTE',
          decision_date: { inDays: 16 },
        },
      },
    ],
  },
  {
    record: { type: 'deal', id: '401' },
    acts: [
      {
        minutesAgo: 6,
        do: 'hand_off',
        by: 'noah',
        point: 'ae_to_deal_desk',
        values: {
          amount: '148000',
          discount: '18',
          terms: 'their paper',
          deadline: { inDays: 9 },
          special_terms: 'They ask for uncapped liability on patient data',
        },
      },
    ],
  },
  {
    record: { type: 'deal', id: '404' },
    acts: [
      {
        minutesAgo: 11,
        do: 'hand_off',
        by: 'elin',
        point: 'sales_to_cs',
        values: {
          promised_outcomes: 'A fifth fewer kilometres per home visit by the spring',
          scope: 'Passenger routes for 60 carers in two cities',
          risks: 'Their rota tool has no interface yet',
          stakeholders: 'Beth Lowe decides, the two team leads use it, IT doubts it',
        },
      },
    ],
  },
  {
    record: { type: 'company', id: 'a26' },
    acts: [
      user(5_800, 'Ray Okoye'),
      user(2_900, 'June Abbott'),
      {
        minutesAgo: 70,
        do: 'signal',
        kind: 'usage_threshold_crossed',
        source: 'product',
        fields: { usage: '92% of the licences are in use', department: 'Field service' },
      },
      user(35, 'Carla Nunez'),
    ],
  },
  {
    record: { type: 'company', id: 'a20' },
    acts: [
      {
        minutesAgo: 7,
        do: 'signal',
        kind: 'health_score_dropped',
        source: 'product',
        fields: { score: 41, situation: 'Rescue: half of the drivers have stopped using the app' },
      },
    ],
  },
  {
    record: { type: 'company', id: 'a14' },
    acts: [
      { minutesAgo: 190, do: 'signal', kind: 'renewal_due', source: 'calendar', fields: { situation: 'Renewal' } },
      { minutesAgo: 150, do: 'accept', by: 'anton' },
    ],
  },
]
