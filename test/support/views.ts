import type { ContextEntry, ContextItem } from '../../shared/context.ts'
import type { ClockView, ContextQuestion, HistoryEntry } from '../../shared/handoffParts.ts'
import type { HandoffView } from '../../shared/handoff.ts'
import type { PersonRef } from '../../shared/person.ts'
import type { Receipt } from '../../shared/receipt.ts'
import type { SidebarState } from '../../extension/worker/contract.ts'

/** Builders of what the extension's pages are drawn from. Tuesday, 2:34 PM in New York, 8:34 PM in Stockholm. */
export const NOW = '2026-11-24T19:34:00.000Z'
export const NOW_MS = Date.parse(NOW)

const MINUTE_MS = 60_000

/** The instant so many minutes from now. */
export const inMin = (min: number): string => new Date(NOW_MS + min * MINUTE_MS).toISOString()

export const MARA: PersonRef = { id: 'p-mara', name: 'Mara Lind' }
export const ANA: PersonRef = { id: 'p-ana', name: 'Ana Ruiz' }
export const DANA: PersonRef = { id: 'p-dana', name: 'Dana Berg' }
export const SAM: PersonRef = { id: 'p-sam', name: 'Sam Carter' }
export const JONAS: PersonRef = { id: 'p-jonas', name: 'Jonas Weiss' }

/** A clock that started `spentMin` ago and is due in `leftMin` (negative: late), all of it in one open window. */
export const clock = (
  kind: ClockView['kind'],
  spentMin: number,
  leftMin: number,
  more: Partial<ClockView> = {},
): ClockView => ({
  kind,
  startedAt: inMin(-spentMin),
  dueAt: inMin(leftMin),
  windows: [[inMin(-spentMin), inMin(leftMin)]],
  zone: 'America/New_York',
  ...more,
})

/** A clock with 15 working minutes that begin on Monday at 9:00 AM in New York. */
export const pausedClock = (kind: ClockView['kind'] = 'accept'): ClockView => ({
  kind,
  startedAt: inMin(-12),
  dueAt: '2026-11-30T14:15:00.000Z',
  windows: [['2026-11-30T14:00:00.000Z', '2026-11-30T14:15:00.000Z']],
  zone: 'America/New_York',
})

const known = (
  item: ContextItem,
  need: ContextEntry['need'],
  text: string,
  field: string,
  from: 'signal' | 'crm' | 'baton',
): ContextEntry => ({
  item,
  need,
  lines: [
    {
      text,
      provenance: {
        from,
        field,
        by: from === 'crm' ? 'Demo CRM' : from === 'baton' ? 'Baton' : 'website',
        at: inMin(-4),
      },
    },
  ],
})

/** All twelve items; those named are not known. */
export const context = (...unknown: ContextItem[]): ContextEntry[] => {
  const entries: ContextEntry[] = [
    known('buyer', 'required', 'Maria Lindqvist, VP Operations, Nordlys Logistics', 'buyer.name', 'signal'),
    known('source', 'required', 'Demo request on the website', 'source', 'signal'),
    known('product_interest', 'required', 'Route planning', 'fields.product', 'signal'),
    known('problem', 'wanted', 'Forty depots are planned by hand every morning', 'fields.message', 'signal'),
    known('touchpoints', 'wanted', 'Webinar «Winter routes», Nov 12', 'crm.activities', 'crm'),
    known('qualification', 'wanted', 'Budget agreed for Q1', 'crm.notes', 'crm'),
    known('timeline', 'wanted', 'Before the Q1 budget closes', 'fields.timeline', 'signal'),
    known('committee', 'required', 'CFO and head of IT', 'crm.contacts', 'crm'),
    known('next_step', 'wanted', 'A demo this week', 'fields.next_step', 'signal'),
    known('lifecycle_stage', 'wanted', 'Marketing qualified', 'crm.stage', 'crm'),
    known('owners', 'wanted', 'Mara Lind, backup Dana Berg', 'owners', 'baton'),
    known('sla', 'wanted', 'Accept by 2:45 PM, first touch by 3:30 PM', 'sla', 'baton'),
  ]
  return entries.map((entry) => (unknown.includes(entry.item) ? { ...entry, lines: [] } : entry))
}

/** What a form asks; those named are not known. */
export const questions = (...unknown: ContextItem[]): ContextQuestion[] => {
  const all: ContextQuestion[] = [
    { item: 'committee', need: 'required', value: 'CFO and head of IT', given: true },
    { item: 'product_interest', need: 'required', value: 'Route planning', given: true },
    { item: 'problem', need: 'wanted', value: 'Forty depots are planned by hand every morning', given: true },
    { item: 'timeline', need: 'wanted', value: 'Before the Q1 budget closes', given: true },
  ]
  return all.map((question) => (unknown.includes(question.item) ? { ...question, value: '', given: false } : question))
}

