import { describe, expect, test } from 'vitest'
import { type Facts, holds } from '../../server/domain/condition.ts'
import { type Proved, proveLadder } from '../../server/domain/prove/ladder.ts'
import { NOW_MS } from '../../server/domain/prove/values.ts'
import { route, type RouteInputs } from '../../server/domain/route.ts'
import type { Condition } from '../../shared/condition.ts'
import type { LadderStep } from '../../shared/point.ts'
import { type Fields, type FieldKind, fieldsOf, KINDS, ladderOver, recordsOver } from '../support/ladders.ts'
import { law, seedLine } from '../support/law.ts'

console.info(seedLine())

const given = { fits: [], nowMs: NOW_MS }
const isTaker = ({ kind }: LadderStep) => kind !== 'named_account_owner'
const outcomeOf = (step: LadderStep) =>
  step.kind === 'pool' ? step.pool : step.kind === 'person' || step.kind === 'catch_all' ? step.person : null

/** What is so of each step, by asking every record there is: slow, and without anything that the prover is made of. */
const byForce = (ladder: LadderStep[], records: Facts[]): Map<string, string[]> => {
  const of = ladder.map(({ when }) => records.map((record) => holds(when, record, given)))
  const takersUpTo = (at: number) => ladder.slice(0, at).flatMap((step, i) => (isTaker(step) ? [i] : []))
  const isTakenBefore = (at: number, record: number) => takersUpTo(at).some((i) => of[i]![record])
  const coverOf = (at: number, some: number[]) => records.every((_, r) => !of[at]![r] || some.some((i) => of[i]![r]))
  return new Map(
    ladder.map((step, at): [string, string[]] => {
      if (step.id === 'rest') {
        const takers = takersUpTo(at)
        const isMissing = takers.length > 0 && records.some((_, r) => !takers.some((i) => of[i]![r]))
        return [step.id, isMissing ? ['missing'] : []]
      }
      if (step.kind === 'catch_all' && step.when === undefined) return [step.id, []]
      if (!of[at]!.includes(true)) return [step.id, ['never']]
      const takers = takersUpTo(at)
      if (coverOf(at, takers)) return [step.id, ['unreachable', 'shadowed', 'redundant']]
      const isShared =
        outcomeOf(step) !== null &&
        step.when !== undefined &&
        takers.some(
          (i) =>
            outcomeOf(ladder[i]!) !== outcomeOf(step) &&
            ladder[i]!.when !== undefined &&
            records.some((_, r) => of[at]![r] && of[i]![r] && !isTakenBefore(i, r)),
        )
      return [step.id, isShared ? ['overlaps'] : []]
    }),
  )
}

const inputs = (ladder: LadderStep[], facts: Facts): RouteInputs => ({
  at: NOW_MS,
  ladder,
  pools: [
    {
      id: 'sdr',
      name: 'SDRs',
      members: [{ person: 'dana', weight: 1 }],
      standings: [{ person: 'dana', weight: 1, turns: 0, lastAt: null }],
    },
  ],
  match: null,
  people: Object.fromEntries(
    ['ana', 'ben', 'cleo', 'dana', 'ruth'].map((id) => [id, { status: 'on_duty' as const, manager: null }]),
  ),
  refusedBy: [],
  facts,
})

const isPatterned = (ladder: LadderStep[]) => JSON.stringify(ladder).includes('"matches"')

/** A witness, routed as any record is, shows what the finding says. */
const shows = (ladder: LadderStep[], { code, step, others, witness }: Proved): void => {
  if (code === 'never' || code === 'undecided' || code === 'may_overlap') return
  if (witness === null) return expect(isPatterned(ladder)).toBe(true)
  const taken = route(inputs(ladder, witness))
  const rule = ladder.find(({ id }) => id === step)!
  expect(holds(rule.when, witness, given)).toBe(true)
  if (code === 'missing') return expect(taken?.step).toBe('rest')
  // The first of those that hold; the finding names those without which it would not be so.
  const first = ladder.find((each) => isTaker(each) && holds(each.when, witness, given))
  expect(taken?.step).toBe(first?.id)
  expect(taken?.step).not.toBe(step)
  if (code === 'overlaps') expect(others).toEqual([taken?.step])
}

