import type { Problem } from '../../shared/problem.ts'
import { t } from './messages.ts'
import { problemText } from '../ui/phrases.ts'

/** Refusals that the server words for the very thing that was asked. */
const WORDED = ['not-allowed', 'not-found', 'refused']

/** What happened and what to do, in one line. Null: nobody answered. */
export const troubleText = (problem: Problem | null): string => {
  const { title, next } = problemText(problem)
  const isWorded = WORDED.includes(problem?.type.split(':').at(-1) ?? '')
  return t('options.failed', { title, next: (isWorded ? problem?.detail : undefined) ?? next })
}
