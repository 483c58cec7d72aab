import type { ConnectionStatus, SetUpCheck, SetUpStep } from '../../shared/connection.ts'
import type { People, PersonRow } from '../../shared/people.ts'
import { inMin, NOW } from './views.ts'

/** Builders of what those who run Baton see in the options page. */
export const personRow = (id: string, name: string, more: Partial<PersonRow> = {}): PersonRow => ({
  id,
  name,
  email: `${id}@acme.example`,
  role: 'rep',
  team: { id: 'nordics', name: 'Nordics' },
  status: 'active',
  linkUntil: null,
  sessions: 1,
  lastSeenAt: inMin(-12),
  ...more,
})

const DAY_MIN = 24 * 60

export const peopleList = (more: Partial<People> = {}): People => ({
  people: [
    personRow('p-mara', 'Mara Lind', { email: 'mara@acme.example', role: 'admin', team: null, sessions: 2 }),
    personRow('ana', 'Ana Ruiz', { sessions: 2, role: 'manager', linkUntil: inMin(5 * DAY_MIN) }),
    personRow('dana', 'Dana Berg', { status: 'invited', sessions: 0, lastSeenAt: null, linkUntil: inMin(7 * DAY_MIN) }),
    personRow('jonas', 'Jonas Weiss', { status: 'link_ended', sessions: 0, lastSeenAt: null, team: null }),
    personRow('ruth', 'Ruth Adeyemi', {
      status: 'signed_out',
      sessions: 0,
      role: 'revops',
      lastSeenAt: inMin(-9 * DAY_MIN),
    }),
  ],
  teams: [
    { id: 'nordics', name: 'Nordics' },
    { id: 'west', name: 'West' },
  ],
  grants: ['rep', 'manager', 'revops', 'admin'],
  ...more,
})

export const connectionStatus = (more: Partial<ConnectionStatus> = {}): ConnectionStatus => ({
  connection: { id: 'odoo', kind: 'odoo', name: 'Odoo', baseUrl: 'https://acme.odoo.example' },
  setUp: { database: 'acme' },
  hookPath: '/v1/hooks/acme.odoo?secret=Zr6T1b0aVdQm0fD9s2',
  hookHeardAt: null,
  polledAt: NOW,
  problem: null,
  ...more,
})

export const demoStatus = (): ConnectionStatus =>
  connectionStatus({
    connection: { id: 'demo', kind: 'demo', name: 'Demo CRM', baseUrl: 'https://crm.example' },
    setUp: null,
    hookPath: null,
    hookHeardAt: inMin(-3),
  })

const STEPS: SetUpStep[] = ['reach', 'version', 'sign_in', 'read', 'write', 'people', 'webhook']

/** A live test in which these steps went otherwise than well. */
export const checks = (found: Partial<Record<SetUpStep, Omit<SetUpCheck, 'step'>>> = {}): SetUpCheck[] =>
  STEPS.map((step) => ({ step, ...(found[step] ?? { state: 'ok', detail: 'As it should be.' }) }))
