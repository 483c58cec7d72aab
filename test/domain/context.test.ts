import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { fillContext, missingItems, type Source } from '../../server/domain/context.ts'
import { defaultPlaybook, officeHours } from '../../server/domain/defaultPlaybook.ts'
import type { HandoffPoint } from '../../shared/point.ts'
import { law, seedLine } from '../support/law.ts'

beforeAll(() => console.info(seedLine()))

type Template = HandoffPoint['context']

const source = (from: Source['from'], values: Record<string, string>, by: string = from): Source => ({
  from,
  by,
  at: '2026-11-23T10:00:00.000Z',
  values,
})
const wanted: Template = [{ item: 'problem', need: 'required', fields: ['fields.problem', 'crm.problem'] }]
const textsOf = (template: Template, ...sources: Source[]): string[] =>
  fillContext(template, sources).flatMap(({ lines }) => lines.map(({ text }) => text))

describe('what counts as said', () => {
  test.each([
    '',
    ' ',
    'x',
    'X',
    '-',
    '—',
    '...',
    '?',
    'x.',
    ' x ',
    'é',
    'e\u0301',
    '急',
    '7',
    '🙂🙂',
    '\u00a0',
    '\u200b',
  ])('%j says nothing', (value) => {
    const context = fillContext(wanted, [source('signal', { 'fields.problem': value })])
    expect(context[0]?.lines).toEqual([])
    expect(missingItems(context)).toEqual(['problem'])
  })
  test.each(['ok', 'Q1', '40', '9-5', 'a b', '急ぎ', 'x\ny', 'né'])('%j says something', (value) => {
    expect(missingItems(fillContext(wanted, [source('signal', { 'fields.problem': value })]))).toEqual([])
  })
})

test('the first source that says something fills the field, and its provenance stays with it', () => {
  const signal = source('signal', { 'fields.problem': '-', 'crm.problem': 'Planned by hand' }, 'website')
  const older = source('signal', { 'fields.problem': '  Depots are planned by hand ' }, 'webinar')
  const crm = source('crm', { 'fields.problem': 'Something older', 'crm.problem': 'From the CRM' }, 'Test CRM')
  expect(fillContext(wanted, [signal, older, crm])).toEqual([
    {
      item: 'problem',
      need: 'required',
      lines: [
        {
          text: 'Depots are planned by hand',
          provenance: { from: 'signal', field: 'fields.problem', by: 'webinar', at: '2026-11-23T10:00:00.000Z' },
        },
        {
          text: 'Planned by hand',
          provenance: { from: 'signal', field: 'crm.problem', by: 'website', at: '2026-11-23T10:00:00.000Z' },
        },
      ],
    },
  ])
})

test('what two fields say alike is shown once', () => {
  expect(
    textsOf(wanted, source('signal', { 'fields.problem': 'By hand' }), source('crm', { 'crm.problem': ' By hand ' })),
  ).toEqual(['By hand'])
})

test('a hidden item is left out, and a wanted one is never missing', () => {
  const template: Template = [
    { item: 'problem', need: 'wanted', fields: ['fields.problem'] },
    { item: 'committee', need: 'hidden', fields: ['fields.committee'] },
    { item: 'next_step', need: 'required', fields: ['fields.message'] },
  ]
  const context = fillContext(template, [source('signal', { 'fields.committee': 'CFO and head of IT' })])
  expect(context.map(({ item }) => item)).toEqual(['problem', 'next_step'])
  expect(missingItems(context)).toEqual(['next_step'])
})

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'a field named %s is filled from nothing that objects inherit',
  (field) => {
    expect(
      fillContext([{ item: 'problem', need: 'required', fields: [field] }], [source('signal', {})])[0]?.lines,
    ).toEqual([])
  },
)

test('the default playbook knows all twelve items, each once', () => {
  const { points } = defaultPlaybook({
    calendars: [officeHours('office', 'UTC')],
    pool: { id: 'sdr', name: 'SDRs', members: [{ person: 'ana', weight: 1 }] },
    catchAll: 'ruth',
  })
  const items = points[0]?.context.map(({ item }) => item) ?? []
  expect(items).toHaveLength(12)
  expect(new Set(items).size).toBe(12)
})

const FIELDS = ['fields.a', 'fields.b', 'crm.a', 'crm.b']
const value = fc.oneof(
  fc.string({ maxLength: 4, unit: 'binary' }),
  fc.constantFrom('', '-', 'x', 'By hand', ' By hand', 'Q1'),
)
const sources = fc.array(
  fc
    .tuple(
      fc.constantFrom<Source['from'][]>('signal', 'crm', 'baton'),
      fc.dictionary(fc.constantFrom(...FIELDS), value),
      fc.constantFrom('website', 'Test CRM'),
    )
    .map(([from, values, by]) => source(from, values, by)),
  { maxLength: 4 },
)
const template: fc.Arbitrary<Template> = fc.uniqueArray(
  fc.record({
    item: fc.constantFrom('buyer' as const, 'problem' as const, 'next_step' as const),
    need: fc.constantFrom('required' as const, 'wanted' as const, 'hidden' as const),
    fields: fc.shuffledSubarray(FIELDS),
  }),
  { selector: ({ item }) => item },
)

law(
  'every line stands in the source that it names, and no source before it had that field',
  fc.tuple(template, sources),
  ([items, told]) => {
    for (const { lines } of fillContext(items, told)) {
      for (const { text, provenance } of lines) {
        const field = provenance?.field ?? ''
        const at = told.findIndex(({ values }) => (values[field] ?? '').trim() === text)
        expect(told[at]).toMatchObject({ from: provenance?.from, by: provenance?.by, at: provenance?.at })
        for (const before of told.slice(0, at))
          expect((before.values[field] ?? '').match(/[\p{L}\p{N}]/gu)?.length ?? 0).toBeLessThan(2)
      }
      expect(new Set(lines.map(({ text }) => text)).size).toBe(lines.length)
    }
  },
)

law(
  'one more source never makes an item missing, and one before the others always wins',
  fc.tuple(template, sources, sources),
  ([items, told, more]) => {
    const alone = fillContext(items, told)
    const together = fillContext(items, [...told, ...more])
    const missing = missingItems(alone)
    for (const item of missingItems(together)) expect(missing).toContain(item)
    for (const { item, lines } of alone) {
      const texts = together.find((entry) => entry.item === item)?.lines.map(({ text }) => text)
      for (const { text } of lines) expect(texts).toContain(text)
    }
  },
)
