import type { Problem } from '../../shared/problem.ts'
import type { SignInLink } from '../../shared/session.ts'
import { t } from './messages.ts'
import { problemText } from '../ui/phrases.ts'

const typeOf = ({ type }: Problem): string => type.split(':').at(-1) ?? ''

/** Why nobody was signed in, and what to do. */
export const signInText = (problem: Problem, server: string): string => {
  const type = typeOf(problem)
  if (type === 'unreachable') return t('signIn.unreachable', { server })
  const { title, next } = problemText(problem)
  // The server counts the tries.
  return type === 'wrong-code' ? [title, problem.detail ?? next].join(' ') : t('options.failed', { title, next })
}

/** Whether another way in may do where this one did not. */
export const offersCode = (problem: Problem): boolean =>
  ['window-closed', 'window-failed', 'answer-not-ours'].includes(typeOf(problem))

export const deniedText = ({ server, crms }: SignInLink): string => {
  const hosts = crms.map((crm) => new URL(crm).host).join(', ')
  if (crms.length === 0) return t('signIn.permissionDenied', { server })
  return t('signIn.permissionDeniedMore', { server, crms: hosts })
}
