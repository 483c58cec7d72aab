import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { decide } from '../../server/domain/decide.ts'
import { runningClocks } from '../../server/domain/clocks.ts'
import { hasEnded } from '../../server/domain/handoff.ts'
import { law, seedLine } from '../support/law.ts'
import { play } from '../support/play.ts'
import { ofPlay, plays } from '../support/plays.ts'

beforeAll(() => console.info(seedLine()))

test('the plays follow the CRM before and after the first touch', () => {
  const samples = fc.sample(plays, { seed: 1, numRuns: 2_000 }).map(({ scene, moves }) => play(scene, moves))
  const followed = samples.map((turns) =>
    turns.filter(({ command, events }) => command.type === 'follow_owner' && events.length > 0),
  )
  expect(followed.filter((turns) => turns.length > 0).length).toBeGreaterThan(50)
  expect(followed.filter((turns) => turns.some(({ before }) => before?.touched)).length).toBeGreaterThan(50)
})

law(
  'the CRM’s owner becomes the owner at once and is asked; who touched it stays who touched it, and nothing else moves',
  plays,
  ofPlay((turns) => {
    for (const { command, before, events, after } of turns) {
      if (command.type !== 'follow_owner' || before === null) continue
      if (hasEnded(before)) {
        expect(events).toEqual([])
        continue
      }
      expect(after?.offer.owner).toBe(command.offer.owner)
      if (before.offer.owner === command.offer.owner) {
        expect(events).toEqual([])
        continue
      }
      expect(events.at(-1)).toMatchObject({ type: 'assigned', by: command.by })
      expect(events.slice(0, -1).filter(({ type }) => type !== 'breached')).toEqual([])
      expect(after).toMatchObject({ state: 'offered', accepted: null, touched: before.touched, touch: before.touch })
      const kinds = runningClocks(after!).map(({ kind }) => kind)
      const isAsked = before.touched === null || before.touched.asColleague
      const waits = before.touched === null && before.booked === null && !before.doNotContact
      expect(kinds.toSorted()).toEqual([...(isAsked ? ['accept'] : []), ...(waits ? ['touch'] : [])])
      // No step of the offer before can fire any more.
      for (const { key } of before.offer.accept.steps) {
        const late = { type: 'tick', at: command.at + 1e9, key, target: 'ana', next: null } as const
        expect(decide(after, late)).toEqual({ events: [] })
      }
    }
  }),
)
