import { describe, expect, test } from 'vitest'
import { conditionLines, conditionWords, wordsText } from '../../extension/options/conditionWords.ts'
import type { Condition } from '../../shared/condition.ts'

const names = {
  fits: new Map([['icp', 'Ideal customer']]),
  stages: new Map([['technical_validation', 'Technical validation']]),
}
const text = (condition: Condition) => wordsText(conditionWords(condition, names))
const status = (value: string): Condition => ({ field: 'account.status', is: value })
const size = { field: 'account.size', atLeast: 200 }

describe('a condition, said as it holds and as it does not', () => {
  test.each<[Condition, string, string]>([
    [status('customer'), 'account status is customer', 'account status is not customer'],
    [
      { field: 'account.status', in: ['target', 'customer'] },
      'account status is one of target, customer',
      'account status is none of target, customer',
    ],
    [{ field: 'account.status', in: ['target'] }, 'account status is target', 'account status is not target'],
    [
      { field: 'opportunity.amount', atLeast: 100_000 },
      'opportunity’s amount is at least 100,000',
      'opportunity’s amount is not at least 100,000',
    ],
    [{ field: 'signal.fields.score', below: 60 }, 'signal’s score is below 60', 'signal’s score is not below 60'],
    [
      { field: 'account.size', atLeast: 10, below: 50 },
      'account size is at least 10 and below 50',
      'account size is not between 10 and 50',
    ],
    [
      { field: 'person.title', startsWith: 'VP' },
      'person’s title starts with VP',
      'person’s title does not start with VP',
    ],
    [
      { field: 'person.title', matches: '^(vp|head)' },
      'person’s title matches ^(vp|head)',
      'person’s title does not match ^(vp|head)',
    ],
    [{ field: 'opportunity.id', present: true }, 'opportunity is known', 'opportunity is not known'],
    [{ field: 'opportunity.id', present: false }, 'opportunity is not known', 'opportunity is known'],
    [
      { field: 'opportunity.close_date', withinDays: 30 },
      'opportunity’s close date is at most 30 days ahead',
      'opportunity’s close date is not within the next 30 days',
    ],
    [
      { field: 'opportunity.close_date', withinPastDays: 1 },
      'opportunity’s close date is at most one day ago',
      'opportunity’s close date is not within the past day',
    ],
    [{ fit: 'icp' }, 'fits Ideal customer', 'does not fit Ideal customer'],
    [{ field: 'signal.fields.urgent', is: true }, 'signal’s urgent is yes', 'signal’s urgent is not yes'],
    [
      { field: 'opportunity.stage', is: 'technical_validation' },
      'opportunity’s stage is Technical validation',
      'opportunity’s stage is not Technical validation',
    ],
    [
      { field: 'signal.kind', is: 'procurement_review_requested' },
      'signal is procurement review requested',
      'signal is not procurement review requested',
    ],
  ])('%j', (condition, held, denied) => {
    expect(text(condition)).toBe(held)
    expect(text({ not: condition })).toBe(denied)
    expect(text({ not: { not: condition } })).toBe(held)
  })
})

describe('several conditions', () => {
  test('what belongs together within another stands in brackets, and only there', () => {
    expect(text({ all: [status('target'), size] })).toBe('account status is target and account size is at least 200')
    expect(text({ all: [status('target'), { any: [size, { fit: 'icp' }] }] })).toBe(
      'account status is target and (account size is at least 200 or fits Ideal customer)',
    )
    expect(text({ any: [{ all: [size] }, status('target')] })).toBe(
      'account size is at least 200 or account status is target',
    )
  })

  test('not any of them is none of them; not all of them is told as a whole', () => {
    expect(text({ not: { any: [status('customer'), { fit: 'icp' }] } })).toBe(
      'account status is not customer and does not fit Ideal customer',
    )
    expect(text({ not: { all: [status('customer'), size] } })).toBe(
      'not (account status is customer and account size is at least 200)',
    )
    expect(text({ not: { all: [size] } })).toBe('account size is not at least 200')
    expect(text({ any: [size, { not: { any: [status('a'), status('b')] } }] })).toBe(
      'account size is at least 200 or (account status is not a and account status is not b)',
    )
  })

  test('what must all hold has a line each, and an alternative in it keeps its brackets', () => {
    const lines = conditionLines({ all: [status('target'), { any: [size, { fit: 'icp' }] }] }, names)
    expect(lines.map(wordsText)).toEqual([
      'account status is target',
      '(account size is at least 200 or fits Ideal customer)',
    ])
    expect(conditionLines({ any: [size, { fit: 'icp' }] }, names).map(wordsText)).toEqual([
      'account size is at least 200 or fits Ideal customer',
    ])
  })

  test('a fit that the playbook does not have is called by its id', () => {
    expect(text({ fit: 'unheard_of' })).toBe('fits unheard_of')
  })
})

test('fields and values stand out, the words between them do not', () => {
  expect(conditionWords(status('customer'), names)).toEqual([
    { strong: 'account status' },
    ' is ',
    { strong: 'customer' },
  ])
})
