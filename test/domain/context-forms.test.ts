import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { fillContext, givenField, missingItems, questionsOf, type Source } from '../../server/domain/context.ts'
import type { ContextCheck, ContextFault } from '../../shared/context.ts'
import { faultOf } from '../../shared/contextFault.ts'
import type { HandoffPoint } from '../../shared/point.ts'
import { law, seedLine } from '../support/law.ts'

beforeAll(() => console.info(seedLine()))

type Template = HandoffPoint['context']
type Rule = Template[number]

const source = (from: Source['from'], values: Record<string, string>): Source => ({
  from,
  by: from === 'person' ? 'ana' : 'website',
  at: '2026-11-23T10:00:00.000Z',
  values,
})
const rule = (item: string, more: Partial<Rule> = {}): Rule => ({
  item,
  need: 'required',
  fields: [`fields.${item}`],
  ...more,
})

describe('a value counts or has a fault', () => {
  test.each<[text: string, check: ContextCheck, fault: ContextFault | null]>([
    ['x', {}, 'says_nothing'],
    [' - ', {}, 'says_nothing'],
    ['ok', {}, null],
    ['Depots by hand', { minWords: 3 }, null],
    ['Depots - hand', { minWords: 3 }, 'too_short'],
    ['plan', { minChars: 5 }, 'too_short'],
    ['plans', { minChars: 5 }, null],
    ['🙂🙂ab', { minChars: 5 }, 'too_short'],
    ['b', { oneOf: ['A', 'B'] }, null],
    [' Yes ', { oneOf: ['yes', 'no'] }, null],
    ['maybe', { oneOf: ['yes', 'no'] }, 'not_a_choice'],
    ['7', { number: {} }, null],
    ['-1.5', { number: {} }, null],
    ["1'000", { number: { from: 1_000, to: 1_000 } }, null],
    ['1 000', { number: { from: 1_000 } }, null],
    ['999', { number: { from: 1_000 } }, 'out_of_range'],
    ['1001', { number: { to: 1_000 } }, 'out_of_range'],
    ['many', { number: {} }, 'no_number'],
    ["'", { number: {} }, 'no_number'],
    ['Infinity', { number: {} }, 'no_number'],
    ['', { number: {} }, 'no_number'],
    ['2026-11-23', { date: true }, null],
    ['2026-11-23T10:00:00Z', { date: true }, null],
    ['2028-02-29', { date: true }, null],
    ['2026-02-29', { date: true }, 'no_date'],
    ['2026-04-31', { date: true }, 'no_date'],
    ['2026-13-01', { date: true }, 'no_date'],
    ['2026-00-10', { date: true }, 'no_date'],
    ['2026-11-00', { date: true }, 'no_date'],
    ['2026-11-23T99:00', { date: true }, 'no_date'],
    ['23.11.2026', { date: true }, 'no_date'],
    ['soon', { date: true }, 'no_date'],
  ])('%j with %j: %s', (text, check, fault) => expect(faultOf([text], check)).toBe(fault))

  test('of several one that counts is enough, else the first says what is wrong', () => {
    expect(faultOf(['x', 'By hand'], undefined)).toBeNull()
    expect(faultOf(['9', 'many'], { number: { from: 10 } })).toBe('out_of_range')
  })
})

describe('the context of a record', () => {
  test('a person’s words come first, and are shown with their fault where they do not count', () => {
    const template = [rule('problem', { check: { minWords: 3 } })]
    const context = fillContext(template, [
      source('signal', { 'fields.problem': 'Slow' }),
      source('person', { [givenField('problem')]: 'By hand' }),
    ])
    expect(context[0]?.lines.map(({ text, provenance }) => [text, provenance?.from])).toEqual([
      ['By hand', 'person'],
      ['Slow', 'signal'],
    ])
    expect(context[0]?.fault).toBe('too_short')
    expect(missingItems(context)).toEqual(['problem'])
  })
  test('one letter is an answer where it is one of the choices, from a form as from a person', () => {
    for (const field of ['fields.size', givenField('size')]) {
      const context = fillContext(
        [rule('size', { check: { oneOf: ['S', 'M'] } })],
        [source('signal', { [field]: 's' })],
      )
      expect(missingItems(context)).toEqual([])
    }
  })
  test('what is wanted may be missing or wrong', () => {
    const context = fillContext(
      [rule('timeline', { need: 'wanted', check: { date: true } })],
      [source('signal', { 'fields.timeline': 'soon' })],
    )
    expect(context[0]?.fault).toBe('no_date')
    expect(missingItems(context)).toEqual([])
  })
})

