import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffPlaybooks } from '../../server/domain/diffPlaybooks.ts'
import type { Playbook } from '../../shared/playbook.ts'
import { parsed, paths, whole } from '../support/books.ts'
import { law } from '../support/law.ts'

const ladder = whole().points[0]?.ladder ?? []

test('the same playbook in another order of its fields differs in nothing', () => {
  const turned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turned)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, inner]) => [key, turned(inner)]),
    )
  }
  expect(diffPlaybooks(whole(), turned(whole()) as Playbook)).toEqual([])
})

test('a step that moves has moved, one that goes is taken away, a new one is added: each by its name', () => {
  expect(ladder.length).toBeGreaterThan(2)
  const of = (steps: unknown[]) =>
    diffPlaybooks(whole(), parsed('points.0.ladder', steps)).map(({ where, field, was, becomes }) => [
      where.at(-1),
      field,
      was,
      becomes,
    ])
  const [first, second, ...rest] = ladder
  expect(of([second, first, ...rest])).toEqual([
    [second?.name, 'place', '2', '1'],
    [first?.name, 'place', '1', '2'],
  ])
  expect(of([second, ...rest])).toEqual([
    [first?.name, 'taken away', expect.stringContaining('"kind":"named_account_owner"'), null],
  ])
  const added = { id: 'new', name: 'New', kind: 'person', person: 'ed' }
  expect(of([first, second, added, ...rest])).toEqual([
    ['New', 'added', null, '{"id":"new","kind":"person","name":"New","person":"ed"}'],
  ])
})

const leaves = paths(whole()).filter((path) => /\.(?:name|minutes|weight|breaksToday|at)$/.test(path))
const at = (book: unknown, path: string) =>
  path.split('.').reduce((value, key) => (value as Record<string, unknown>)[key], book) as string | number

law(
  'whatever text or number is changed, one line says where, and what it was and is',
  fc.constantFrom(...leaves),
  (path) => {
    const was = at(whole(), path)
    const next = typeof was === 'number' ? 77 : '23:59'
    const [line, ...others] = diffPlaybooks(whole(), parsed(path, next))
    expect(others).toEqual([])
    expect(path.startsWith(line?.path ?? '-')).toBe(true)
    expect(line?.was).toContain(String(was))
    expect(line?.becomes).toContain(String(next))
  },
  5_000,
)
