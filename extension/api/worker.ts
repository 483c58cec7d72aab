import { createTRPCClient, type TRPCClient } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import type { Port } from '../browser/browser.ts'
import type { WorkerRouter } from '../worker/router.ts'
import { portLink, type After } from './portLink.ts'

export type WorkerClient = TRPCClient<WorkerRouter>

/** A page's client of the worker, over one port. */
export const workerClient = (connect: () => Port, after?: After): WorkerClient =>
  createTRPCClient<WorkerRouter>({ links: [portLink(connect, after)] })

const context = createTRPCContext<WorkerRouter>()

export const WorkerProvider = context.TRPCProvider

/**
 * Query and mutation factories of the worker's procedures, for TanStack Query:
 * `useQuery(useWorker().sidebar.state.queryOptions())`, `useMutation(useWorker().acts.accept.mutationOptions())`.
 */
export const useWorker = context.useTRPC
