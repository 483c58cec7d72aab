import type { ContextCheck } from '../../../shared/context.ts'
import type { EvidenceSign } from '../../../shared/point.ts'
import { conditionWords, filled, numberText, type Names, type Words } from '../conditionWords.ts'
import { t } from '../messages.ts'
import { kindsText } from './triggerWords.ts'

/** How a proof is recognised: «a meeting is held, with an outcome», «the record shows that …». */
export const signWords = (sign: EvidenceSign, names: Names): Words => {
  switch (sign.kind) {
    case 'meeting':
      return [t(`book.sign.meeting.${sign.state}${sign.withOutcome === true ? 'WithOutcome' : ''}`)]
    case 'stage':
      return filled(t('book.sign.stage'), { stages: stagesText(sign.stages, names) })
    case 'record':
      return filled(t('book.sign.record'), { when: conditionWords(sign.when, names) })
    case 'signal':
      return filled(t('book.sign.signal'), { kinds: kindsText(sign.kinds) })
    default:
      return [t(`book.sign.${sign.kind}`)]
  }
}

export const stagesText = (stages: readonly string[], names: Names): string =>
  stages.map((id) => names.stages.get(id) ?? id).join(', ')

/** What a value must be to count, thing by thing. */
export const checkTexts = ({ minWords, minChars, oneOf, number, date }: ContextCheck): string[] => [
  ...(minWords === undefined ? [] : [t('book.check.words', { count: minWords })]),
  ...(minChars === undefined ? [] : [t('book.check.chars', { count: minChars })]),
  ...(oneOf === undefined ? [] : [t('book.check.oneOf', { values: oneOf.join(', ') })]),
  ...(number === undefined ? [] : [numberCheck(number)]),
  ...(date === true ? [t('book.check.date')] : []),
]

const numberCheck = ({ from, to }: NonNullable<ContextCheck['number']>): string => {
  const params = { from: numberText(from ?? 0), to: numberText(to ?? 0) }
  if (from === undefined && to === undefined) return t('book.check.number')
  if (to === undefined) return t('book.check.from', params)
  return t(from === undefined ? 'book.check.to' : 'book.check.between', params)
}
