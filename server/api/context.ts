import { authenticate } from '../actions/session.ts'
import type { Actor, Environment } from '../actions/environment.ts'
import type { Log } from '../log.ts'
import type { Live } from './live.ts'

/** What each request carries: who calls is read afresh every time, so that a changed role counts at once. */
export type Context = {
  env: Environment
  live: Live
  log: Log
  access: string | null
  actor: () => Promise<Actor | null>
}

export const createContext = (env: Environment, live: Live, log: Log, access: string | null): Context => ({
  env,
  live,
  log,
  access,
  actor: async () => (access === null ? null : authenticate(env, access)),
})

export const bearerOf = (authorization: string | null | undefined): string | null =>
  /^Bearer (\S{20,400})$/i.exec(authorization ?? '')?.[1] ?? null
