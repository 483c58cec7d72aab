import { applyWSSHandler } from '@trpc/server/adapters/ws'
import type { Server } from 'node:http'
import { WebSocketServer } from 'ws'
import type { Environment } from '../actions/environment.ts'
import type { Log } from '../log.ts'
import { createContext } from './context.ts'
import type { Live } from './live.ts'
import { appRouter } from './router.ts'

const MESSAGE_BYTES_MAX = 64 * 1024

/** tRPC over WebSocket on `/trpc`; the access token comes in the first message, never in the address. Returns «close all». */
export const serveSockets = (server: Server, env: Environment, live: Live, log: Log): (() => void) => {
  const wss = new WebSocketServer({ server, path: '/trpc', maxPayload: MESSAGE_BYTES_MAX })
  const handler = applyWSSHandler({
    wss,
    router: appRouter,
    createContext: ({ info }) =>
      createContext(
        env,
        live,
        log,
        typeof info.connectionParams?.token === 'string' ? info.connectionParams.token : null,
      ),
    keepAlive: { enabled: true, pingMs: 20_000, pongWaitMs: 10_000 },
  })
  return () => {
    handler.broadcastReconnectNotification()
    for (const client of wss.clients) client.terminate()
    wss.close()
  }
}
