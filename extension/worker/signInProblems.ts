import { problem, type Problem } from '../../shared/problem.ts'

const local = (type: string, title: string, status: number): Problem => ({
  type: `urn:baton:problem:${type}`,
  title,
  status,
})

/** What can be wrong with signing in before the server is asked for a session. */
export const WINDOW_CLOSED = local('window-closed', 'The sign-in window was closed', 499)
export const WINDOW_FAILED = local('window-failed', 'The sign-in window could not be shown', 503)
export const ANSWER_NOT_OURS = local('answer-not-ours', 'The answer was to another question', 400)
export const NO_PAIRING = local('code-ended', 'The code can no longer be used', 410)

export const NO_LINK: Problem = {
  ...problem('invalid-field', 'This is no sign-in link. It looks like https://baton.example.com/link#…'),
  errors: [{ field: 'link', detail: 'not a sign-in link' }],
}

/** After these a new code is needed. */
export const PAIRING_OVER = ['code-ended', 'link-unknown', 'link-used', 'link-expired', 'link-revoked'].map(
  (type) => `urn:baton:problem:${type}`,
)
