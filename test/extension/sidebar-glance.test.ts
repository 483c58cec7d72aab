import { expect, test } from 'vitest'
import type { ContextEntry } from '../../shared/context.ts'
import type { HandOffChoice } from '../../shared/recordAnswer.ts'
import { glanceItems } from '../../extension/sidebar/glanceItems.ts'
import { proposedAmong } from '../../extension/sidebar/proposal.ts'
import { besideSubject, subjectOf } from '../../extension/popup/subject.ts'
import { buyerLine } from '../../extension/ui/phrases.ts'
import { handoff } from '../support/views.ts'

const entry = (item: string, text: string, more: Partial<ContextEntry> = {}): ContextEntry => ({
  item,
  name: item,
  need: 'required',
  lines: [{ text }],
  ...more,
})

test('a glance shows what the point asks for by names of its own: what is required first, and nothing that does not count', () => {
  const context = [
    entry('situation', 'Two depots stopped'),
    entry('buyer', 'Nils Dahl'),
    entry('special_terms', 'Uncapped liability', { need: 'wanted' }),
    entry('scope', '-', { fault: 'says_nothing' }),
    entry('risks', '', { lines: [] }),
    entry('decision_date', '2030-12-15'),
  ]
  expect(glanceItems({ context, questions: [] })).toEqual([
    { name: 'situation', text: 'Two depots stopped' },
    { name: 'decision_date', text: 'Dec 15, 2030' },
    { name: 'special_terms', text: 'Uncapped liability' },
  ])
})

test('a number is written as a number only where the point asks for one', () => {
  const context = [entry('amount', '150000'), entry('contract', '150000')]
  const questions = [
    { item: 'amount', need: 'required', value: '150000', given: true, check: { number: { from: 0 } } } as const,
  ]
  expect(glanceItems({ context, questions }).map(({ text }) => text)).toEqual(['150,000', '150000'])
})

test('what a stage asks for is proposed, but not the point that has just ended there', () => {
  const shown = handoff()
  const choice = (id: string, proposed: boolean): HandOffChoice => ({
    point: { id, name: id, from: 'one', to: 'another' },
    questions: [],
    proposed,
  })
  const choices = [choice(shown.point.id, true), choice('other', true), choice('third', false)]
  expect(proposedAmong(choices, shown).map(({ point }) => point.id)).toEqual(['other'])
  expect(proposedAmong(choices).map(({ point }) => point.id)).toEqual([shown.point.id, 'other'])
})

test('a row about a company is headed by it, whoever of it was seen last, and names it once', () => {
  const about = (type: 'company' | 'lead') => ({
    buyer: 'Carla Nunez',
    company: 'Riverbend Water',
    record: { connection: 'crm', type, id: '1' },
  })
  expect([subjectOf(about('company')), besideSubject(about('company'))]).toEqual(['Riverbend Water', undefined])
  expect([subjectOf(about('lead')), besideSubject(about('lead'))]).toEqual(['Carla Nunez', 'Riverbend Water'])
})

test('the line under a heading does not repeat it', () => {
  const buyer = { name: 'Fjord Energi', company: 'Fjord Energi', accountStatus: 'customer' as const }
  expect(buyerLine(buyer)).toBe('customer')
  expect(buyerLine({ ...buyer, name: 'Ida Moe' }, 'Fjord Energi')).toBe('Ida Moe · customer')
})
