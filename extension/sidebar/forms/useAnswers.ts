import { useState } from 'react'
import type { ContextFault, ContextItem } from '../../../shared/context.ts'
import type { ContextQuestion } from '../../../shared/handoffParts.ts'
import { faultOf } from '../../../shared/contextFault.ts'

export type Lack = ContextFault | 'needed'

/** What somebody fills in, question by question; nothing of it is lost while what is known changes beside it. */
export const useAnswers = (questions: ContextQuestion[]) => {
  const [typed, setTyped] = useState<Partial<Record<ContextItem, string>>>({})
  const valueOf = (question: ContextQuestion): string => typed[question.item] ?? knownOf(question)
  const lackOf = (question: ContextQuestion): Lack | null => {
    const value = valueOf(question).trim()
    if (value === '') return question.need === 'required' ? 'needed' : null
    return question.given && value === knownOf(question).trim() ? null : faultOf([value], question.check)
  }
  const changed = questions.flatMap((question): [ContextItem, string][] => {
    const value = valueOf(question).trim()
    return value === '' || value === knownOf(question).trim() ? [] : [[question.item, value]]
  })
  return {
    valueOf,
    lackOf,
    /** What differs from what is known. */
    values: Object.fromEntries(changed),
    lacking: questions.filter((question) => lackOf(question) !== null),
    type: (item: ContextItem, value: string) => setTyped((before) => ({ ...before, [item]: value })),
  }
}
export type Answers = ReturnType<typeof useAnswers>

/** What is known already; of a choice as the list spells it, and nothing where it is not in there. */
const knownOf = ({ value, check }: ContextQuestion): string =>
  check?.oneOf === undefined ? value : (check.oneOf.find((choice) => isSame(choice, value)) ?? '')

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.trim().toLowerCase()
