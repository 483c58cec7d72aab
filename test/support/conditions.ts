import fc from 'fast-check'
import type { Facts } from '../../server/domain/condition.ts'
import type { Condition, Scalar } from '../../shared/condition.ts'
import type { Fit } from '../../shared/playbook.ts'

/** Named fits: one by way of another, one made of itself. */
export const FITS: Fit[] = [
  { id: 'icp', name: 'Ideal', when: { any: [{ fit: 'named' }, { field: 'account.size', atLeast: 200 }] } },
  { id: 'named', name: 'Named', when: { field: 'account.status', in: ['target', 'customer'] } },
  { id: 'circle', name: 'Circle', when: { fit: 'circle' } },
]

/** What random conditions and facts speak of. */
export const FIELDS = ['person.a', 'person.b', 'account.status', 'account.size']
export const value: fc.Arbitrary<Scalar> = fc.constantFrom<Scalar>(
  'a',
  'A ',
  'ab',
  'target',
  'customer',
  '5',
  '05',
  '5.0',
  5,
  7,
  250,
  true,
  'true',
  false,
  null,
  '',
  '2026-11-20',
  '2026-12-01',
)
const leaf: fc.Arbitrary<Condition> = fc.constantFrom(...FIELDS).chain((field) =>
  fc.oneof(
    value.map((is): Condition => ({ field, is })),
    fc.array(value, { minLength: 1, maxLength: 3 }).map((list): Condition => ({ field, in: list })),
    fc.constantFrom<Condition>(
      { field, atLeast: 5 },
      { field, below: 7 },
      { field, atLeast: 6, below: 100 },
      { field, below: 5 },
      { field, startsWith: 'a' },
      { field, startsWith: '5.' },
      { field, matches: '^a' },
      { field, matches: '5|customer' },
      { field, present: true },
      { field, present: false },
      { field, withinDays: 10 },
      { field, withinPastDays: 10 },
    ),
  ),
)
export const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.constantFrom<Condition>({ fit: 'icp' }, { fit: 'named' }, { fit: 'circle' }),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
    tie('condition').map((not): Condition => ({ not })),
  ),
}))
export const facts: fc.Arbitrary<Facts> = fc.dictionary(fc.constantFrom(...FIELDS), value)
