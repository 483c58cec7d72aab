import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import { sql } from 'drizzle-orm'
import { expect, vi } from 'vitest'
import type { Environment } from '../../server/actions/environment.ts'
import type { AppRouter } from '../../server/api/router.ts'
import { type RunningServer, startServer } from '../../server/server.ts'
import { rowsOf } from '../../server/store/query.ts'
import { inWorkspace } from '../../server/store/transaction.ts'
import { spawnServer } from './process.ts'
import type { Stage } from './stage.ts'

/** Longer than a lease: what a dead process had in hand is due again. */
const LEASE_OVER_MS = 31_000

/** A server that ends itself at a failpoint, and the one that goes on after it over the same database. */
export type Lives = {
  /** Asks until it is answered, the second server when the first dies over it, with the same words. */
  acknowledged<T>(request: (url: string) => Promise<T>): Promise<T>
  /** Resolves when the first server has died as it was to. */
  died(): Promise<void>
  /** The second server, which is started once the first has died. */
  survivor(): Promise<RunningServer>
  /** Waits until nothing is left in the outbox, moving the database's clock over the pauses between tries. */
  delivered(): Promise<void>
  /** What the second server logged. */
  logged: string[]
  end(): Promise<void>
}

export const startLives = (
  stage: Pick<Stage, 'address' | 'workspace' | 'open'>,
  failpoint: string,
  variables: Record<string, string> = {},
): Lives => {
  const armed = spawnServer(stage.address, failpoint, variables)
  const logged: string[] = []
  let second: Promise<RunningServer> | null = null

  const died = async () => expect(await armed.ended).toEqual({ code: null, signal: 'SIGKILL' })

  const rise = async (): Promise<RunningServer> => {
    await died()
    const env = await stage.open()
    // The embedded database belongs to one process: its leases end with their holder. On PostgreSQL others might still be at it.
    if (env.database.kind === 'postgres') await moveClock(env, LEASE_OVER_MS)
    const log = (happening: string, values = {}) => void logged.push(JSON.stringify({ happening, ...values }))
    return startServer(env, { port: 0, host: '127.0.0.1', log, sweeps: true })
  }
  const survivor = () => (second ??= rise())

  return {
    acknowledged: async (request) => {
      if (second === null) {
        try {
          return await request(await armed.url)
        } catch (error) {
          if (!isCutOff(error)) throw error
        }
      }
      return request((await survivor()).url)
    },
    died,
    survivor,
    delivered: async () => {
      const { env } = await survivor()
      await vi.waitFor(() => nothingWaits(env, stage.workspace), { timeout: 20_000, interval: 25 })
    },
    logged,
    end: async () => {
      await armed.kill()
      const server = await second?.catch(() => null)
      await server?.close()
      await server?.env.database.close()
    },
  }
}

/** Moves the database's clock on, and tells the engine to look. */
export const moveClock = async (env: Environment, ms: number): Promise<void> => {
  await env.database.db.execute(sql`update clock set offset_ms = offset_ms + ${Math.ceil(ms)}`)
  await env.database.db.execute(sql`select pg_notify('baton_due', '')`)
}

/** Throws while something waits. What is in hand is left alone; the next try of what failed need not be waited for. */
export const nothingWaits = async (env: Environment, workspace: string): Promise<void> => {
  // The first of each lane: the others are held back by it.
  const heads = await inWorkspace(env.database, workspace, 'test', ({ db }) =>
    rowsOf<{ leased: boolean; ms: number }>(
      db,
      sql`select distinct on (lane) leased, (extract(epoch from next_due_at - baton_now()) * 1000)::float8 as ms
          from deliveries where state = 'due' order by lane, seq`,
    ),
  )
  const pauseMs = Math.min(...heads.map(({ ms }) => ms))
  if (heads.length === 0) return
  if (pauseMs > 0 && !heads.some(({ leased }) => leased)) await moveClock(env, pauseMs)
  throw new Error(`deliveries wait: ${JSON.stringify(heads)}`)
}

/** Whether an error says that there was no answer, rather than which. */
const isCutOff = (error: unknown): boolean =>
  error instanceof TypeError ||
  (error instanceof TRPCClientError && error.data === undefined) ||
  (error instanceof Error && error.message.startsWith('The server ended'))

export const clientOf = (url: string, access?: string) =>
  createTRPCClient<AppRouter>({
    links: [
      httpLink({ url: `${url}/trpc`, headers: access === undefined ? {} : { authorization: `Bearer ${access}` } }),
    ],
  })

/** The type of the problem that a procedure refused with; null when it did not. */
export const problemOf = (error: unknown): string | null =>
  error instanceof TRPCClientError ? (error.data?.problem?.type ?? null) : null