const agree =
  (fields: Fields) =>
  (ladder: LadderStep[]): void => {
    const expected = byForce(ladder, recordsOver(fields))
    const found = proveLadder({ id: 'p', ladder }, [])
    for (const { id } of ladder) {
      const codes = found.filter(({ step }) => step === id).map(({ code }) => code)
      const allowed = expected.get(id)!
      expect(codes.length, `${id}: ${codes.join()} and ${allowed.join()}`).toBe(Math.min(1, allowed.length))
      for (const code of codes) expect(allowed).toContain(code)
    }
    for (const proved of found) shows(ladder, proved)
  }

const kind = (...kinds: FieldKind[]) => fieldsOf(kinds)
describe('every finding is what asking every record finds, and none is missed', () => {
  const { text, number, date, few } = KINDS
  for (const [name, fields, cases] of [
    ['one text', kind(text), 20_000],
    ['one number', kind(number), 20_000],
    ['one date', kind(date), 10_000],
    ['two texts and a number', kind(text, number, few), 5_000],
    ['five fields of few values', kind(few, few, few, few, few), 1_000],
    ['eight fields of few values', kind(few, few, few, few, few, few, few, few), 100],
  ] as const)
    law(name, ladderOver(fields), agree(fields), cases)
})

const DEAD = ['never', 'unreachable', 'shadowed', 'redundant']
const patterned = kind(KINDS.pattern, KINDS.few)
law(
  'with patterns nothing is called dead that is not, and what is certain shows',
  ladderOver(patterned),
  (ladder) => {
    const expected = byForce(ladder, recordsOver(patterned))
    for (const proved of proveLadder({ id: 'p', ladder }, [])) {
      const allowed = expected.get(proved.step)!
      // Which texts there are the prover does not know: none may meet a step that it says others take.
      if (DEAD.includes(proved.code)) expect(DEAD).toContain(allowed[0])
      shows(ladder, proved)
    }
  },
  10_000,
)

test('several that take everything together are named, and those that are not needed are not', () => {
  const f = 'account.size'
  const step = (id: string, when: Condition | undefined, person = id): LadderStep => ({
    id,
    name: id,
    kind: 'person',
    person,
    ...(when === undefined ? {} : { when }),
  })
  const ladder = [
    step('small', { field: f, below: 100 }),
    step('other', { field: 'account.status', is: 'customer' }),
    step('large', { field: f, atLeast: 100 }),
    step('middle', { field: f, atLeast: 50, below: 500 }),
    step('rest', undefined),
  ]
  expect(proveLadder({ id: 'p', ladder }, []).filter(({ code }) => code === 'shadowed')).toMatchObject([
    { step: 'middle', at: 3, others: ['small', 'large'] },
  ])
})

test('what cannot be taken apart is undecided, never dead', () => {
  const f = 'person.code'
  const when = (condition: Condition, i: number): LadderStep => ({
    id: `s${i}`,
    name: 's',
    kind: 'person',
    person: i === 0 ? 'ana' : 'ben',
    when: condition,
  })
  const ladder = [
    when({ field: f, startsWith: '5' }, 0),
    when(
      {
        all: [
          { field: f, atLeast: 5 },
          { field: f, below: 6 },
        ],
      },
      1,
    ),
  ]
  expect(proveLadder({ id: 'p', ladder }, []).map(({ code }) => code)).not.toContain('shadowed')
})

test('where the budget does not do, it is told', () => {
  const f = 'account.size'
  const ladder = [0, 1, 2, 3].map((i): LadderStep => ({
    id: `s${i}`,
    name: 's',
    kind: 'person',
    person: `p${i}`,
    when: {
      any: [
        { field: f, is: i },
        { field: 'account.status', is: `${i % 2}` },
      ],
    },
  }))
  const codes = proveLadder({ id: 'p', ladder }, [], { question: 3, ladder: 1_000 }).map(({ code }) => code)
  expect(codes).toContain('undecided')
})
