import type { Clock, HandoffEvent } from '../../server/domain/event.ts'

/** A clock of an hour in open time. */
export const hourFrom = (kind: Clock['kind'], startedAt: number): Clock => {
  const dueAt = startedAt + 3_600_000
  return { kind, startedAt, dueAt, windows: [[startedAt, dueAt]], calendar: 'office', zone: 'UTC', steps: [] }
}

/** The first event of a history, for tests that read given, when, then. Instants are epoch milliseconds. */
export const opened = ({
  at,
  t0,
  sender = null,
}: {
  at: number
  t0: number
  sender?: string | null
}): HandoffEvent => ({
  type: 'opened',
  at,
  point: 'marketing_to_sdr',
  trigger: 'demo',
  triggerName: 'Demo request',
  tier: 'high',
  record: { connection: 'crm', type: 'lead', id: '1' },
  signalId: 'first',
  kind: 'demo_request',
  source: 'website',
  t0,
  playbookVersion: 1,
  account: null,
  touch: hourFrom('touch', t0),
  sender,
})

export const assigned = (offer: { at: number; owner: string; backup: string; number?: number }): HandoffEvent => ({
  type: 'assigned',
  at: offer.at,
  by: null,
  offer: {
    number: offer.number ?? 1,
    owner: offer.owner,
    backup: offer.backup,
    why: 'pool',
    whyName: null,
    instead: null,
    pool: null,
    decisionId: 'decision',
    accept: hourFrom('accept', offer.at),
  },
})
