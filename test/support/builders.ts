import type { NewWorkspace } from '../../server/actions/setUpWorkspace.ts'
import type { CrmRecord } from '../../server/crm/connector.ts'
import { defaultPlaybook, officeHours } from '../../server/domain/defaultPlaybook.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { Signal } from '../../shared/signal.ts'

/** Ana and Dana are SDRs in one pool, Max manages them, Ruth catches the rest. Ana owns the account Nordlys, Dana is its backup. */
export const team = (): Omit<NewWorkspace, 'id'> => ({
  name: 'Test',
  teams: [{ id: 'inbound', name: 'Inbound', managerId: 'max' }],
  people: [
    { id: 'ana', name: 'Ana Sousa', email: 'ana@example.com', role: 'rep', teamId: 'inbound', calendarId: 'office' },
    { id: 'dana', name: 'Dana Berg', email: 'dana@example.com', role: 'rep', teamId: 'inbound', calendarId: 'office' },
    { id: 'max', name: 'Max Holm', email: 'max@example.com', role: 'manager', teamId: 'inbound', calendarId: 'office' },
    { id: 'ruth', name: 'Ruth Adeyemi', email: 'ruth@example.com', role: 'admin', teamId: null, calendarId: 'office' },
  ],
  absences: [],
  accounts: [
    {
      id: 'nordlys',
      name: 'Nordlys Logistics',
      status: 'target',
      segment: 'enterprise',
      ownerId: 'ana',
      backupId: 'dana',
      domains: ['nordlys.com'],
    },
  ],
  connections: [
    {
      id: 'crm',
      kind: 'demo',
      name: 'Test CRM',
      baseUrl: 'https://crm.example',
      secret: {},
      hookSecret: 'hook-secret',
    },
  ],
  playbook: defaultPlaybook({
    calendars: [officeHours('office', 'UTC')],
    pool: {
      id: 'sdr',
      name: 'Inbound SDRs',
      members: [
        { person: 'ana', weight: 1 },
        { person: 'dana', weight: 1 },
      ],
    },
    catchAll: 'ruth',
    stageAfterTouch: { lead: 'Contacted' },
  }),
})

let count = 0

export const leadRef = (id = String((count += 1))): RecordRef => ({ connection: 'crm', type: 'lead', id })

export const lead = (ref: RecordRef, overrides: Partial<CrmRecord> = {}): CrmRecord => ({
  ref,
  buyer: { name: 'Maria Lindqvist', email: 'maria@nordlys.com', title: 'VP Operations', company: 'Nordlys Logistics' },
  stage: 'New',
  fields: { industry: 'Logistics' },
  ...overrides,
})

export const demoRequest = (ref: RecordRef, overrides: Partial<Signal> = {}): Signal => ({
  id: `signal-${ref.id}-${(count += 1)}`,
  kind: 'demo_request',
  occurredAt: '2026-11-23T10:00:00Z',
  source: 'website',
  record: ref,
  buyer: { name: 'Maria Lindqvist', email: 'maria@nordlys.com', title: 'VP Operations', company: 'Nordlys Logistics' },
  fields: { message: 'A demo of route planning for 40 depots before the Q1 budget closes.' },
  ...overrides,
})

/** One press of a button in the browser. */
export const press = (handoffId: string) => ({
  handoffId,
  key: `press-${(count += 1)}`.padEnd(12, '-'),
  pressedAt: '2026-11-23T10:05:00Z',
})
