import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sortableIds } from '../../server/sortableIds.ts'

const VERSION_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('ids sort as they were made, many in one millisecond and where the clock goes back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ stepMs: fc.integer({ min: -3, max: 3 }), made: fc.integer({ min: 1, max: 5_000 }) }), {
        minLength: 1,
        maxLength: 6,
      }),
      (moments) => {
        let nowMs = Date.UTC(2026, 5, 1)
        const next = sortableIds(() => nowMs)
        const ids: string[] = []
        for (const { stepMs, made } of moments) {
          nowMs += stepMs
          for (let i = 0; i < made; i++) ids.push(next())
        }
        expect(ids).toEqual([...new Set(ids)].sort())
        for (const id of ids) if (!VERSION_7.test(id)) expect(id).toMatch(VERSION_7)
        expect(parseInt((ids[0] ?? '').replaceAll('-', '').slice(0, 12), 16)).toBe(
          Date.UTC(2026, 5, 1) + (moments[0]?.stepMs ?? 0),
        )
      },
    ),
    { numRuns: 60 },
  )
})
