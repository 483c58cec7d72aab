import type { QueryClient } from '@tanstack/react-query'
import { accountOf } from '../worker/account.ts'
import type { SessionState } from '../worker/contract.ts'

/**
 * Forgets what was told to one person when the session is another's or nobody's: a page keeps its answers for as long as it is
 * open. The cache tells of a session's answer before anything is drawn of it, so that nothing foreign is ever drawn beside it,
 * also when the server does not answer the next person. Returns how to stop.
 */
export const forgetOthers = (queryClient: QueryClient): (() => void) => {
  let last: string | null | undefined
  return queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || !isSession(event.query.queryKey)) return
    const { server, me } = event.query.state.data as SessionState
    const account = me === null ? null : accountOf(server ?? '', me)
    const isOther = last !== undefined && last !== account
    last = account
    // What is on its way was asked for the earlier person; a reset drops that too.
    if (isOther) void queryClient.resetQueries({ predicate: ({ queryKey }) => !isSession(queryKey) })
  })
}

const isSession = ([path]: readonly unknown[]): boolean =>
  Array.isArray(path) && path[0] === 'session' && path[1] === 'state'
