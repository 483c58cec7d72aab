import type { Queue, QueueRow, Sent, SentRow } from '../../shared/queue.ts'
import type { Me } from '../../shared/session.ts'
import type { CrmAccess, QueueState, SentState, SessionState } from '../../extension/worker/contract.ts'
import { clock, DANA, inMin, MARA, NOW, pausedClock } from './views.ts'

/** Builders of what the popup and the options page are drawn from. */
export const queueRow = (id: string, buyer: string, more: Partial<QueueRow> = {}): QueueRow => ({
  id,
  buyer,
  company: 'Nordlys Logistics',
  trigger: 'Demo request',
  owner: MARA,
  state: 'offered',
  clock: clock('accept', 4, 11),
  record: { connection: 'demo', type: 'lead', id },
  recordUrl: `https://crm.example/leads/${id}`,
  ...more,
})

/** Five rows, the worst first. */
export const rows = (): QueueRow[] => [
  queueRow('tom', 'Tom Okafor', {
    trigger: 'Pricing inquiry',
    company: 'Brightwell Clinics',
    clock: clock('accept', 27, -12),
  }),
  queueRow('ines', 'Ines Duarte', { company: 'Alba Retail', state: 'accepted', clock: clock('touch', 63, -3) }),
  queueRow('maria', 'Maria Lindqvist', { clock: clock('accept', 9, 6) }),
  queueRow('kenji', 'Kenji Mori', {
    trigger: 'Webinar',
    company: 'Sumida Parts',
    state: 'accepted',
    clock: clock('touch', 20, 220),
  }),
  queueRow('lea', 'Lea Brandt', { trigger: 'Qualified meeting', company: 'Fjord Bank', clock: pausedClock() }),
]

export const queue = (more: Partial<Queue> = {}): Queue => ({ now: NOW, mine: rows(), team: null, shared: [], ...more })

export const queueState = (shown: Queue, more: Partial<Extract<QueueState, { kind: 'queue' }>> = {}): QueueState => ({
  kind: 'queue',
  queue: shown,
  aheadMs: 0,
  freshness: 'fresh',
  asOf: NOW,
  ...more,
})

export const sentRow = (id: string, buyer: string, more: Partial<SentRow> = {}): SentRow => ({
  id,
  buyer,
  company: 'Nordlys Logistics',
  point: 'SDR → AE',
  owner: DANA,
  state: 'offered',
  sentAt: inMin(-40),
  since: inMin(-40),
  waits: false,
  record: { connection: 'demo', type: 'deal', id },
  recordUrl: `https://crm.example/deals/${id}`,
  ...more,
})

/** What Mara sent, what waits for her first, and two weeks of what her team sent. */
export const sent = (more: Partial<Sent> = {}): Sent => ({
  now: NOW,
  rows: [
    sentRow('priya', 'Priya Raman', { company: 'Halden Foods', state: 'returned', waits: true, since: inMin(-9) }),
    sentRow('otto', 'Otto Brandt', { company: 'Fjord Bank', state: 'accepted', since: inMin(-25) }),
    sentRow('ines', 'Ines Duarte', { company: 'Alba Retail', state: 'offered' }),
    sentRow('kenji', 'Kenji Mori', { company: 'Sumida Parts', state: 'completed', since: inMin(-26 * 60) }),
  ],
  weeks: [
    {
      week: '2026-11-23',
      sent: 9,
      accepted: 7,
      asked: 2,
      returned: 1,
      declined: 1,
      why: [
        { code: 'problem', count: 2 },
        { code: 'wrong_territory', count: 1 },
      ],
    },
    {
      week: '2026-11-16',
      sent: 21,
      accepted: 20,
      asked: 0,
      returned: 0,
      declined: 1,
      why: [{ code: 'duplicate', count: 1 }],
    },
  ],
  ...more,
})

export const sentState = (shown: Sent = sent()): SentState => ({
  kind: 'sent',
  sent: shown,
  aheadMs: 0,
  freshness: 'fresh',
  asOf: NOW,
})

export const me = (more: Partial<Me['person']> = {}): Me => ({
  person: { ...MARA, email: 'mara@acme.example', role: 'rep', team: 'Nordics', ...more },
  workspace: { id: 'w-acme', name: 'Acme' },
})

export const session = (more: Partial<SessionState> = {}): SessionState => ({
  server: 'https://baton.acme.example',
  me: me(),
  online: true,
  waitingActs: 0,
  pairing: null,
  ...more,
})

export const crmAccess = (more: Partial<CrmAccess['connection']> = {}, granted = false): CrmAccess => ({
  connection: { id: 'demo', kind: 'demo', name: 'Demo CRM', baseUrl: 'https://crm.example', ...more },
  granted,
})
