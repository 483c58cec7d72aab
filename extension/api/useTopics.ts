import type { QueryClient, QueryFilters } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Topic } from '../worker/contract.ts'
import { forgetOthers } from './forgetOthers.ts'
import type { WorkerClient } from './worker.ts'

/** Keeps a page's answers true. */
export const useTopics = (worker: WorkerClient, queryClient: QueryClient): void => {
  useEffect(() => forgetOthers(queryClient), [queryClient])
  useEffect(() => followTopics(worker, queryClient), [worker, queryClient])
}

/**
 * Whatever the worker tells of is asked again; and all of it when listening begins, also for the first time: what was told
 * between a question and that moment is unknown. Answers how to end it.
 */
export const followTopics = (worker: Pick<WorkerClient, 'changes'>, queryClient: QueryClient): (() => void) => {
  // What is on its way was asked before the change, also when it is the first answer of all.
  const askAgain = (about?: QueryFilters): void =>
    void queryClient.cancelQueries(about).then(() => queryClient.invalidateQueries(about))
  const watching = worker.changes.subscribe(undefined, {
    onStarted: () => askAgain(),
    onData: (topic) => askAgain({ predicate: ({ queryKey }) => isAbout(queryKey, topic) }),
  })
  return () => watching.unsubscribe()
}

/** A query's key begins with the path of its procedure: `[['sidebar', 'state'], …]`. */
const isAbout = (queryKey: readonly unknown[], topic: Topic): boolean => {
  const [path] = queryKey
  return Array.isArray(path) && path[0] === topic
}
