import { officeHours } from '../../server/domain/defaultPlaybook.ts'
import type { Facts } from '../../server/domain/condition.ts'
import type { Sighted } from '../../server/domain/trigger.ts'
import { HandoffPoint } from '../../shared/point.ts'
import { Playbook } from '../../shared/playbook.ts'
import { recordKey, type RecordRef } from '../../shared/record.ts'
import type { Trigger } from '../../shared/trigger.ts'

/** A trigger by its kinds; high unless something else is said. */
export const trigger = (id: string, kinds: string[], more: Partial<Trigger> = {}): Trigger => ({
  id,
  name: id,
  kinds,
  tier: 'high',
  ...more,
})

const HIGH = {
  accept: { kind: 'working', minutes: 15 },
  touch: { kind: 'working_same_day', minutes: 60, unlessUnderMinutes: 30, thenMinutes: 30 },
} as const
const MEDIUM = { accept: { kind: 'working', minutes: 240 }, touch: { kind: 'close_of_next_day' } } as const

/** A point with the usual deadlines; whoever is asked is beside the matter. */
export const pointWith = (triggers: Trigger[], more: Partial<HandoffPoint> = {}): HandoffPoint =>
  HandoffPoint.parse({
    id: 'marketing_to_sdr',
    name: 'Marketing → SDR',
    from: 'Marketing',
    to: 'SDR',
    recordTypes: ['lead', 'contact', 'company'],
    triggers,
    ladder: [{ id: 'rest', name: 'Everything else', kind: 'catch_all', person: 'ruth' }],
    context: [],
    coverage: 'office',
    tiers: { high: HIGH, medium: MEDIUM, low: null },
    completion: [{ id: 'done', name: 'Done', signs: [], byHand: true }],
    closedReasons: ['other'],
    nextAction: { name: 'Call', inWorkingDays: 1, at: '10:00' },
    escalation: [],
    ...more,
  })

export const playbookOf = (points: HandoffPoint[], more: Partial<Playbook> = {}): Playbook =>
  Playbook.parse({ calendars: [officeHours('office', 'UTC')], pools: [], points, ...more })

/** One signal: its kind, when it occurred, whose lead it is about. */
export const sighted = (
  kind: string,
  at: string,
  lead: string,
  more: Partial<Omit<Sighted, 'facts'>> & { facts?: Facts } = {},
): Sighted => {
  const ref: RecordRef = more.ref ?? { connection: 'crm', type: 'lead', id: lead }
  return {
    id: `${kind} of ${lead} at ${at}`,
    kind,
    at: Date.parse(at),
    ref,
    contact: recordKey(ref),
    capped: false,
    ...more,
    facts: { 'signal.kind': kind, 'signal.source': 'website', ...more.facts },
  }
}
