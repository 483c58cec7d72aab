import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Facts, holds } from '../../server/domain/condition.ts'
import { canHold, implies } from '../../server/domain/satisfiable.ts'
import { Condition, type Scalar } from '../../shared/condition.ts'
import { condition, facts, FIELDS, FITS, value } from '../support/conditions.ts'
import { law, seedLine } from '../support/law.ts'

console.info(seedLine())

const NOW = Date.parse('2026-11-23T12:00:00Z')
const given = { fits: FITS, nowMs: NOW }
const f = 'person.x'

describe('a condition', () => {
  test.each<[Condition, Scalar | undefined, boolean]>([
    [{ field: f, is: 'VP Sales' }, ' vp sales ', true],
    [{ field: f, is: 'VP Sales' }, 'VP', false],
    [{ field: f, is: 5 }, '5.0', true],
    [{ field: f, is: '5' }, 5, true],
    [{ field: f, is: '5' }, '05', false],
    [{ field: f, is: 5 }, 'five', false],
    [{ field: f, is: true }, 'True', true],
    [{ field: f, is: true }, 1, false],
    [{ field: f, is: null }, null, false],
    [{ field: f, in: ['a', 7] }, '7', true],
    [{ field: f, in: ['a', 7] }, 'b', false],
    [{ field: f, atLeast: 200 }, '200', true],
    [{ field: f, atLeast: 200 }, '199.9', false],
    [{ field: f, atLeast: 200 }, '200 employees', false],
    [{ field: f, below: 3 }, 3, false],
    [{ field: f, atLeast: 1, below: 3 }, 2, true],
    [{ field: f, startsWith: 'Head of' }, 'head of Sales', true],
    [{ field: f, startsWith: 'Head of' }, 'the head of Sales', false],
    [{ field: f, matches: '^(head|vp) of' }, ' Head of Sales', true],
    [{ field: f, matches: 'sales$' }, 'VP SALES ', true],
    [{ field: f, matches: '^sales' }, 'VP Sales', false],
    [{ field: f, matches: '(unclosed' }, '(unclosed', false],
    [{ field: f, matches: '^[0-9]{5}$' }, 12345, true],
    [{ field: f, present: true }, 0, true],
    [{ field: f, present: true }, false, true],
    [{ field: f, present: true }, '  ', false],
    [{ field: f, present: false }, null, true],
    [{ field: f, withinDays: 90 }, '2027-02-21', true],
    [{ field: f, withinDays: 90 }, '2027-02-22', false],
    [{ field: f, withinDays: 0 }, '2026-11-23', true],
    [{ field: f, withinDays: 90 }, '2026-11-22', false],
    [{ field: f, withinDays: 1 }, '2026-11-24T13:00:00+01:00', true],
    [{ field: f, withinDays: 1 }, '2026-11-24T12:00:00.001Z', false],
    [{ field: f, withinPastDays: 1 }, '2026-11-22', true],
    [{ field: f, withinPastDays: 1 }, '2026-11-21', false],
    [{ field: f, withinPastDays: 1 }, 'last week', false],
    [{ field: f, withinPastDays: 30_000 }, 5, false],
  ])('%j of %j is %s', (condition, value, expected) => {
    expect(holds(condition, { [f]: value }, given)).toBe(expected)
  })

  test.each<Condition>([
    { field: f, is: 'x' },
    { field: f, in: ['x'] },
    { field: f, atLeast: 0 },
    { field: f, below: 9 },
    { field: f, startsWith: 'x' },
    { field: f, matches: '.*' },
    { field: f, present: true },
    { field: f, withinDays: 9 },
    { field: f, withinPastDays: 9 },
  ])('%j holds of nothing that is absent, and its opposite does', (condition) => {
    for (const facts of [{}, { [f]: null }, { [f]: ' ' }] satisfies Facts[]) {
      expect(holds(condition, facts, given)).toBe(false)
      expect(holds({ not: condition }, facts, given)).toBe(true)
    }
  })

  test('a fit is the condition that it names, also by way of another; one that is unknown, or made of itself, is nobody’s', () => {
    expect(holds({ fit: 'icp' }, { 'account.status': 'Customer' }, given)).toBe(true)
    expect(holds({ fit: 'icp' }, { 'account.size': '250' }, given)).toBe(true)
    expect(holds({ fit: 'icp' }, { 'account.size': 20 }, given)).toBe(false)
    expect(holds({ fit: 'nowhere' }, { 'account.size': 250 }, given)).toBe(false)
    expect(holds({ fit: 'circle' }, { 'account.size': 250 }, given)).toBe(false)
  })
})

const of = (each: Condition, about: Facts) => holds(each, about, given)

law('every condition that is made here is one that a playbook may hold', condition, (each) => {
  expect(Condition.safeParse(each).success).toBe(true)
})

law('not all is any not, and not any is all not', fc.tuple(condition, condition, facts), ([a, b, about]) => {
  expect(of({ not: { all: [a, b] } }, about)).toBe(of({ any: [{ not: a }, { not: b }] }, about))
  expect(of({ not: { any: [a, b] } }, about)).toBe(of({ all: [{ not: a }, { not: b }] }, about))
  expect(of({ not: { not: a } }, about)).toBe(of(a, about))
})

law(
  'one alone is what all of it and any of it are, in whatever order',
  fc.tuple(condition, condition, facts),
  ([a, b, about]) => {
    expect(of({ all: [a] }, about)).toBe(of(a, about))
    expect(of({ any: [a] }, about)).toBe(of(a, about))
    expect(of({ all: [a, b] }, about)).toBe(of({ all: [b, a] }, about))
    expect(of({ any: [a, b, a] }, about)).toBe(of({ any: [b, a] }, about))
  },
)

law(
  '«one of» is «this or that»',
  fc.tuple(fc.constantFrom(...FIELDS), fc.array(value, { minLength: 1, maxLength: 4 }), facts),
  ([field, list, about]) => {
    expect(of({ field, in: list }, about)).toBe(of({ any: list.map((is) => ({ field, is })) }, about))
  },
)

law('what holds of anybody is never called a contradiction', fc.tuple(condition, facts), ([each, about]) => {
  if (of(each, about)) expect(canHold([each], FITS)).toBe(true)
})

law('what is said to follow does', fc.tuple(condition, condition, facts), ([a, b, about]) => {
  if (implies([a], b, FITS) && of(a, about)) expect(of(b, about)).toBe(true)
})

test.each<[string, Condition[]]>([
  [
    'two values of one field',
    [
      { field: f, is: 'a' },
      { field: f, is: 'b' },
    ],
  ],
  [
    'a value and a list without it',
    [
      { field: f, is: 'a' },
      { field: f, in: ['b', 'c'] },
    ],
  ],
  [
    'a value outside of a range',
    [
      { field: f, is: 3 },
      { field: f, atLeast: 5 },
    ],
  ],
  [
    'a range without anything in it',
    [
      { field: f, atLeast: 5 },
      { field: f, below: 5 },
    ],
  ],
  [
    'a value that is not there',
    [
      { field: f, is: 'a' },
      { field: f, present: false },
    ],
  ],
  ['something and its opposite', [{ field: f, withinDays: 5 }, { not: { field: f, withinDays: 5 } }]],
  ['a fit and its opposite', [{ fit: 'named' }, { not: { fit: 'icp' } }]],
  [
    'two beginnings',
    [
      { field: f, startsWith: 'head' },
      { field: f, startsWith: 'vp' },
    ],
  ],
  ['nothing', [{ field: f, is: null }]],
])('a contradiction is found: %s', (_, conditions) => {
  expect(canHold(conditions, FITS)).toBe(false)
})
