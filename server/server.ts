import { serve, type ServerType } from '@hono/node-server'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Environment } from './actions/environment.ts'
import { makeApp } from './api/app.ts'
import { startLive } from './api/live.ts'
import { serveSockets } from './api/sockets.ts'
import { type Engine, makeEngine } from './engine/engine.ts'
import type { Log } from './log.ts'

export type RunningServer = { env: Environment; engine: Engine; url: string; close(): Promise<void> }

/** Serves an environment on a port (0: any free one). `sweeps: false` leaves the engine to the caller. */
export const startServer = async (
  env: Environment,
  options: { port: number; host: string; log: Log; sweeps: boolean },
): Promise<RunningServer> => {
  const { port, host, log, sweeps } = options
  const live = await startLive(env.database)
  const engine = makeEngine(env, log)
  const app = makeApp(env, live, log)
  const server = await new Promise<ServerType>((resolve, reject) => {
    const starting = serve({ fetch: app.fetch, port, hostname: host }, () => resolve(starting))
    starting.once('error', reject)
  })
  const closeSockets = serveSockets(server as Server, env, live, log)
  if (sweeps) await engine.start()
  return {
    env,
    engine,
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: async () => {
      closeSockets()
      await new Promise((resolve) => {
        server.close(resolve)
        ;(server as Server).closeAllConnections()
      })
      if (sweeps) await engine.stop()
      await live.close()
    },
  }
}
