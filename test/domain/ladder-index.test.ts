import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readyLadder } from '../../server/domain/applying.ts'
import { type Facts, holds } from '../../server/domain/condition.ts'
import type { Condition } from '../../shared/condition.ts'
import type { LadderStep } from '../../shared/point.ts'
import { condition, facts, FITS, value } from '../support/conditions.ts'
import { law, seedLine } from '../support/law.ts'

console.info(seedLine())

const NOW = Date.parse('2026-11-23T12:00:00Z')

const ladderOf = (conditions: (Condition | undefined)[]): LadderStep[] =>
  conditions.map((when, i) => ({
    id: `s${i}`,
    name: `Step ${i}`,
    kind: 'person',
    person: 'ana',
    ...(when === undefined ? {} : { when }),
  }))

const asked = (ladder: LadderStep[], about: Facts) => {
  const all: { step: LadderStep; isMet: boolean }[] = []
  readyLadder(ladder, FITS).walk(about, NOW, (step, isMet) => {
    all.push({ step, isMet })
    return false
  })
  return all
}

const metOf = (ladder: LadderStep[], about: Facts) =>
  ladder.filter(({ when }) => holds(when, about, { fits: FITS, nowMs: NOW })).map(({ id }) => id)

const equality = fc
  .tuple(fc.constantFrom('person.a', 'account.status'), value)
  .map(([field, is]): Condition => ({ field, is }))
const conditions = fc.array(fc.option(fc.oneof(equality, condition), { nil: undefined, freq: 6 }), { maxLength: 70 })

law('the index passes over no step that applies, and asks in order', fc.tuple(conditions, facts), ([whens, about]) => {
  const ladder = ladderOf(whens)
  const all = asked(ladder, about)
  expect(all.filter(({ isMet }) => isMet).map(({ step }) => step.id)).toEqual(metOf(ladder, about))
  const order = all.map(({ step }) => ladder.indexOf(step))
  expect(order).toEqual([...new Set(order)].toSorted((a, b) => a - b))
})

test('of a thousand steps that want one value each, one is asked', () => {
  const ladder = ladderOf(Array.from({ length: 1_000 }, (_, i): Condition => ({ field: 'person.a', is: `v${i}` })))
  expect(asked(ladder, { 'person.a': ' V777' }).map(({ step }) => step.id)).toEqual(['s777'])
  expect(asked(ladder, { 'person.a': 'other' })).toEqual([])
})

test('a number is found however it is written', () => {
  const ladder = ladderOf([
    { field: 'person.a', is: 5 },
    { field: 'person.a', is: '5' },
    { field: 'person.a', in: ['05', 6] },
  ])
  const met = (given: Facts) => asked(ladder, given).flatMap(({ step, isMet }) => (isMet ? [step.id] : []))
  expect(met({ 'person.a': 5 })).toEqual(['s0', 's1', 's2'])
  expect(met({ 'person.a': '5.0' })).toEqual(['s0'])
  expect(met({ 'person.a': '05' })).toEqual(['s0', 's2'])
})
