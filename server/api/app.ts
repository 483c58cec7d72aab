import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import type { Environment } from '../actions/environment.ts'
import { problem } from '../../shared/problem.ts'
import type { Log } from '../log.ts'
import { authorize } from './authorize.ts'
import { bearerOf, createContext } from './context.ts'
import { answerProblem, onError, onNotFound } from './errors.ts'
import { health } from './health.ts'
import { intake } from './intake.ts'
import type { Live } from './live.ts'
import { appRouter } from './router.ts'
import { stageGateApi } from './stageGate.ts'

const TRPC_BYTES_MAX = 64 * 1024
/** A playbook comes as its whole file, a list in parts. */
const FILE_BYTES_MAX = 2 * 1024 * 1024

const FILES = /^\/trpc\/(?:(?:playbook\.(?:check|import|addDays)|draft\.save)|imports\.rows)$/

/** The HTTP face of the server. */
export const makeApp = (env: Environment, live: Live, log: Log): Hono => {
  const app = new Hono()
  app.onError(onError(log))
  app.notFound(onNotFound)
  app.use(secureHeaders({ xFrameOptions: 'DENY' }))
  const atMost = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => answerProblem(c, problem('too-large')) })
  const [usual, file] = [atMost(TRPC_BYTES_MAX), atMost(FILE_BYTES_MAX)]
  app.use('/trpc/*', (c, next) => (FILES.test(c.req.path) ? file : usual)(c, next))
  app.all('/trpc/*', (c) =>
    fetchRequestHandler({
      endpoint: '/trpc',
      req: c.req.raw,
      router: appRouter,
      createContext: () => createContext(env, live, log, bearerOf(c.req.header('authorization'))),
    }),
  )
  app.route('/', health(env.database))
  app.route('/', authorize(env))
  app.route('/', intake(env, log))
  app.route('/', stageGateApi(env))
  return app
}
