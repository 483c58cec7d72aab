import { TRPCClientError, type Operation, type TRPCLink } from '@trpc/client'
import { observable, type Observer } from '@trpc/server/observable'
import type { AnyTRPCRouter } from '@trpc/server'
import type { Problem } from '../../shared/problem.ts'
import type { Port } from '../browser/browser.ts'
import { SERVER, type PortAnswer, type PortRequest } from '../worker/wire.ts'

type Waiting = {
  request: PortRequest
  /** It went over a line. */
  isSent: boolean
  answer: (message: PortAnswer) => void
  fail: (error: Error) => void
}

/** Calls back once after so many milliseconds. */
export type After = (callback: () => void, ms: number) => unknown

const FIRST_WAIT_MS = 50
const LONGEST_WAIT_MS = 5_000

/**
 * The last link of a page's clients: one port to the worker for everything. When the worker was stopped, the line is opened anew
 * and what still waits is sent again – a mutation under the same key, so that a press stays one act. Subscriptions tell
 * `started` again: what was missed in between is unknown. The server's own procedures know no such keys: what was to change
 * something there is not sent twice, but told to be unknown.
 */
export const portLink = (connect: () => Port, after: After = setTimeout) => {
  const line = openLine(connect, after)
  return <Router extends AnyTRPCRouter>(): TRPCLink<Router> =>
    () =>
    ({ op }) =>
      observable((observer) => line.ask(op, observer))
}

/** Whether something was done is not known. */
export const ANSWER_LOST: Problem = {
  type: 'urn:baton:problem:answer-lost',
  title: 'The answer got lost',
  status: 503,
}

const openLine = (connect: () => Port, after: After) => {
  const waiting = new Map<number, Waiting>()
  let port: Port | null = null
  let failures = 0
  let isRetrying = false
  let lastId = 0

  const open = (): void => {
    isRetrying = false
    let next: Port
    try {
      next = connect()
    } catch {
      // The extension was updated or removed under this page: no line will ever open again.
      for (const { fail } of waiting.values()) fail(new Error('The extension was restarted. Reload this page.'))
      waiting.clear()
      return
    }
    port = next
    next.onMessage((message) => {
      failures = 0
      const answer = message as PortAnswer
      waiting.get(answer.id)?.answer(answer)
    })
    next.onClose(() => {
      if (port !== next) return
      port = null
      loseAnswers()
      if (waiting.size > 0) reopen()
    })
    for (const { request } of waiting.values()) post(request)
  }

  /** A line that broke a moment ago refuses messages before it tells so; what waits is sent again over the next one. */
  const post = (request: PortRequest): void => {
    try {
      port?.post(request)
      const sent = waiting.get(request.id)
      if (sent !== undefined) sent.isSent = true
    } catch {
      port = null
      loseAnswers()
      reopen()
    }
  }

  const loseAnswers = (): void => {
    for (const [id, { request, isSent, answer }] of waiting) {
      if (!isSent || request.method !== 'mutation' || !request.path.startsWith(SERVER)) continue
      answer({ id, error: { message: ANSWER_LOST.title, code: -32603, data: { problem: ANSWER_LOST } } })
    }
  }

  const reopen = (): void => {
    if (isRetrying) return
    isRetrying = true
    after(open, Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS))
    failures += 1
  }

  const send = (request: PortRequest): void => {
    if (port !== null) post(request)
    else if (!isRetrying) open()
  }

  const ask = (op: Operation, observer: Observer<never, never> | Observer<unknown, unknown>): (() => void) => {
    const id = (lastId += 1)
    const { type: method, path, input } = op
    const request: PortRequest = {
      id,
      method,
      path,
      input,
      ...(method === 'mutation' ? { key: crypto.randomUUID() } : {}),
    }
    const sink = observer as Observer<unknown, TRPCClientError<AnyTRPCRouter>>
    const fail = (cause: Error): void => sink.error(TRPCClientError.from(cause))
    const answer = (message: PortAnswer): void => {
      if ('error' in message) {
        waiting.delete(id)
        sink.error(TRPCClientError.from({ error: message.error }))
        return
      }
      sink.next({ result: message.result })
      const isOver = message.result.type === 'stopped' || (method !== 'subscription' && message.result.type === 'data')
      if (!isOver) return
      waiting.delete(id)
      sink.complete()
    }
    waiting.set(id, { request, isSent: false, answer, fail })
    send(request)
    return () => {
      if (waiting.delete(id) && method === 'subscription') post({ id, method: 'stop' })
    }
  }
  return { ask }
}
