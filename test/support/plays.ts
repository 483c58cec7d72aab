import fc from 'fast-check'
import { officeHours } from '../../server/domain/defaultPlaybook.ts'
import type { EscalationStep, HandoffPoint } from '../../shared/playbook.ts'
import type { HandoffEvent } from '../../server/domain/event.ts'
import { type Move, play, type Scene, type Turn } from './play.ts'
import { CATCH_ALL, PEOPLE, withCatchAll } from './routing.ts'

/** Random plays of one handoff: who is there, how it escalates, and what everybody does. */
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

const scene: fc.Arbitrary<Scene> = fc.record({
  routing: withCatchAll.map(({ ladder, pools, match, people }) => ({ ladder, pools, match, people })),
  policy,
  calendar: fc.constantFrom(ROUND_THE_CLOCK, officeHours('office', 'UTC'), officeHours('office', 'America/New_York')),
  tiers: fc.constant(TIERS),
  /** Around a weekend, and over a change to winter time. */
  startAt: fc.integer({ min: 0, max: 14 * 24 * 60 }).map((minutes) => Date.UTC(2026, 9, 23) + minutes * 60_000),
})

const person = fc.constantFrom(...PEOPLE, CATCH_ALL)
const acts = fc.record({ do: fc.constantFrom('accept' as const, 'decline' as const, 'touch' as const), person })
const SWEEP: Move = { do: 'sweep' }
const wait: fc.Arbitrary<Move> = fc.record({
  do: fc.constant('wait' as const),
  minutes: fc.constantFrom(1, 4, 8, 8, 15, 31, 90, 600, 3_000),
})
/** Whoever has it, or stands by, acts more often than chance would have it. */
const move: fc.Arbitrary<Move | Move[]> = fc.oneof(
  { weight: 2, arbitrary: acts },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('accept' as const, 'decline' as const, 'touch' as const, 'touch' as const),
      person: fc.constantFrom('@owner', '@owner', '@backup'),
    }),
  },
  { weight: 2, arbitrary: wait },
  { weight: 1, arbitrary: fc.constant(SWEEP) },
  { weight: 4, arbitrary: wait.map((waited) => [waited, SWEEP]) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('signal' as const),
      tier: fc.constantFrom('high' as const, 'medium' as const),
      agoMinutes: fc.constantFrom(0, 0, 1, 20, 100, 1_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('follow' as const),
      person: fc.oneof(person, person, fc.constantFrom('@owner', '@backup')),
      by: fc.option(person),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('status' as const),
      person,
      status: fc.constantFrom('on_duty' as const, 'away' as const, 'left' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stray_tick' as const), nth: fc.nat(20) }) },
)

const moves = (maxLength: number): fc.Arbitrary<Move[]> =>
  fc.array(move, { maxLength, size: 'max' }).map((list) => list.flat())

/** One play: its scene and what everybody does in it. */
export const plays: fc.Arbitrary<{ scene: Scene; moves: Move[] }> = fc.record({ scene, moves: moves(18) })

const TEN_DAYS: Move[] = [{ do: 'wait', minutes: 10 * 24 * 60 }, SWEEP]

/** Plays in which, after all else, nobody does anything for months but the engine. */
export const abandoned: typeof plays = fc.record({ scene, moves: moves(10) }).map((input) => ({
  ...input,
  moves: [...input.moves, ...[...PEOPLE, CATCH_ALL, 'and once more'].flatMap(() => TEN_DAYS)],
}))

/** A law about all commands of a play with what came of each. */
export const ofPlay =
  (holds: (turns: Turn[]) => void) =>
  (input: { scene: Scene; moves: Move[] }): void =>
    holds(play(input.scene, input.moves))

export const eventsOf = (turns: readonly Turn[]): HandoffEvent[] => turns.flatMap(({ events }) => events)
