import fc from 'fast-check'
import { beforeAll, expect } from 'vitest'
import type { HandoffEvent } from '../../server/domain/event.ts'
import { stepsAhead } from '../../server/domain/clocks.ts'
import { fold } from '../../server/domain/handoff.ts'
import { HandoffState } from '../../shared/handoff.ts'
import { law, seedLine } from '../support/law.ts'
import { play } from '../support/play.ts'
import { eventsOf, ofPlay, plays } from '../support/plays.ts'

beforeAll(() => console.info(seedLine()))

law(
  'the events alone give the state, step by step',
  plays,
  ofPlay((turns) => {
    expect(fold(eventsOf(turns))).toEqual(turns.at(-1)?.after)
    expect(fold(JSON.parse(JSON.stringify(eventsOf(turns))) as HandoffEvent[])).toEqual(turns.at(-1)?.after)
    expect(turns.at(-1)?.after?.version).toBe(eventsOf(turns).length)
  }),
)

/** Events of two handoffs in any order, some left out. */
const muddled = fc
  .tuple(plays, plays)
  .chain(([a, b]) => fc.shuffledSubarray([...eventsOf(play(a.scene, a.moves)), ...eventsOf(play(b.scene, b.moves))]))

law('any event fits any state: whatever history is folded, it gives a state that can be asked', muddled, (events) => {
  const handoff = fold(events)
  expect(handoff?.version ?? 0).toBe(events.length)
  if (handoff === null) return
  expect(handoff).not.toContain(undefined)
  expect(HandoffState.options).toContain(handoff.state)
  expect(stepsAhead(handoff, 0).every(({ key }) => !handoff.fired.includes(key))).toBe(true)
  expect(fold(events)).toEqual(handoff)
})
