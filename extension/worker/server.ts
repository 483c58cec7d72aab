import { createTRPCClient, createWSClient, httpLink, splitLink, wsLink, type TRPCClient } from '@trpc/client'
import type { AppRouter } from '../../server/api/router.ts'

export type ServerClient = TRPCClient<AppRouter>

/** One server. `close` ends the socket; calls under way end by themselves. */
export type ServerLine = { client: ServerClient; close(): void }

/** `access` gives a valid token for the socket; calls over HTTP carry theirs in the context `{ access }`. */
export type OpenServer = (origin: string, access: () => Promise<string>) => ServerLine

// Shorter than the 30 s after which a browser stops a worker that only waits.
const ANSWER_WITHIN_MS = 15_000
// Traffic at least every 30 s keeps a worker alive.
const KEEP_ALIVE_MS = 20_000

/** Calls go over HTTP, one request each; the subscription over a WebSocket that is opened when it begins. */
export const openServer: OpenServer = (origin, access) => {
  const socket = createWSClient({
    url: `${origin.replace(/^http/, 'ws')}/trpc`,
    connectionParams: async () => ({ token: await access() }),
    keepAlive: { enabled: true, intervalMs: KEEP_ALIVE_MS, pongTimeoutMs: 5_000 },
    lazy: { enabled: true, closeMs: 0 },
  })
  const client = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: wsLink<AppRouter>({ client: socket }),
        false: httpLink<AppRouter>({
          url: `${origin}/trpc`,
          headers: ({ op }) =>
            typeof op.context.access === 'string' ? { authorization: `Bearer ${op.context.access}` } : {},
          fetch: fetchInTime,
        }),
      }),
    ],
  })
  return { client, close: () => void socket.close() }
}

/** A server that accepts and then stays silent is one that does not answer. No cookie ever goes along. */
const fetchInTime: typeof fetch = (input, init) => {
  const late = AbortSignal.timeout(ANSWER_WITHIN_MS)
  const signal = init?.signal ? AbortSignal.any([init.signal, late]) : late
  return fetch(input, { ...init, signal, credentials: 'omit', redirect: 'error', cache: 'no-store' })
}
