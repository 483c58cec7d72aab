import { createTRPCClient, createWSClient, wsLink } from '@trpc/client'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { AppRouter } from '../../server/api/router.ts'
import { clientOf } from '../support/lives.ts'
import { type Running, signInAs, startRunning } from '../support/running.ts'

/** How often an open line is looked after; see `changes`. */
const RECHECK_MS = 60_000

let running: Running
const closing: (() => void)[] = []
beforeAll(async () => {
  running = await startRunning()
})
afterAll(() => running.close())
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => {
  for (const close of closing.splice(0)) close()
  vi.useRealTimers()
})

/** A line that is open, as the extension's worker holds one. */
const openLine = async (token: string) => {
  const socket = createWSClient({
    url: `${running.server.url.replace('http', 'ws')}/trpc`,
    connectionParams: { token },
    lazy: { enabled: true, closeMs: 0 },
  })
  const client = createTRPCClient<AppRouter>({ links: [wsLink({ client: socket })] })
  const line = { isOpen: false }
  const subscription = client.changes.subscribe(undefined, {
    onData: ({ kind }) => {
      if (kind === 'ready') line.isOpen = true
    },
    onComplete: () => (line.isOpen = false),
    onError: () => (line.isOpen = false),
  })
  closing.push(() => subscription.unsubscribe())
  await vi.waitFor(() => expect(line.isOpen).toBe(true), 20_000)
  return line
}
const minutePasses = () => vi.advanceTimersByTime(RECHECK_MS)

test.each([
  ['another role', (id: string) => asAdmin(id, (by) => by.people.setRole.mutate({ personId: 'max', role: 'rep' }))],
  ['being signed out', (id: string) => asAdmin(id, (by) => by.people.signOutEverywhere.mutate({ personId: 'max' }))],
])('%s cuts an open line within a minute, and nobody else’s', async (_, change) => {
  const { id } = await running.world.workspace()
  const [max, dana] = await Promise.all(['max', 'dana'].map((who) => signInAs(running.world, id, who)))
  const lines = [await openLine(max?.tokens.access ?? ''), await openLine(dana?.tokens.access ?? '')]
  minutePasses()
  await clientOf(running.server.url, dana?.tokens.access).me.query()
  expect(lines.map(({ isOpen }) => isOpen)).toEqual([true, true])
  await change(id)
  minutePasses()
  await vi.waitFor(() => expect(lines.map(({ isOpen }) => isOpen)).toEqual([false, true]), 20_000)
})

const asAdmin = async (id: string, act: (by: ReturnType<typeof clientOf>) => Promise<unknown>) => {
  const { tokens } = await signInAs(running.world, id, 'ruth')
  await act(clientOf(running.server.url, tokens.access))
}
