import type { Problem } from '../../shared/problem.ts'
import { isSame } from './pkce.ts'
import { ANSWER_NOT_OURS, WINDOW_CLOSED } from './signInProblems.ts'

/** The code that the sign-in page sent to our redirect address; nothing of an answer counts that is not to our own question. */
export const codeIn = (address: string, redirect: string, state: string): { code: string } | { problem: Problem } => {
  const url = URL.parse(address)
  const query = url?.searchParams
  const isHere = url !== null && isSame(`${url.origin}${url.pathname}`, redirect)
  const isOurs = isSame(query?.get('state') ?? '', state)
  if (!isHere || !isOurs) return { problem: ANSWER_NOT_OURS }
  const code = query?.get('code')
  if (code) return { code }
  // RFC 6749, 4.1.2.1: the person did not allow it.
  return { problem: query?.get('error') === 'access_denied' ? WINDOW_CLOSED : ANSWER_NOT_OURS }
}