export const receipt = (more: Partial<Receipt> = {}): Receipt => ({
  decidedAt: inMin(-4),
  playbookVersion: 14,
  why: { reason: 'named_account', name: 'Nordlys' },
  owner: MARA,
  backup: DANA,
  match: { account: 'Nordlys Logistics', evidence: 'email_domain', value: 'nordlys.example' },
  steps: [
    {
      id: 'named',
      name: 'Named account',
      kind: 'named_account_owner',
      reason: 'won',
      candidates: [{ person: MARA, reason: 'chosen' }],
    },
    {
      id: 'pool',
      name: 'Nordics pool',
      kind: 'pool',
      reason: 'not_reached',
      candidates: [
        { person: ANA, reason: 'away', turns: 7, weight: 2 },
        { person: JONAS, reason: 'higher_level', turns: 5, weight: 1 },
      ],
    },
    { id: 'rest', name: 'Everything else', kind: 'catch_all', reason: 'not_reached', candidates: [] },
  ],
  ...more,
})

/** Opened so many minutes from now (negative: before), offered to Mara, the owner written; then what is named. */
export const historySince = (min: number, ...more: HistoryEntry[]): HistoryEntry[] => [
  { at: inMin(min), kind: 'opened', detail: 'demo_request' },
  { at: inMin(min), kind: 'assigned', to: MARA },
  { at: inMin(min), kind: 'written', detail: 'owner' },
  ...more,
]

export const history = (...more: HistoryEntry[]): HistoryEntry[] => historySince(-4, ...more)

/** Maria's demo request, offered to Mara four minutes ago: 11 of 15 minutes are left. */
export const handoff = (more: Partial<HandoffView> = {}): HandoffView => ({
  id: 'h-maria',
  version: 3,
  point: { id: 'marketing_to_sdr', name: 'Marketing → SDR', from: 'Marketing', to: 'SDR' },
  firstResponse: 'buyer',
  sender: SAM,
  byHand: false,
  sentByMe: false,
  may: ['accept', 'decline', 'ask', 'give_back', 'give_context', 'close', 'touch'],
  doNotContact: false,
  asks: [],
  questions: questions('committee'),
  approval: null,
  evidence: [{ id: 'meeting', name: 'Meeting booked', seenAt: null, byHand: false }],
  closedReasons: ['disqualified', 'dismissed', 'duplicate', 'asked_for_later', 'nurture', 'spam', 'other'],
  closed: null,
  completed: null,
  colleagues: [],
  touch: null,
  nextActionDated: true,
  reasonAsked: false,
  ownerConflict: false,
  bookedFor: null,
  trigger: 'Demo request',
  state: 'offered',
  tier: 'high',
  cycle: 1,
  record: { connection: 'demo', type: 'lead', id: '17' },
  recordUrl: 'https://crm.example/leads/17',
  buyer: {
    name: 'Maria Lindqvist',
    title: 'VP Operations',
    company: 'Nordlys Logistics',
    accountStatus: 'target',
    phone: '+46 8 555 0142',
    email: 'maria@nordlys.example',
    zone: 'Europe/Stockholm',
  },
  askedFor: 'a demo of route planning for 40 depots before the Q1 budget closes.',
  why: { reason: 'named_account', name: 'Nordlys' },
  owner: MARA,
  backup: DANA,
  crmOwner: null,
  recordGone: false,
  mine: true,
  acceptedAt: null,
  touchedAt: null,
  buyerSince: inMin(-4),
  clocks: [clock('accept', 4, 11), clock('touch', 4, 56)],
  context: context('committee', 'touchpoints'),
  missing: ['committee'],
  next: {
    name: 'Demo call',
    options: ['2026-11-25T15:00:00.000Z', '2026-11-25T19:00:00.000Z', '2026-11-26T15:00:00.000Z'],
  },
  receipt: receipt(),
  history: history(),
  writes: [],
  ...more,
})

/** The same, accepted a minute ago. */
export const accepted = (more: Partial<HandoffView> = {}): HandoffView =>
  handoff({
    state: 'accepted',
    acceptedAt: inMin(-1),
    clocks: [clock('touch', 12, 48)],
    context: context(),
    missing: [],
    questions: questions(),
    may: ['ask', 'give_context', 'close', 'touch'],
    history: history({ at: inMin(-1), kind: 'accepted', by: MARA }),
    ...more,
  })

/** What a tab with this handoff shows. */
export const onRecord = (
  shown: HandoffView,
  more: Partial<Extract<SidebarState, { kind: 'handoff' }>> = {},
): SidebarState => ({
  kind: 'handoff',
  record: shown.record,
  folded: false,
  handoff: shown,
  others: [],
  choices: [],
  gates: [],
  waitingAct: null,
  aheadMs: 0,
  freshness: 'fresh',
  asOf: NOW,
  ...more,
})

/** What a tab with a record without a handoff shows. */
export const offRecord = (more: Partial<Extract<SidebarState, { kind: 'no_handoff' }>> = {}): SidebarState => ({
  kind: 'no_handoff',
  record: { connection: 'demo', type: 'deal', id: '17' },
  folded: false,
  choices: [],
  gates: [],
  waitingAct: null,
  aheadMs: 0,
  ...more,
})
