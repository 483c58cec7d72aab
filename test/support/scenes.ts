import fc from 'fast-check'
import { officeHours } from '../../server/domain/defaultPlaybook.ts'
import type { EscalationStep, HandoffPoint } from '../../shared/point.ts'
import type { Scene } from './play.ts'
import { CATCH_ALL, PEOPLE, withCatchAll } from './routing.ts'

const TIERS: HandoffPoint['tiers'] = {
  high: {
    accept: { kind: 'working', minutes: 15 },
    touch: { kind: 'working_same_day', minutes: 60, unlessUnderMinutes: 30, thenMinutes: 30 },
  },
  medium: { accept: { kind: 'working', minutes: 240 }, touch: { kind: 'close_of_next_day' } },
  low: null,
}

const ROUND_THE_CLOCK = {
  ...officeHours('always', 'UTC', '00:00', '24:00'),
  weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], windows: [{ from: '00:00', to: '24:00' }] }],
}

const DEFAULT_POLICY: EscalationStep[] = [
  { id: 'reminder', clock: 'accept', when: { kind: 'share', share: 0.5 }, act: 'remind', target: 'owner' },
  { id: 'alert', clock: 'accept', when: { kind: 'after_breach', minutes: 0 }, act: 'alert', target: 'manager' },
  {
    id: 'take_over',
    clock: 'accept',
    when: { kind: 'after_breach', minutes: 15 },
    act: 'hand_to_backup',
    target: 'backup',
  },
  { id: 'reminder', clock: 'touch', when: { kind: 'share', share: 0.5 }, act: 'remind', target: 'owner' },
  { id: 'alert', clock: 'touch', when: { kind: 'after_breach', minutes: 0 }, act: 'alert', target: 'manager' },
]

const step: fc.Arbitrary<Omit<EscalationStep, 'id'>> = fc.record({
  clock: fc.constantFrom('accept', 'touch'),
  when: fc.oneof(
    fc.record({ kind: fc.constant('share' as const), share: fc.constantFrom(0.25, 0.5, 0.9, 1) }),
    fc.record({ kind: fc.constant('after_breach' as const), minutes: fc.constantFrom(0, 5, 15, 60) }),
  ),
  act: fc.constantFrom('remind', 'alert', 'hand_to_backup'),
  target: fc.constantFrom('owner', 'backup', 'manager'),
})

const policy: fc.Arbitrary<EscalationStep[]> = fc.oneof(
  fc.constant(DEFAULT_POLICY),
  fc.array(step, { maxLength: 5 }).map((steps) => steps.map((each, i) => ({ ...each, id: `step-${i}` }))),
)

const PARTS = [
  { id: 'legal', name: 'Legal' },
  { id: 'finance', name: 'Finance' },
  { id: 'purchasing', name: 'Purchasing' },
]
/** Who may be in a plan of approvals. */
export const APPROVERS = ['ana', 'hana', CATCH_ALL]
export const person = fc.constantFrom(...PEOPLE, CATCH_ALL)

const approvals: fc.Arbitrary<Scene['approvals']> = fc.option(
  fc
    .record({
      order: fc.constantFrom('serial' as const, 'parallel' as const),
      who: fc.array(fc.constantFrom(...APPROVERS), { minLength: 1, maxLength: 3 }),
    })
    .map(({ order, who }) => ({
      route: 'large',
      name: 'Large deals',
      order,
      steps: who.map((id, i) => ({ ...PARTS[i]!, person: id })),
    })),
  { freq: 2 },
)

/** Who is there, how it escalates, how it came. */
export const scene: fc.Arbitrary<Scene> = fc.record({
  routing: withCatchAll.map(({ at: _, refusedBy: __, ...routing }) => routing),
  policy,
  calendar: fc.constantFrom(ROUND_THE_CLOCK, officeHours('office', 'UTC'), officeHours('office', 'America/New_York')),
  tiers: fc.constant(TIERS),
  /** Around a weekend, and over a change to winter time. */
  startAt: fc.integer({ min: 0, max: 14 * 24 * 60 }).map((minutes) => Date.UTC(2026, 9, 23) + minutes * 60_000),
  byHand: fc.boolean(),
  doNotContact: fc.constantFrom(false, false, false, false, false, true),
  approvals,
  early: fc.constantFrom(false, false, false, true),
})
