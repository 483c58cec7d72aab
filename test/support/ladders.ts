import fc from 'fast-check'
import { NOW_MS } from '../../server/domain/prove/values.ts'
import type { Condition, Scalar } from '../../shared/condition.ts'
import type { LadderStep } from '../../shared/point.ts'

/** A field with the conditions that are made about it, and every value on which any two of these can differ. */
export type FieldKind = { leaf(field: string): fc.Arbitrary<Condition>; grid: readonly (Scalar | undefined)[] }

const DAY_MS = 86_400_000
const instant = (days: number, ms = 0): string => new Date(NOW_MS + days * DAY_MS + ms).toISOString()
const day = (days: number): string => instant(days).slice(0, 10)

const text: FieldKind = {
  leaf: (field) =>
    fc.oneof(
      fc.constantFrom('a', 'ab', 'b').map((is): Condition => ({ field, is })),
      fc
        .uniqueArray(fc.constantFrom('a', 'ab', 'B', 'c'), { minLength: 1, maxLength: 3 })
        .map((list): Condition => ({ field, in: list })),
      fc.constantFrom<Condition>(
        { field, startsWith: 'a' },
        { field, startsWith: 'ab' },
        { field, present: true },
        { field, present: false },
      ),
    ),
  grid: [undefined, 'a', 'ab', 'b', 'c', 'ax', 'abx', 'x'],
}
const number: FieldKind = {
  leaf: (field) =>
    fc.constantFrom<Condition>(
      { field, is: 5 },
      { field, in: [2, 7] },
      { field, in: ['5', 9] },
      { field, atLeast: 2 },
      { field, atLeast: 5, below: 7 },
      { field, below: 5 },
      { field, below: 2 },
      { field, present: true },
    ),
  grid: [undefined, 1, 2, 3, 5, '5', '5.0', 6, 7, 8, 9, 10, 'many'],
}
const date: FieldKind = {
  leaf: (field) =>
    fc.constantFrom<Condition>(
      { field, withinDays: 0 },
      { field, withinDays: 3 },
      { field, withinDays: 10 },
      { field, withinPastDays: 0 },
      { field, withinPastDays: 3 },
      { field, present: true },
    ),
  grid: [
    undefined,
    'soon',
    ...[-4, -3, -2, 0, 2, 3, 4, 10, 11].flatMap((days) => [
      instant(days, -1),
      instant(days),
      instant(days, 1),
      day(days),
    ]),
  ],
}
const few: FieldKind = {
  leaf: (field) =>
    fc.constantFrom<Condition>(
      { field, is: 'a' },
      { field, is: 'b' },
      { field, in: ['a', 'b'] },
      { field, present: false },
    ),
  grid: [undefined, 'a', 'b', 'x'],
}
const pattern: FieldKind = {
  leaf: (field) =>
    fc.oneof(
      text.leaf(field),
      fc.constantFrom('^a', 'b$', '^.b').map((matches): Condition => ({ field, matches })),
    ),
  grid: [...text.grid, 'aab', 'ob', 'xa'],
}

export const KINDS = { text, number, date, few, pattern }

/** The fields of one case, by name. */
export type Fields = Readonly<Record<string, FieldKind>>
export const fieldsOf = (kinds: readonly FieldKind[]): Fields =>
  Object.fromEntries(kinds.map((kind, i) => [`person.f${i}`, kind]))

const conditionOver = (fields: Fields): fc.Arbitrary<Condition> => {
  const leaf = fc.constantFrom(...Object.keys(fields)).chain((field) => fields[field]!.leaf(field))
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 3, arbitrary: leaf },
      {
        weight: 2,
        arbitrary: fc.array(tie('condition'), { minLength: 1, maxLength: 4 }).map((all): Condition => ({ all })),
      },
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
      tie('condition').map((not): Condition => ({ not })),
    ),
  }))
  return condition
}

/** Steps for some people and pools, most under a condition; the catch-all last. */
export const ladderOver = (fields: Fields, maxLength = 7): fc.Arbitrary<LadderStep[]> =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom<LadderStep>(
          { id: 'x', name: 'Ana', kind: 'person', person: 'ana' },
          { id: 'x', name: 'Ben', kind: 'person', person: 'ben' },
          { id: 'x', name: 'Pool', kind: 'pool', pool: 'sdr' },
          { id: 'x', name: 'Everything', kind: 'catch_all', person: 'cleo' },
          { id: 'x', name: 'Named', kind: 'named_account_owner' },
        ),
        fc.option(conditionOver(fields), { nil: undefined, freq: 8 }),
      ),
      { minLength: 1, maxLength },
    )
    .map((steps) => [
      ...steps.map(([step, when], i): LadderStep => ({
        ...step,
        id: `s${i}`,
        ...(when === undefined ? {} : { when }),
      })),
      { id: 'rest', name: 'Everything else', kind: 'catch_all', person: 'ruth' },
    ])

/** Every record that the fields can make. */
export const recordsOver = (fields: Fields): Record<string, Scalar>[] =>
  Object.entries(fields).reduce<Record<string, Scalar>[]>(
    (all, [name, { grid }]) =>
      all.flatMap((record) => grid.map((value) => (value === undefined ? record : { ...record, [name]: value }))),
    [{}],
  )
