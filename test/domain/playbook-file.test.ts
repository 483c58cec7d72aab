import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkPlaybook } from '../../server/domain/checkPlaybook.ts'
import { fromFile } from '../../server/domain/playbookFile.ts'
import { toFile } from '../../server/domain/writePlaybook.ts'
import { Playbook } from '../../shared/playbook.ts'
import { changed, NAMED, paths, PEOPLE, whole } from '../support/books.ts'
import { law, seedLine } from '../support/law.ts'

beforeAll(() => console.info(seedLine()))

const file = toFile(whole(), NAMED)
const lineOf = (text: string, from = file): number => from.slice(0, from.indexOf(text)).split('\n').length
const errors = (text: string) => fromFile(text, NAMED).findings.filter(({ kind }) => kind === 'error')

describe('a playbook as a file', () => {
  test('is read back the same, and written the same again', () => {
    const { playbook } = fromFile(file, NAMED)
    expect(playbook).toEqual(whole())
    expect(toFile(playbook ?? whole(), NAMED)).toBe(file)
  })

  test('names people by their addresses, and points and their steps by headings', () => {
    expect(file).toContain('person: ruth@example.com')
    expect(file).not.toMatch(/person: (?:ruth|ana)\b(?!@)/)
    for (const { name } of whole().points) expect(file).toContain(`\n  # ═══ ${name} ═══\n`)
    expect(file.match(/\n {4}# (?:Map|Trigger|Owner|Context|SLA|Acceptance|Escalation)\n/g)).toHaveLength(49)
    expect(file.split('\n').filter((line) => line.length > 130)).toEqual([])
  })

  test('may name somebody in any case, or by an id', () => {
    expect(fromFile(file.replaceAll('ruth@example.com', 'Ruth@Example.com'), NAMED).playbook).toEqual(whole())
    expect(fromFile(file.replaceAll('ruth@example.com', 'ruth'), NAMED).playbook).toEqual(whole())
  })
})

/** Texts that a file format could trip over, and any others. */
const text = fc.oneof(
  fc.constantFrom(
    'no',
    '~',
    'null',
    '- a',
    '# b',
    'a: b',
    '1e3',
    '0x1F',
    '2026-11-23',
    '10:00',
    '"',
    "it's",
    '{x}',
    '&a',
  ),
  fc.constantFrom(
    '*a',
    '!!set',
    '%TAG',
    '---',
    ' padded ',
    'two\nlines',
    'tab\tted',
    '\u2028',
    'ä→«»',
    '👋',
    '|',
    '>-',
    '?',
  ),
  fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' }),
)

law(
  'whatever a playbook says, its file says the same',
  fc.tuple(fc.constantFrom(...paths(whole())), fc.oneof(text, fc.jsonValue({ maxDepth: 1 }))),
  ([path, value]) => {
    const result = Playbook.safeParse(changed(path, value))
    if (!result.success) return
    const written = toFile(result.data, NAMED)
    const { playbook, findings } = fromFile(written, NAMED)
    const expected = checkPlaybook(result.data, PEOPLE).filter(({ kind }) => kind === 'error')
    if (expected.length === 0) {
      expect(playbook).toEqual(result.data)
      expect(toFile(result.data, NAMED)).toBe(written)
    } else
      expect(
        findings
          .filter(({ kind }) => kind === 'error')
          .map((each) => each.path)
          .sort(),
      ).toEqual(expected.map((each) => each.path).sort())
  },
  300,
)

law(
  'no text breaks the reader, and what is refused says why',
  fc.oneof(
    fc.string({ maxLength: 200, unit: 'grapheme' }),
    fc
      .tuple(fc.nat(file.length), fc.string({ maxLength: 6 }))
      .map(([at, put]) => file.slice(0, at) + put + file.slice(at + 3)),
  ),
  (given) => {
    const { playbook, findings } = fromFile(given, NAMED)
    if (playbook === null) expect(findings.length).toBeGreaterThan(0)
    for (const { problem } of findings) expect(problem).not.toBe('')
  },
  200,
)

describe('what is wrong is told with path, line and a sentence', () => {
  const cases: [what: string, from: string | RegExp, to: string, path: string, problem: RegExp, near: string][] = [
    [
      'no evidence',
      /completion:\n(?: {6}.*\n)+/,
      'completion: []\n',
      'points.0.completion',
      /^needs at least one completion evidence$/,
      'completion:',
    ],
    [
      'an unknown key',
      '    from: Marketing',
      '    frm: Mars\n    from: Marketing',
      'points.0.frm',
      /^«frm» is not known here$/,
      '    from: Marketing',
    ],
    ['a missing one', '    from: Marketing\n', '', 'points.0.from', /^is missing$/, '  - id: marketing_to_sdr'],
    [
      'a stranger',
      'person: ana@',
      'person: zoe@',
      'pools.0.members.0.person',
      /^nobody here has the address «zoe@example.com»$/,
      'person: ana@',
    ],
    [
      'an unknown kind',
      'kind: opportunity_owner',
      'kind: whoever',
      'points.0.ladder.2.kind',
      /^must be one of named_account_owner, /,
      'kind: opportunity_owner',
    ],
    [
      'a wrong number',
      'thenMinutes: 30',
      'thenMinutes: soon',
      'points.0.tiers.high.touch.thenMinutes',
      /^must be a (?:whole )?number$/,
      'thenMinutes: 30',
    ],
    [
      'a strange condition',
      'any:\n        - { field: account.status, in:',
      'any:\n        - { field: account.status, isnt:',
      'fits.0.when.any.0.isnt',
      /^«isnt» is not known here$/,
      '        - { field: account.status, in:',
    ],
    [
      'no such pool',
      'kind: pool, pool: sdr',
      'kind: pool, pool: sdrs',
      'points.0.ladder.4.pool',
      /^no pool «sdrs»$/,
      'kind: pool, pool: sdr',
    ],
    [
      'a calendar without a window',
      'from: 09:00, to: 17:00',
      'from: 09:00, to: 25:00',
      'calendars.0.weekly.0.windows.0.to',
      /not written as it has to be/,
      'from: 09:00, to: 17:00',
    ],
    [
      'a tier',
      'tier: high',
      'tier: urgent',
      'points.0.triggers.0.tier',
      /^must be one of high, medium, low$/,
      'tier: high',
    ],
  ]
  test.each(cases)('%s', (_, from, to, path, problem, near) => {
    const [found, ...more] = errors(file.replace(from, to))
    expect(more).toEqual([])
    expect(found).toEqual({ path, problem: expect.stringMatching(problem), kind: 'error', line: lineOf(near) })
  })

  test('who has left is named as such', () => {
    const people = NAMED.map((person) => (person.id === 'sven' ? { ...person, left: true } : person))
    const { playbook, findings } = fromFile(file, people)
    expect(playbook).toBeNull()
    expect(findings.map(({ path, problem }) => [path, problem])).toEqual([
      ['pools.2.owner', '«sven@example.com» has left'],
      ['pools.2.members.0.person', '«sven@example.com» has left'],
    ])
  })

  test.each([
    ['half a list', 'points: [', /^is no YAML: /],
    ['a key twice', `${file}\npools: []\n`, /^is no YAML: Map keys must be unique/],
    ['nothing', '', /^must be a group of fields$/],
    ['a bottomless list', '['.repeat(100_000), /./],
    [
      'bombs',
      `a: &a [${'x,'.repeat(50)}]\n${'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]'}`,
      /./,
    ],
    ['far too much', 'x'.repeat(1_000_001), /^is longer than 1000000 characters$/],
  ])('%s', (_, given, problem) => {
    const [found] = errors(given)
    expect(found?.problem).toMatch(problem)
  })
})
