import {
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  TRPCError,
  type TRPCProcedureType,
} from '@trpc/server'
import * as z from 'zod/mini'
import type { Port, Sender, WorkerBrowser } from '../browser/browser.ts'
import { workerRouter, type PortContext } from './router.ts'
import { isOurPath, pageAt } from './home.ts'
import { mayAskServer, pathAtServer } from './relay.ts'
import { originOfPort, type PortAnswer } from './wire.ts'

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
  // In a sandbox it has none.
  (sender.origin === undefined || sender.origin === browser.origin) &&
  sender.url?.startsWith(`${browser.origin}/`) === true &&
  isOurPath(sender.url)

/** Answers the procedures that a page asks for over its port, until the page is gone. Others' ports are closed at once. */
export const servePort = (
  port: Port,
  browser: Pick<WorkerBrowser, 'id' | 'origin'>,
  worker: PortContext['worker'],
): void => {
  const within = originOfPort(port.name)
  if (within === undefined || port.sender === undefined || !isOurs(port.sender, browser)) return port.close()
  const running = new Map<number, AbortController>()
  const page = pageAt(port.sender, within)
  const mayAsk = mayAskServer(port.sender)

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
    const ctx: PortContext = {
      worker,
      page,
      mayAskServer: mayAsk,
      tabId: page.tabId,
      key: request.key ?? crypto.randomUUID(),
    }
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

/** Asked by a sidebar that is not where it belongs too: without a tab of its own there is no record, and topics tell nothing. */
const ANYWHERE = ['sidebar.state', 'changes']

type Call = { id: number; method: TRPCProcedureType; path: string; input: unknown }

const answer = async (
  call: Call,
  ctx: PortContext,
  signal: AbortSignal,
  post: (message: PortAnswer) => void,
): Promise<void> => {
  const { id, method: type, path, input } = call
  try {
    const isHome = await ctx.worker.home.isHome(ctx.page)
    if (!isHome && !ANYWHERE.includes(path)) throw new TRPCError({ code: 'FORBIDDEN' })
    const atServer = pathAtServer(path)
    if (atServer !== null) {
      if (!ctx.mayAskServer || type === 'subscription') throw new TRPCError({ code: 'FORBIDDEN' })
      const told = await ctx.worker.server({ type, path: atServer, input, signal })
      return post({ id, result: { type: 'data', data: told } })
    }
    const getRawInput = () => Promise.resolve(input)
    const data: unknown = await callTRPCProcedure({
      router: workerRouter,
      path,
      type,
      ctx: isHome || type === 'subscription' ? ctx : { ...ctx, tabId: null },
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
