import { useState } from 'react'
import { problemIn } from '../api/problemIn.ts'
import type { ServerTrouble } from './PeopleView.tsx'

type Answer = {
  status: 'pending' | 'error' | 'success'
  error: unknown
  dataUpdatedAt: number
  refetch: () => Promise<unknown>
}

/** How an answer of the server stands. */
export type Standing = {
  /** Why it is not there, or not of now; it stays until there is an answer. */
  problem: ServerTrouble
  /** When it came, in ms of the browser's clock. */
  asOfMs: number
  /** Somebody pressed to ask again, and waits. */
  retrying: boolean
  onRetry: () => void
}

export const useStanding = ({ status, error, dataUpdatedAt, refetch }: Answer): Standing => {
  const [isRetrying, setRetrying] = useState(false)
  const [stood, setStood] = useState<unknown>(null)
  // Asked again, what never had an answer is pending anew; what stood in its way is told on.
  const stands = status === 'error' ? error : status === 'pending' ? stood : null
  if (stands !== stood) setStood(stands)
  return {
    problem: stands === null ? null : { problem: problemIn(stands) },
    asOfMs: dataUpdatedAt,
    retrying: isRetrying,
    onRetry: () => {
      setRetrying(true)
      void refetch().finally(() => setRetrying(false))
    },
  }
}
