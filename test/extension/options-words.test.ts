import { expect, test } from 'vitest'
import { wordsText } from '../../extension/options/conditionWords.ts'
import { datedLines, holidaysText, weekLines } from '../../extension/options/playbook/calendarWords.ts'
import { deadlineText, inTimeOrder, whenFires } from '../../extension/options/playbook/deadlineWords.ts'
import { checkTexts, signWords } from '../../extension/options/playbook/evidenceWords.ts'
import { intentLines, triggerLines } from '../../extension/options/playbook/triggerWords.ts'
import type { Calendar } from '../../shared/calendar.ts'
import type { Trigger } from '../../shared/trigger.ts'

const names = { fits: new Map([['icp', 'Ideal customer']]), stages: new Map([['won', 'Won']]) }
const reader = { locale: 'en-US' }
const trigger = (more: Partial<Trigger>): Trigger => ({
  id: 't',
  name: 'T',
  kinds: ['site_visit'],
  tier: 'medium',
  ...more,
})
const fires = (more: Partial<Trigger>) => triggerLines(trigger(more), names).map(wordsText)

test('what fires a trigger is a sentence', () => {
  expect(fires({})).toEqual(['Signal site visit'])
  expect(
    fires({ counts: [{ over: 'account', atLeast: 3, distinct: { of: 'contact', atLeast: 2 }, withinDays: 14 }] }),
  ).toEqual(['3 or more signals (site visit) by 2 or more different contacts of one account within 14 days'])
  expect(
    fires({
      counts: [
        { kinds: ['usage_crossed'], over: 'account', atLeast: 1, withinDays: 1 },
        { over: 'record', atLeast: 3, sharing: 'signal.fields.department', withinDays: 30 },
      ],
    }),
  ).toEqual([
    'One signal (usage crossed) of one account within one day',
    '3 or more signals (site visit) with the same signal’s department on one record within 30 days',
  ])
  expect(fires({ date: { field: 'account.renewal_date', daysBefore: 90 } })).toEqual([
    '90 days before the account’s renewal date',
  ])
  expect(
    fires({
      score: { over: 'account', weights: { site_visit: 1, webinar_attended: 4 }, halfLifeDays: 7, atLeast: 10 },
      when: { fit: 'icp' },
    }),
  ).toEqual([
    'A score of one account reaches 10: site visit 1, webinar attended 4; each halves in 7 days',
    'only if fits Ideal customer',
  ])
})

test('intent is the trigger’s, but for the fits that change it', () => {
  const lines = intentLines(trigger({ tier: 'high', tierWhen: [{ when: { fit: 'icp' }, tier: 'low' }] }), names)
  expect(lines.map(wordsText)).toEqual(['High', 'Low if fits Ideal customer'])
})

test('deadlines are rules, not numbers', () => {
  expect(deadlineText({ kind: 'working', minutes: 15 })).toBe('15 min of working time')
  expect(deadlineText({ kind: 'working', minutes: 90 })).toBe('1 h 30 min of working time')
  expect(deadlineText({ kind: 'close_of_next_day' })).toBe('the close of the next business day')
  expect(deadlineText({ kind: 'working_same_day', minutes: 60, unlessUnderMinutes: 30, thenMinutes: 30 })).toBe(
    '1 h of working time, at the latest at the close of that business day; when less than 30 min of it remain, 30 min after the next opening',
  )
})

test('steps stand in the order in which they come', () => {
  const at = (when: Parameters<typeof whenFires>[0]) => ({ when })
  const steps = [
    at({ kind: 'after_breach', minutes: 15 }),
    at({ kind: 'share', share: 1 }),
    at({ kind: 'after_breach', minutes: 0 }),
    at({ kind: 'share', share: 0.75 }),
    at({ kind: 'share', share: 0.5 }),
  ]
  expect(inTimeOrder(steps).map(({ when }) => whenFires(when))).toEqual([
    'at half of the time',
    'at 75 % of the time',
    'when all of the time is gone',
    'at the breach',
    '15 min of working time after the breach',
  ])
})

test('a calendar reads as hours, also over midnight, with its dates in order', () => {
  const calendar: Calendar = {
    id: 'c',
    zone: 'Europe/Stockholm',
    weekly: [
      {
        days: [5, 1, 2, 3, 4],
        windows: [
          { from: '09:00', to: '12:00' },
          { from: '13:00', to: '17:30' },
        ],
      },
      { days: [6, 1], windows: [{ from: '22:00', to: '06:00' }] },
      { days: [7], windows: [{ from: '00:00', to: '24:00' }] },
    ],
    exceptions: [
      { date: '2027-01-01', windows: [], name: 'New Year’s Day' },
      { date: '2026-12-24', windows: [{ from: '09:00', to: '12:00' }] },
    ],
  }
  expect(weekLines(calendar, reader)).toEqual([
    'Mon–Fri 9:00\u00a0AM–12:00\u00a0PM, 1:00\u00a0PM–5:30\u00a0PM',
    'Mon, Sat 10:00\u00a0PM–6:00\u00a0AM the next day',
    'Sun all day',
  ])
  expect(datedLines(calendar, Date.parse('2026-12-24T12:00:00Z'), reader)).toEqual([
    'Dec 24, 2026: 9:00\u00a0AM–12:00\u00a0PM',
    'Jan 1, 2027: closed (New Year’s Day)',
  ])
  expect(holidaysText({ country: 'SE' })).toBe('Closed on public holidays of Sweden')
  expect(holidaysText({ country: 'DE', region: 'BY', types: ['public', 'bank'] })).toBe(
    'Closed on public holidays, bank holidays of Germany, BY',
  )
})

test('dates that are over are left out, as the calendar’s own zone has it', () => {
  const calendar = (zone: string): Calendar => ({
    id: 'c',
    zone,
    weekly: [],
    exceptions: ['2026-12-24', '2026-12-25', '2026-12-26'].map((date) => ({ date, windows: [] })),
  })
  const christmas = Date.parse('2026-12-25T23:30:00Z')
  expect(datedLines(calendar('Europe/London'), christmas)).toEqual(['Dec 25, 2026: closed', 'Dec 26, 2026: closed'])
  expect(datedLines(calendar('Europe/Stockholm'), christmas)).toEqual(['Dec 26, 2026: closed'])
  expect(datedLines(calendar('nowhere'), christmas)).toHaveLength(2)
})

test('evidence and checks say what is looked for', () => {
  expect(wordsText(signWords({ kind: 'meeting', state: 'held', withOutcome: true }, names))).toBe(
    'a meeting in the CRM is held and has an outcome',
  )
  expect(wordsText(signWords({ kind: 'stage', stages: ['won'] }, names))).toBe('the record enters Won')
  expect(wordsText(signWords({ kind: 'record', when: { field: 'account.plan_agreed', present: true } }, names))).toBe(
    'in the CRM, account’s plan agreed is known',
  )
  expect(checkTexts({ minWords: 3, number: { from: 0, to: 100 }, date: true })).toEqual([
    'at least 3 words',
    'a number from 0 to 100',
    'a date',
  ])
})
