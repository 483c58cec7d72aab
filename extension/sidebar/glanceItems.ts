import { type ContextEntry, KnownItem } from '../../shared/context.ts'
import type { HandoffView } from '../../shared/handoff.ts'
import { itemText } from '../ui/phrases.ts'

/** More would be a list to read, not a glance. */
const ITEMS_MAX = 4

/** What a point of the playbook asks for by a name of its own is what it is about: an amount, a technical question, a situation. */
export const glanceItems = ({
  context,
  questions,
}: Pick<HandoffView, 'context' | 'questions'>): { name: string; text: string }[] => {
  const numbers = new Set(questions.filter(({ check }) => check?.number !== undefined).map(({ item }) => item))
  return [...context.filter(isOwn('required')), ...context.filter(isOwn('wanted'))]
    .slice(0, ITEMS_MAX)
    .map(({ item, name, lines: [line] }) => ({
      name: itemText(item, name),
      text: numbers.has(item) ? numberText(line?.text ?? '') : dateText(line?.text ?? ''),
    }))
}

const isOwn =
  (need: ContextEntry['need']) =>
  (entry: ContextEntry): boolean =>
    entry.need === need && entry.fault === undefined && entry.lines.length > 0 && !KNOWN.has(entry.item)

const KNOWN: ReadonlySet<string> = new Set(KnownItem.options)

/** «150,000»; what is no plain number stays as it was typed. */
const numberText = (typed: string): string => (/^\d+(\.\d+)?$/.test(typed) ? NUMBER.format(Number(typed)) : typed)
const NUMBER = new Intl.NumberFormat('en')

/** «Dec 15, 2026» of 2026-12-15. */
const dateText = (typed: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(typed) ? DATE.format(Date.parse(typed)) : typed)
const DATE = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' })
