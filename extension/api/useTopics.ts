import type { QueryClient, QueryFilters } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Topic } from '../worker/contract.ts'
import { forgetOthers } from './forgetOthers.ts'
import type { WorkerClient } from './worker.ts'

/** Keeps a page's answers true: whatever the worker tells of is asked again, and all of it when the worker was restarted. */
export const useTopics = (worker: WorkerClient, queryClient: QueryClient): void => {
  useEffect(() => forgetOthers(queryClient), [queryClient])
  useEffect(() => {
    let starts = 0
    const watching = worker.changes.subscribe(undefined, {
      onStarted: () => {
        starts += 1
        if (starts > 1) void queryClient.invalidateQueries()
      },
      onData: (topic) => {
        const about: QueryFilters = { predicate: ({ queryKey }) => isAbout(queryKey, topic) }
        // What is on its way was asked before the change, also when it is the first answer of all.
        void queryClient.cancelQueries(about).then(() => queryClient.invalidateQueries(about))
      },
    })
    return () => watching.unsubscribe()
  }, [worker, queryClient])
}

/** A query's key begins with the path of its procedure: `[['sidebar', 'state'], …]`. */
const isAbout = (queryKey: readonly unknown[], topic: Topic): boolean => {
  const [path] = queryKey
  return Array.isArray(path) && path[0] === topic
}
