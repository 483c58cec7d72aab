import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, type TRPCProcedureType } from '@trpc/server'
import * as z from 'zod/mini'
import type { Port, Sender, WorkerBrowser } from '../browser/browser.ts'
import { workerRouter, type PortContext } from './router.ts'
import { PORT_NAME, type PortAnswer } from './wire.ts'

const Request = z.discriminatedUnion('method', [
  z.object({
    id: z.int(),
    method: z.enum(['query', 'mutation', 'subscription']),
    path: z.string(),
    input: z.optional(z.unknown()),
    key: z.optional(z.string()),
  }),
  z.object({ id: z.int(), method: z.literal('stop') }),
])

/** Whether a port was opened by a page of ours: a content script's sender is the web page that it runs in. */
export const isOurs = (sender: Sender | undefined, browser: Pick<WorkerBrowser, 'id' | 'origin'>): boolean =>
  sender?.id === browser.id &&
  sender.url !== undefined &&
  (sender.url === browser.origin || sender.url.startsWith(`${browser.origin}/`))

/** Answers the procedures that a page asks for over its port, until the page is gone. Others' ports are closed at once. */
export const servePort = (
  port: Port,
  browser: Pick<WorkerBrowser, 'id' | 'origin'>,
  worker: PortContext['worker'],
): void => {
  if (port.name !== PORT_NAME || !isOurs(port.sender, browser)) return port.close()
  const running = new Map<number, AbortController>()
  const tabId = port.sender?.tab?.id ?? null

  port.onClose(() => {
    for (const call of running.values()) call.abort()
  })
  port.onMessage((message) => {
    const parsed = z.safeParse(Request, message)
    if (!parsed.success) return
    const request = parsed.data
    if (request.method === 'stop') return running.get(request.id)?.abort()
    const call = new AbortController()
    running.set(request.id, call)
    const ctx: PortContext = { worker, tabId, key: request.key ?? crypto.randomUUID() }
    void answer({ ...request, input: request.input }, ctx, call.signal, (message) => {
      try {
        port.post(message)
      } catch {
        // The page went away a moment ago; that it did is told later.
        call.abort()
      }
    }).finally(() => running.delete(request.id))
  })
}

type Call = { id: number; method: TRPCProcedureType; path: string; input: unknown }

const answer = async (
  call: Call,
  ctx: PortContext,
  signal: AbortSignal,
  post: (message: PortAnswer) => void,
): Promise<void> => {
  const { id, method: type, path, input } = call
  try {
    const getRawInput = () => Promise.resolve(input)
    const data: unknown = await callTRPCProcedure({
      router: workerRouter,
      path,
      type,
      ctx,
      getRawInput,
      signal,
      batchIndex: 0,
    })
    if (type !== 'subscription') return post({ id, result: { type: 'data', data } })
    post({ id, result: { type: 'started' } })
    for await (const item of data as AsyncIterable<unknown>) post({ id, result: { type: 'data', data: item } })
    post({ id, result: { type: 'stopped' } })
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause)
    post({ id, error: getTRPCErrorShape({ config: workerRouter._def._config, error, type, path, input, ctx }) })
  }
}
