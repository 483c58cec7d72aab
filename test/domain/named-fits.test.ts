import { describe, expect, test } from 'vitest'
import { holds } from '../../server/domain/condition.ts'
import { namedFits } from '../../server/domain/namedFits.ts'
import { canHold, implies } from '../../server/domain/satisfiable.ts'
import type { Condition } from '../../shared/condition.ts'
import type { Fit } from '../../shared/playbook.ts'

const NOW = Date.parse('2026-11-23T12:00:00Z')

describe('fits that are made of fits', () => {
  const each = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value)
  const leaf: Condition = { field: 'account.status', is: 'target' }
  /** So many, each of which names the next fifty times: written out, the last is there 50 to the power of `depth` times. */
  const tower = (depth: number, kind: 'all' | 'any'): Fit[] =>
    Array.from({ length: depth }, (_, i) => {
      const parts = each(50, i === depth - 1 ? leaf : { fit: `t${i + 1}` })
      return { id: `t${i}`, name: 't', when: kind === 'all' ? { all: parts } : { any: parts } }
    })

  test.each(['all', 'any'] as const)(
    'of %s of fifty, six deep, are neither taken apart nor compiled more than once',
    (kind) => {
      const fits = tower(6, kind)
      expect(namedFits(fits).sizeOf({ fit: 't5' })).toBe(51)
      expect(namedFits(fits).sizeOf({ fit: 't0' })).toBeGreaterThan(50 ** 6)
      expect(canHold([{ fit: 't0' }, { not: leaf }], fits)).toBe(true)
      expect(implies([{ fit: 't0' }], leaf, fits)).toBe(false)
      expect(holds({ fit: 't0' }, { 'account.status': kind === 'all' ? 'lost' : 'target' }, { fits, nowMs: NOW })).toBe(
        kind === 'any',
      )
    },
  )

  test('beyond what is looked at are possible, and what is small enough is still certain', () => {
    const fits = tower(2, 'any')
    expect(canHold([{ fit: 't1' }, { field: 'account.status', is: 'lost' }], fits)).toBe(false)
    expect(canHold([{ all: each(4, { fit: 't1' }) }, { field: 'account.status', is: 'lost' }], fits)).toBe(true)
  })

  test('use up an effort that many questions share; then nothing is certain', () => {
    const never: Condition[] = [leaf, { not: leaf }]
    const effort = { left: 40 }
    const answers = Array.from({ length: 10 }, () => canHold(never, [], effort))
    expect(answers.at(0)).toBe(false)
    expect(answers.at(-1)).toBe(true)
    expect(effort.left).toBe(0)
  })

  test('are nobody’s where they lead back to themselves, by however many others; what only names them is not made of itself', () => {
    const fits: Fit[] = [
      { id: 'a', name: 'a', when: { any: [{ fit: 'b' }, leaf] } },
      { id: 'b', name: 'b', when: { not: { fit: 'c' } } },
      { id: 'c', name: 'c', when: { all: [{ fit: 'a' }, { fit: 'fine' }] } },
      { id: 'names', name: 'names', when: { any: [{ fit: 'c' }, { fit: 'fine' }] } },
      { id: 'fine', name: 'fine', when: leaf },
    ]
    expect([...namedFits(fits).circular].toSorted()).toEqual(['a', 'b', 'c'])
    const of = (fit: string) => holds({ fit }, { 'account.status': 'target' }, { fits, nowMs: NOW })
    expect(['a', 'b', 'c', 'names', 'fine'].filter(of)).toEqual(['names', 'fine'])
  })
})
