import type { RecordType } from '../../../shared/record.ts'

/** A user of the demo CRM; records, tasks and activities name them by e-mail. */
export type DemoUser = { email: string; name: string }

export type Scalar = string | number | boolean | null

/** Planned: booked, or to do · done: a meeting was held · cancelled: also when the other side did not come. */
export const ENTRY_STATES = ['planned', 'done', 'cancelled'] as const
export type EntryState = (typeof ENTRY_STATES)[number]

/**
 * Something that somebody did for a record, or plans; `byEmail` may be nobody of this CRM. `at`, when it happened or starts,
 * is ISO 8601, as all times here. Without a state it is done.
 */
export type DemoActivity = {
  id: string
  channel: Channel
  summary: string
  byEmail: string
  at: string
  endsAt?: string
  state?: EntryState
  outcome?: string
  /** Without one it went out. */
  direction?: 'outbound' | 'inbound'
  /** A sequence or an auto-reply did it. */
  automated?: boolean
  /** The buyer picked the time of this meeting. */
  bookedByBuyer?: boolean
  createdAt?: string
  /** Who put it into the CRM, as in a change. */
  actor?: string
  /** Who said that it was done or cancelled, when that was later. */
  endedBy?: string
}

/** Without a state it is to do. */
export type DemoTask = {
  id: string
  summary: string
  dueAt: string
  ownerEmail: string
  createdAt: string
  state?: EntryState
  doneAt?: string
  actor?: string
  endedBy?: string
}

/** What changed in the record itself, for its timeline. `by` is the user, where the actor said who they are. */
export type DemoChange = {
  at: string
  actor: string
  by?: string
  what: 'created' | 'owner' | 'stage' | 'field'
  field?: string
  from?: string
  to?: string
}

/** What a form or an import said started a record. */
export type DemoRequest = { kind: string; source: string; occurredAt: string }

/** A record of any type. A company has no person; a deal's person is its contact. */
export type DemoRecord = {
  type: RecordType
  id: string
  name: string
  email?: string
  phone?: string
  title?: string
  /** The company's name as it was typed; `companyId` is the link, where there is one. */
  company?: string
  companyId?: string
  contactId?: string
  /** IANA zone of the person. */
  zone?: string
  ownerEmail?: string
  stage: string
  fields: Record<string, Scalar>
  request?: DemoRequest
  createdAt: string
  updatedAt: string
  activities: DemoActivity[]
  tasks: DemoTask[]
  changes: DemoChange[]
}

/** A record to start with; what is left out gets a beginning: the first stage, no activities, made now. */
export type SeedRecord = Pick<DemoRecord, 'type' | 'id' | 'name'> & Partial<DemoRecord>
export type DemoSeed = { users: DemoUser[]; records: SeedRecord[] }

export const CHANNELS = ['call', 'email', 'meeting', 'message', 'note'] as const
export type Channel = (typeof CHANNELS)[number]

/** How each type is called in addresses. */
export const PLURALS = { leads: 'lead', contacts: 'contact', companies: 'company', deals: 'deal' } as const
export type Plural = keyof typeof PLURALS

export const pluralOf = (type: RecordType): Plural =>
  (Object.keys(PLURALS) as Plural[]).find((plural) => PLURALS[plural] === type) ?? 'leads'

/** The stages that each type goes through; the first is where it begins. */
export const STAGES: Record<RecordType, readonly string[]> = {
  lead: ['New', 'Contacted', 'Working', 'Qualified', 'Nurture', 'Disqualified'],
  contact: ['Subscriber', 'Lead', 'Opportunity', 'Customer'],
  company: ['Prospect', 'Target account', 'Customer', 'Former customer'],
  deal: [
    'Discovery',
    'Qualified',
    'Demo',
    'Technical validation',
    'Proposal',
    'Legal review',
    'Closed won',
    'Closed lost',
  ],
}

const CLOSED: Record<string, 'won' | 'lost'> = { 'Closed won': 'won', 'Closed lost': 'lost' }

/** How a deal ended; nothing while it is open, and for all that is no deal. */
export const closedAs = ({ type, stage }: Pick<DemoRecord, 'type' | 'stage'>): 'won' | 'lost' | undefined =>
  type === 'deal' && Object.hasOwn(CLOSED, stage) ? CLOSED[stage] : undefined

/** The stage as this CRM spells it, however its case was typed; nothing when there is none. */
export const stageNamed = (type: RecordType, name: string): string | undefined =>
  STAGES[type].find((stage) => stage.toLowerCase() === name.trim().toLowerCase())

export const fromSeed = (seed: SeedRecord, at: string): DemoRecord => ({
  stage: STAGES[seed.type][0] ?? '',
  fields: {},
  createdAt: at,
  updatedAt: seed.createdAt ?? at,
  activities: [],
  tasks: [],
  changes: [],
  ...seed,
})
