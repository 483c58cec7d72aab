import { describe, expect, test } from 'vitest'
import { fromFile } from '../../server/domain/playbookFile.ts'
import { toFile } from '../../server/domain/writePlaybook.ts'
import { NAMED, whole } from '../support/books.ts'

const file = toFile(whole(), NAMED)
const lineOf = (text: string, from: string): number => from.slice(0, from.indexOf(text)).split('\n').length
const errors = (text: string) => fromFile(text, NAMED).findings.filter(({ kind }) => kind === 'error')

describe('a file that asks for too much is refused before it is built', () => {
  const keys = (n: number) => Array.from({ length: n }, (_, i) => `k${i}:`).join('\n')
  const TOO_MUCH = 'has more than 20000 keys and values, more than a playbook can have'

  test.each([
    ['a hundred thousand stray keys', keys(100_000)],
    ['a long list', `points: [${'a,'.repeat(400_000)}]`],
    ['slips without end', '}'.repeat(900_000)],
    ['one list by many names', `a: &a [${'x,'.repeat(15_000)}]\nb: [${'*a,'.repeat(49)}]`],
  ])('%s', (_, given) => {
    expect(fromFile(given, NAMED)).toEqual({
      playbook: null,
      findings: [{ path: '', problem: TOO_MUCH, kind: 'error' }],
    })
  })

  test('of many findings the first hundred are told, errors first, and how many more there are', () => {
    const { findings } = fromFile(`${keys(5_000)}\n${file}`, NAMED)
    expect(findings).toHaveLength(101)
    expect(findings[99]).toEqual({ path: 'k99', problem: '«k99» is not known here', kind: 'error', line: 100 })
    expect(findings[100]).toEqual({
      path: '',
      problem: 'has 4900 more that are not listed here',
      kind: 'error',
      line: 1,
    })
  })

  test('fits that come to more parts than can be looked at for each signal', () => {
    const fit = (i: number, part: string) =>
      `  - { id: t${i}, name: T, when: { any: [${Array.from({ length: 50 }, () => part).join(', ')}] } }\n`
    const tower = [0, 1, 2, 3].map((i) => fit(i, i === 3 ? '{ field: account.segment, is: x }' : `{ fit: t${i + 1} }`))
    const asked = '      - { id: t, name: T, kinds: [demo_request], tier: high, when: { fit: t0 } }\n'
    const given = file
      .replace(/^fits:\n/m, `fits:\n${tower.join('')}`)
      .replace(/ {4}triggers:\n/, `    triggers:\n${asked}`)
    const problem = 'has more than 5000 parts with the fits that it names; name fewer in it'
    expect(errors(given).map(({ path, problem: told }) => [path, told])).toEqual(
      ['fits.0.when', 'fits.1.when', 'points.0.triggers.0.when'].map((path) => [path, problem]),
    )
  })

  test('hundreds of triggers that ask alike', () => {
    const asked = Array.from(
      { length: 600 },
      (_, i) => `      - { id: t${i}, name: T, kinds: [k], tier: high, when: { field: account.a${i}, is: 1 } }\n`,
    ).join('')
    expect(errors(file.replace(/ {4}triggers:\n/, `    triggers:\n${asked}`))).toEqual([])
  })
})

describe('a text that no database can hold', () => {
  test('is told by its path, however it is written', () => {
    const given = file
      .replace('    from: Marketing', '    from: "Mark\\0eting"')
      .replace('name: Inbound SDRs', 'name: "Inbound \\uD800 SDRs"')
    const found = errors(given)
    expect(found.map(({ path, problem }) => [path, problem])).toEqual([
      ['pools.0.name', 'has a character that is no text'],
      ['points.0.from', 'has a character that is no text'],
    ])
    expect(found.map(({ line }) => line)).toEqual([lineOf('name: "Inbound', given), lineOf('    from: "Mark', given)])
  })

  test('is no key either', () => {
    const { playbook, findings } = fromFile(
      file.replace('    from: Marketing', '    from: Marketing\n    "x\\0": 1'),
      NAMED,
    )
    expect(playbook).toBeNull()
    expect(findings.map(({ path, problem }) => [path, problem])).toEqual([
      ['points.0', 'a key has a character that is no text'],
    ])
  })
})
