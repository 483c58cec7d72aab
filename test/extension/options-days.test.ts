import { describe, expect, test } from 'vitest'
import { spanOfDays, spanText } from '../../extension/options/away/days.ts'

describe('days away', () => {
  test('from the midnight of the first to the midnight after the last, where the browser is', () => {
    expect(spanOfDays('2026-11-30', '2026-12-04')).toEqual({
      from: new Date(2026, 10, 30).toISOString(),
      until: new Date(2026, 11, 5).toISOString(),
    })
  })

  test.each([
    ['', ''],
    ['2026-11-30', '2026-11-29'],
    ['30.11.2026', '2026-12-01'],
    ['2026-13-01', '2026-13-02'],
  ])('%s to %s are none', (first, last) => expect(spanOfDays(first, last)).toBeNull())

  test.each([
    ['2026-11-30T00:00:00Z', '2026-12-05T00:00:00Z', 'Mon, Nov 30 to Fri, Dec 4'],
    ['2026-11-30T00:00:00Z', '2026-12-01T00:00:00Z', 'Mon, Nov 30'],
    ['2026-12-30T00:00:00Z', '2027-01-02T00:00:00Z', 'Wed, Dec 30 to Fri, Jan 1, 2027'],
  ])('%s until %s: %s', (from, until, words) => {
    expect(spanText({ from, until }, Date.parse('2026-11-23T12:00:00Z'), 'UTC')).toBe(words)
  })
})
