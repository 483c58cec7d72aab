import fc from 'fast-check'
import type { Facts } from '../../server/domain/condition.ts'
import type { RouteInputs } from '../../server/domain/route.ts'
import type { Condition, Scalar } from '../../shared/condition.ts'
import type { LadderStep } from '../../shared/point.ts'

/** What a rule of the benchmark wants, in a form that every engine can be told. */
export type Want =
  | { field: string; is: string }
  | { field: string; in: string[] }
  | { field: string; atLeast: number; below: number }
export type Rule = { id: string; wants: Want[] }

/** Twenty fields of a record, as a sales team has them. */
const TEXTS: Record<string, number> = {
  'account.territory': 60,
  'account.country': 120,
  'account.industry': 40,
  'account.segment': 5,
  'account.status': 6,
  'account.tier': 4,
  'account.language': 20,
  'person.seniority': 7,
  'person.department': 12,
  'person.consent': 3,
  'signal.kind': 15,
  'signal.source': 25,
  'signal.fields.product': 30,
  'signal.fields.campaign': 200,
  'opportunity.stage': 9,
}
const NUMBERS = [
  'account.size',
  'account.revenue',
  'opportunity.amount',
  'signal.fields.score',
  'signal.fields.seats',
] as const

const textFields = Object.keys(TEXTS)
const valueOf = (field: string, i: number): string => `${field.split('.').at(-1)}_${i % TEXTS[field]!}`

const field = fc.constantFrom(...textFields)
const number = fc.integer({ min: 0, max: 1_000 })

/** As routing rules are: a territory or a product, some segments, a range of sizes. */
const want = (): fc.Arbitrary<Want> =>
  fc.oneof(
    fc.tuple(field, fc.nat(1_000)).map(([name, i]): Want => ({ field: name, is: valueOf(name, i) })),
    fc
      .tuple(field, fc.uniqueArray(fc.nat(1_000), { minLength: 2, maxLength: 4 }))
      .map(([name, list]): Want => ({ field: name, in: list.map((i) => valueOf(name, i)) })),
    fc
      .tuple(fc.constantFrom(...NUMBERS), number, number)
      .map(([name, a, b]): Want => ({ field: name, atLeast: Math.min(a, b), below: Math.max(a, b) + 1 })),
  )
const rule = fc
  .tuple(
    fc.constantFrom('account.territory', 'account.country', 'account.industry', 'signal.fields.product'),
    fc.nat(1_000),
    fc.array(want(), { minLength: 1, maxLength: 3 }),
  )
  .map(([first, i, wants]): Want[] => [{ field: first, is: valueOf(first, i) }, ...wants])

const record = fc
  .tuple(fc.array(fc.nat(1_000), { minLength: 15, maxLength: 15 }), fc.array(number, { minLength: 5, maxLength: 5 }))
  .map(([texts, numbers]): Record<string, Scalar> =>
    Object.fromEntries([
      ...textFields.map((name, i): [string, Scalar] => [name, valueOf(name, texts[i]!)]),
      ...NUMBERS.map((name, i): [string, Scalar] => [name, numbers[i]!]),
    ]),
  )

export const rulesOf = (count: number, seed: number): Rule[] =>
  fc.sample(rule, { numRuns: count, seed }).map((wants, i) => ({ id: `r${i}`, wants }))

export const recordsOf = (count: number, seed: number): Facts[] => fc.sample(record, { numRuns: count, seed })

/** The rules as steps of a ladder, each for one person, with a catch-all at the end. */
export const ladderOf = (rules: readonly Rule[]): LadderStep[] => [
  ...rules.map(({ id, wants }): LadderStep => {
    const all = wants.map((each): Condition => each)
    return { id, name: id, kind: 'person', person: id, when: { all } }
  }),
  { id: 'rest', name: 'Everything else', kind: 'catch_all', person: 'rest' },
]

export const inputsOf = (rules: readonly Rule[]): Omit<RouteInputs, 'facts'> => ({
  at: 1_800_000_000_000,
  ladder: ladderOf(rules),
  pools: [],
  match: null,
  people: Object.fromEntries(
    [...rules.map(({ id }) => id), 'rest'].map((id) => [id, { status: 'on_duty' as const, manager: null }]),
  ),
  refusedBy: [],
  fits: [],
})
