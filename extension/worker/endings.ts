import { TRPCClientError } from '@trpc/client'
import type { Clock } from './clock.ts'
import { SignedOut } from './failure.ts'
import type { OpenServer } from './server.ts'
import type { Store, UntoldEnding } from './store.ts'

/** Sessions that were ended here while their servers may not know it yet. */
export type Endings = {
  /** Tells those servers, once each; one that does not answer is told next time. Whether all know by now; never throws. */
  tell(): Promise<boolean>
}

// A refresh token lives for so long: after that its session has ended by itself.
const TOKEN_MS = 30 * 24 * 60 * 60_000

export const createEndings = ({
  store,
  clock,
  openServer,
}: {
  store: Store
  clock: Clock
  openServer: OpenServer
}): Endings => {
  let telling: Promise<unknown> = Promise.resolve()

  const isTold = async ({ server, refresh, endedAtMs }: UntoldEnding): Promise<boolean> => {
    if (clock.nowMs() - endedAtMs > TOKEN_MS) return true
    const line = openServer(server, () => Promise.reject(new SignedOut()))
    try {
      await line.client.auth.signOut.mutate({ refresh })
      return true
    } catch (error) {
      return isRefused(error)
    } finally {
      line.close()
    }
  }

  const tellAll = async (): Promise<boolean> => {
    const untold = await store.endings()
    await Promise.all(
      untold.map(async (ending) => (await isTold(ending)) && (await store.forgetEnding(ending.refresh))),
    )
    return (await store.endings()).length === 0
  }

  return {
    // One after another: what was ended while the servers were being told is told right after.
    tell: () => {
      const told = telling.then(tellAll).catch(() => false)
      telling = told
      return told
    },
  }
}

/** Whether the server itself would not take it: it knows of no such session. A gateway's page of HTML carries no such status. */
const isRefused = (error: unknown): boolean => {
  if (!(error instanceof TRPCClientError)) return false
  const status: unknown = (error.data as { httpStatus?: unknown } | null | undefined)?.httpStatus
  return typeof status === 'number' && status >= 400 && status < 500
}
