import { describe, expect, test } from 'vitest'
import { checkPlaybook } from '../../server/domain/checkPlaybook.ts'
import { readPattern } from '../../server/domain/pattern.ts'
import { parsed, PEOPLE } from '../support/books.ts'

const found = (pattern: string, text: string): boolean => {
  const made = readPattern(pattern)
  return 'find' in made && made.find(text)
}

describe('a text pattern', () => {
  test.each([
    ['^(vp|head)\\b.*sales$', 'VP of Sales', true],
    ['\\d{3}', 'call 555 now', true],
    ['^a.c$', 'abcd', false],
    ['(?i)x', 'X', true],
  ])('%s in %s: %s', (pattern, text, expected) => {
    expect(found(pattern, text)).toBe(expected)
  })

  test.each([
    ['(', 'missing closing )'],
    ['a{2000}', 'invalid repeat count'],
    ['(?=x)', 'invalid or unsupported Perl syntax'],
    ['\\1', 'invalid escape sequence'],
    ['(?:(?:a{1,30}){1,30}){1}', 'too large a pattern'],
  ])('%s is refused, and says why', (pattern, why) => {
    expect(readPattern(pattern)).toMatchObject({ problem: expect.stringContaining(why) as string })
  })

  test('in a playbook one that cannot be read is named by its path', () => {
    const broken = parsed('points.0.ladder.2.when', { not: { field: 'person.title', matches: '(vp' } })
    expect(checkPlaybook(broken, PEOPLE).filter(({ kind }) => kind === 'error')).toEqual([
      {
        path: 'points.0.ladder.2.when.not.matches',
        problem: 'is no pattern that Baton can read: missing closing ): `(?i)(vp`',
        kind: 'error',
      },
    ])
  })

  /** Each of these keeps a backtracking engine busy for longer than anybody waits. */
  test.each([
    '(a+)+$',
    '(a|aa)+$',
    '(.*)*x',
    '(a*)*b',
    '(x+x+)+y',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(?:a?){200}a{200}b',
  ])('%s ends on a text made for it', (pattern) => {
    expect(found(pattern, `${'a'.repeat(900)}!`)).toBe(false)
  })
})