describe('a form', () => {
  const ask = (template: Template, values: Record<string, string> = {}) => {
    const sources = [source('signal', values)]
    return questionsOf(template, fillContext(template, sources))
  }
  test('asks for required items first, with what is known already', () => {
    const template = [rule('timeline', { need: 'wanted' }), rule('problem', { ask: 'What hurts?' }), rule('scope')]
    expect(ask(template, { 'fields.timeline': 'This quarter' })).toEqual([
      { item: 'problem', need: 'required', value: '', given: false, ask: 'What hurts?' },
      { item: 'scope', need: 'required', value: '', given: false },
      { item: 'timeline', need: 'wanted', value: 'This quarter', given: true },
    ])
  })
  test('asks again for what does not count', () => {
    const template = [rule('amount', { check: { number: {} }, name: 'Amount' })]
    expect(ask(template, { 'fields.amount': 'a lot' })).toEqual([
      { item: 'amount', need: 'required', value: 'a lot', given: false, check: { number: {} }, name: 'Amount' },
    ])
  })
  test('asks for nothing that is hidden, or that Baton knows by itself', () => {
    const items = ['touchpoints', 'lifecycle_stage', 'owners', 'sla'].map((item) => rule(item))
    expect(ask([...items, rule('problem', { need: 'hidden' })])).toEqual([])
  })
  test('asks for the buyer only where nothing is known of them', () => {
    expect(ask([rule('buyer')]).map(({ item }) => item)).toEqual(['buyer'])
    expect(ask([rule('buyer')], { 'fields.buyer': 'Maria Lindqvist' })).toEqual([])
  })
})

const CHECKS: (ContextCheck | undefined)[] = [
  undefined,
  { minWords: 2 },
  { minChars: 3 },
  { oneOf: ['A', 'yes'] },
  { number: { from: 0, to: 100 } },
  { date: true },
]
const value = fc.oneof(
  fc.string({ maxLength: 8, unit: 'binary' }),
  fc.constantFrom('A', 'x', '7', '2026-11-23', 'By hand'),
)
const template: fc.Arbitrary<Template> = fc.uniqueArray(
  fc
    .record({
      item: fc.constantFrom('buyer', 'problem', 'scope', 'sla'),
      need: fc.constantFrom('required' as const, 'wanted' as const, 'hidden' as const),
      check: fc.constantFrom(...CHECKS),
    })
    .map(({ item, need, check }) => rule(item, { need, ...(check === undefined ? {} : { check }) })),
  { selector: ({ item }) => item },
)
const values = fc.dictionary(fc.constantFrom('fields.buyer', 'fields.problem', 'fields.scope', 'given.problem'), value)

law(
  'what is missing is asked for, and an answer without a fault ends that',
  fc.tuple(template, values),
  ([rules, told]) => {
    const sources = [source('signal', told)]
    const context = fillContext(rules, sources)
    const asked = new Map(questionsOf(rules, context).map((question) => [question.item, question]))
    for (const item of missingItems(context)) {
      const { check } = rules.find((each) => each.item === item) ?? {}
      if (item !== 'sla') expect(asked.get(item)).toMatchObject({ need: 'required', given: false })
      const answers = ['By hand, in depots', 'A', '7', '2026-11-23'].filter(
        (answer) => faultOf([answer], check) === null,
      )
      expect(answers.length).toBeGreaterThan(0)
      for (const answer of answers) {
        const more = fillContext(rules, [source('person', { [givenField(item)]: answer }), ...sources])
        expect(missingItems(more)).toEqual(missingItems(context).filter((each) => each !== item))
      }
    }
    for (const { item, given, value: known } of asked.values()) {
      const entry = context.find((each) => each.item === item)
      expect(given).toBe((entry?.lines.length ?? 0) > 0 && entry?.fault === undefined)
      expect(known).toBe(entry?.lines.map(({ text }) => text).join('\n'))
    }
  },
)
