import { createHmac } from 'node:crypto'
import type { HookEvent } from './state.ts'

export type HookTarget = {
  /** The full address to call. */
  url: string
  /** Signing key. */
  secret: string
}

type Sending = {
  target: HookTarget
  fetch: typeof fetch
  /** Pauses before the second, third … try, in ms; after the last the event is given up. */
  pausesMs: number[]
  /** An event was taken, or given up: it need not be remembered. */
  onEnd(event: HookEvent): void
}

const ANSWER_MS_MAX = 5_000

/** Header value that proves a body: `sha256=` and the hex HMAC-SHA256 of its bytes. */
export const signatureOf = (rawBody: string, secret: string): string =>
  `sha256=${createHmac('sha256', secret).update(rawBody).digest('hex')}`

/** Calls the webhook, each event by itself and at least once; `settled` waits until nothing is under way. */
export const hookSender = ({ target, fetch, pausesMs, onEnd }: Sending) => {
  const underWay = new Map<string, Promise<void>>()
  const ending = new AbortController()

  const isTaken = async (event: HookEvent): Promise<boolean> => {
    const body = JSON.stringify(event)
    const headers = { 'content-type': 'application/json', 'x-demo-signature': signatureOf(body, target.secret) }
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(ANSWER_MS_MAX)])
    try {
      const answer = await fetch(target.url, { method: 'POST', headers, body, signal, redirect: 'error' })
      await answer.body?.cancel()
      return answer.ok
    } catch {
      return false
    }
  }

  const deliver = async (event: HookEvent): Promise<void> => {
    for (const pauseMs of [0, ...pausesMs]) {
      if (pauseMs > 0) await pause(pauseMs, ending.signal)
      if (ending.signal.aborted) return
      if (await isTaken(event)) break
    }
    // What a stop cut off is sent again at the next start.
    if (!ending.signal.aborted) onEnd(event)
  }

  return {
    send: (event: HookEvent): void => {
      if (underWay.has(event.id) || ending.signal.aborted) return
      underWay.set(
        event.id,
        deliver(event).finally(() => underWay.delete(event.id)),
      )
    },
    settled: async (): Promise<void> => {
      while (underWay.size > 0) await Promise.all(underWay.values())
    },
    stop: (): void => ending.abort(),
  }
}

/** Ends early when the signal says so; does not keep the process alive. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    timer.unref()
    signal.addEventListener('abort', end)
  })
