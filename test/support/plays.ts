import fc from 'fast-check'
import type { HandoffEvent } from '../../server/domain/event.ts'
import { ITEMS, type Move } from './moves.ts'
import { play, type Scene, type Turn } from './play.ts'
import { CATCH_ALL, PEOPLE } from './routing.ts'
import { APPROVERS, person, scene } from './scenes.ts'

// Random plays of one handoff: what everybody does.

const SWEEP: Move = { do: 'sweep' }
const wait: fc.Arbitrary<Move> = fc.record({
  do: fc.constant('wait' as const),
  minutes: fc.constantFrom(1, 4, 8, 8, 15, 31, 90, 600, 3_000),
})
const yes = fc.constantFrom(true, true, true, false)
const items = fc.subarray(ITEMS, { minLength: 1 })
const ago = fc.constantFrom(0, 0, 0, 2, 20, 1_000)
/** Whoever has a part acts more often than chance would have it. */
const by = (...parts: string[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...parts) }, { weight: 1, arbitrary: person })

const accept = fc.record({
  do: fc.constant('accept' as const),
  person: by('@owner', '@owner', '@backup'),
  missing: yes.map((is) => !is),
  reason: yes,
})
const touch = fc.record({ do: fc.constant('touch' as const), person: by('@owner', '@owner', '@backup'), next: yes })
const prove = fc.record({
  do: fc.constant('prove' as const),
  nth: fc.nat(1),
  person: fc.option(by('@owner'), { freq: 2 }),
  note: yes,
})
/** By whose turn it is, and by those who may be in the plan. */
const approve = fc.record({
  do: fc.constant('approve' as const),
  person: fc.constantFrom('@approver', ...APPROVERS),
  yes,
  note: yes,
})
const close = fc.record({
  do: fc.constant('close' as const),
  person: by('@owner', '@manager'),
  reason: fc.constantFrom(
    'disqualified' as const,
    'asked_for_later' as const,
    'asked_for_later' as const,
    'other' as const,
    'spam' as const,
  ),
  note: yes,
  inMinutes: fc.constantFrom(31, 600, 3_000, null),
})

const move: fc.Arbitrary<Move | Move[]> = fc.oneof(
  { weight: 4, arbitrary: accept },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('decline' as const), person: by('@owner') }) },
  { weight: 4, arbitrary: touch },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('see' as const),
      what: fc.constantFrom('touch' as const, 'touch' as const, 'working_stage' as const, 'next_action' as const),
      person: by('@owner', '@backup'),
      agoMinutes: ago,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('booked' as const), agoMinutes: ago }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      person: by('@owner', '@owner', '@sender'),
      items,
      giveBack: fc.boolean(),
      dueMinutes: fc.constantFrom(4, 8, 90, null),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('give' as const), person: by('@sender', '@owner'), items }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('recall' as const), person: by('@sender') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('reassign' as const),
      person: by('@manager'),
      to: fc.oneof(person, person, fc.constantFrom('@sender', '@owner', '@backup')),
    }),
  },
  { weight: 2, arbitrary: close },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('reopen' as const),
      person: by('@owner', '@sender', '@manager'),
      note: yes,
      other: yes.map((is) => !is),
    }),
  },
  { weight: 3, arbitrary: fc.array(approve, { minLength: 1, maxLength: 3 }) },
  { weight: 3, arbitrary: prove },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('recalculate' as const), minutes: fc.constantFrom(-30, 0, 15, 600) }),
  },
  { weight: 3, arbitrary: wait },
  { weight: 1, arbitrary: fc.constant(SWEEP) },
  { weight: 6, arbitrary: wait.map((waited) => [waited, SWEEP]) },
  /** A buyer who was answered and then wants something again. */
  {
    weight: 2,
    arbitrary: touch.map((touched): Move[] => [
      touched,
      { do: 'wait', minutes: 4 },
      { do: 'signal', tier: 'high', agoMinutes: 1 },
    ]),
  },
  /** What completes it, in any order. */
  {
    weight: 2,
    arbitrary: fc.tuple(accept, touch, prove).chain((three) => fc.shuffledSubarray<Move>(three, { minLength: 2 })),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('signal' as const),
      tier: fc.constantFrom('high' as const, 'high' as const, 'medium' as const, 'low' as const),
      agoMinutes: fc.constantFrom(0, 0, 1, 20, 100, 1_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('follow' as const),
      person: fc.oneof(person, person, fc.constantFrom('@owner', '@backup', '@sender')),
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
  { weight: 2, arbitrary: fc.record({ do: fc.constant('stray_tick' as const), nth: fc.nat(20) }) },
)

const moves = (maxLength: number): fc.Arbitrary<Move[]> =>
  fc.array(move, { maxLength, size: 'max' }).map((list) => list.flat())

/** One play: its scene and what everybody does in it, at most so many moves. */
export const playsOf = (movesMax: number): fc.Arbitrary<{ scene: Scene; moves: Move[] }> =>
  fc.record({ scene, moves: moves(movesMax) })
export const plays = playsOf(24)

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
