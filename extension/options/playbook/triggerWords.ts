import type { Count, DateRule, Score, Trigger } from '../../../shared/trigger.ts'
import { conditionWords, fieldText, filled, kindText, type Names, numberText, type Words } from '../conditionWords.ts'
import { t, tFirst } from '../messages.ts'

/** What fires a trigger, one line for each thing that must come true: «3 or more visits by 2 different contacts of one account …». */
export const triggerLines = (trigger: Trigger, names: Names): Words[] => [
  ...firstLines(trigger),
  ...(trigger.score === undefined ? [] : [scoreWords(trigger.score)]),
  ...(trigger.when === undefined ? [] : [filled(t('book.only'), { what: conditionWords(trigger.when, names) })]),
]

const firstLines = ({ kinds, counts, date, score }: Trigger): Words[] => {
  if (date !== undefined) return [dateWords(date)]
  if (counts !== undefined) return counts.map((count) => countWords(count, kinds))
  return score === undefined ? [filled(t('book.onSignal'), { kinds: kindsText(kinds) })] : []
}

export const kindsText = (kinds: readonly string[]): string => kinds.map(kindText).join(', ')

/** The intent that a trigger gives: «Medium», «High; medium when fits Weak fit». */
export const intentLines = ({ tier, tierWhen = [] }: Trigger, names: Names): Words[] => [
  [t(`tier.${tier}`)],
  ...tierWhen.map((rule) =>
    filled(t('book.tierWhen'), { tier: t(`tier.${rule.tier}`), when: conditionWords(rule.when, names) }),
  ),
]

const countWords = (count: Count, own: readonly string[]): Words => {
  const { atLeast, distinct, sharing, over, withinDays } = count
  return [
    ...filled(t(atLeast === 1 ? 'book.countOne' : 'book.count', { atLeast }), {
      kinds: kindsText(count.kinds ?? own),
    }),
    ...(distinct === undefined ? [] : [' ', ...distinctWords(distinct)]),
    ...(sharing === undefined ? [] : [' ', ...filled(t('book.sharing'), { field: fieldText(sharing) })]),
    ' ',
    t(`book.over.${over}`),
    ' ',
    t('book.withinDays', { count: withinDays }),
  ]
}

const distinctWords = ({ of, atLeast }: NonNullable<Count['distinct']>): Words =>
  of === 'contact'
    ? [t('book.byContacts', { count: atLeast })]
    : filled(t('book.byValues', { count: atLeast }), { field: fieldText(of) })

const scoreWords = ({ over, weights, halfLifeDays, atLeast }: Score): Words =>
  filled(t('book.score', { over: t(`book.over.${over}`) }), {
    atLeast: numberText(atLeast),
    weights: Object.entries(weights)
      .map(([kind, weight]) => `${kindText(kind)} ${numberText(weight)}`)
      .join(', '),
    halves: t('book.halves', { count: halfLifeDays }),
  })

const dateWords = ({ field, daysBefore }: DateRule): Words =>
  filled(tFirst([daysBefore === 0 ? 'book.onDate' : 'book.beforeDate'], { count: daysBefore }), {
    field: fieldText(field),
  })
