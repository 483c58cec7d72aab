import type { Queue, QueueRow } from '../../shared/handoff.ts'
import type { Me } from '../../shared/session.ts'
import type { CrmAccess, QueueState, SessionState } from '../../extension/worker/contract.ts'
import { clock, MARA, NOW, pausedClock } from './views.ts'

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

export const queue = (more: Partial<Queue> = {}): Queue => ({ now: NOW, mine: rows(), team: null, ...more })

export const queueState = (shown: Queue, more: Partial<Extract<QueueState, { kind: 'queue' }>> = {}): QueueState => ({
  kind: 'queue',
  queue: shown,
  aheadMs: 0,
  freshness: 'fresh',
  asOf: NOW,
  ...more,
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
