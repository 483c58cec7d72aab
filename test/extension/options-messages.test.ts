import { expect, test } from 'vitest'
import { conditionWords, wordsText } from '../../extension/options/conditionWords.ts'
import { TARGETS } from '../../extension/options/imports/mapping.ts'
import { t, tCode } from '../../extension/options/messages.ts'
import { namesOf } from '../../extension/options/playbook/bookNames.ts'
import en from '../../extension/locales/en.json' with { type: 'json' }
import own from '../../extension/locales/en.options.json' with { type: 'json' }
import { HolidayType } from '../../shared/calendar.ts'
import { ClosedReason, EscalationStep, HandoffPoint } from '../../shared/point.ts'
import { Role } from '../../shared/session.ts'
import { SignalOutcome } from '../../shared/signal.ts'
import { livePlaybook } from '../support/optionsViews.ts'

const keys = new Set(Object.keys(own))

test('no message is in both files', () => {
  expect(Object.keys(en).filter((key) => keys.has(key))).toEqual([])
})

test('no message guesses a gender, shouts or blames', () => {
  const texts = Object.values(own).flatMap((message) =>
    typeof message === 'string' ? [message] : Object.values(message),
  )
  expect(texts.length).toBeGreaterThan(500)
  expect(texts.filter((text) => /!|\b(she|he|her|his|him|hers|failed|error|invalid)\b/i.test(text))).toEqual([])
})

test('every choice that a playbook or a list has is said in words', () => {
  const { act, target } = EscalationStep.shape
  const codes: [string, readonly string[]][] = [
    ['book.closedFor', ClosedReason.options],
    ['book.act', act.options],
    ['book.target', target.options],
    ['holiday', HolidayType.options],
    ['role', Role.options],
    ['imports.outcome', SignalOutcome.options],
    ['imports.target', TARGETS],
    ['book.accepts', [...HandoffPoint.shape.acceptance._zod.def.innerType._zod.def.element.options, 'accept']],
    ['book.response', HandoffPoint.shape.firstResponse._zod.def.innerType.options],
  ]
  for (const [prefix, values] of codes) {
    for (const value of values) expect(keys.has(`${prefix}.${value}`), `${prefix}.${value}`).toBe(true)
  }
  expect(tCode('book.act', 'page_the_chief')).toBe('page the chief')
})

test('no sentence of the default playbook has a hole or a code in it', () => {
  const live = livePlaybook()
  const names = namesOf(live)
  const conditions = live.playbook.points.flatMap(({ triggers, ladder, approvals = [] }) =>
    [...triggers, ...ladder, ...approvals].flatMap(({ when }) => when ?? []),
  )
  expect(conditions.length).toBeGreaterThan(10)
  for (const condition of conditions) expect(wordsText(conditionWords(condition, names))).not.toMatch(/[{}_]/)
  expect(t('book.version', { version: 14 })).toBe('Version 14')
})
