import { createTRPCClient, type TRPCClient } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import type { Port } from '../browser/browser.ts'
import type { WorkerRouter } from '../worker/router.ts'
import { portLink, type After } from './portLink.ts'
import { serverClient, type PageServerClient } from './server.ts'

export type WorkerClient = TRPCClient<WorkerRouter>

/** A page's clients, of the worker and of the server behind it, over one port. */
export type PageClients = { worker: WorkerClient; server: PageServerClient }

export const pageClients = (connect: () => Port, after?: After): PageClients => {
  const link = portLink(connect, after)
  return { worker: createTRPCClient<WorkerRouter>({ links: [link()] }), server: serverClient(link()) }
}

/** A page's client of the worker. */
export const workerClient = (connect: () => Port, after?: After): WorkerClient => pageClients(connect, after).worker

const context = createTRPCContext<WorkerRouter>()

export const WorkerProvider = context.TRPCProvider

/**
 * Query and mutation factories of the worker's procedures, for TanStack Query:
 * `useQuery(useWorker().sidebar.state.queryOptions())`, `useMutation(useWorker().acts.accept.mutationOptions())`.
 */
export const useWorker = context.useTRPC

/** The client itself, for a call whose procedure is not known before. */
export const useWorkerClient = context.useTRPCClient
