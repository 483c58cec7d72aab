import { createTRPCClient, type TRPCLink } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import type { AppRouter } from '../../server/api/router.ts'
import { SERVER } from '../worker/wire.ts'

const context = createTRPCContext<AppRouter, { keyPrefix: true }>()

export const ServerProvider = context.TRPCProvider

/**
 * Query and mutation factories of the server's procedures, for pages that no web page can embed; the worker adds the token:
 * `useQuery(useServer().people.list.queryOptions())`. Errors carry `data.problem`, see `problemIn`.
 */
export const useServer = context.useTRPC

/** How keys of these queries begin, as if the server were one topic. */
export const SERVER_KEY = 'server'

/** A page's client of the server, over the port to the worker: `line` is the link that ends there. */
export const serverClient = (line: TRPCLink<AppRouter>) =>
  createTRPCClient<AppRouter>({
    links: [
      () =>
        ({ op, next }) =>
          next({ ...op, path: SERVER + op.path }),
      line,
    ],
  })
export type PageServerClient = ReturnType<typeof serverClient>
