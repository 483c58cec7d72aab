import { serve, type HttpBindings, type ServerType } from '@hono/node-server'
import { Hono } from 'hono'
import { restApi } from './api.ts'
import { recordBook } from './book.ts'
import { changeDesk } from './desk.ts'
import { publicForm } from './form.ts'
import { hookSender, type HookTarget } from './hooks.ts'
import { pages } from './pages.ts'
import type { DemoSeed } from './record.ts'
import { Refusal } from './refusal.ts'
import { freshState, loadState, saveState, type DemoState, type Effect } from './state.ts'

export type DemoCrmOptions = {
  seed: DemoSeed
  /** The key that Baton uses; whoever holds it is the user `baton`. */
  apiKey: string
  /** Where changes are told; none: nowhere. */
  hook?: HookTarget
  /** JSON file that outlives the process. Once it is there, the seed no longer counts. */
  stateFile?: string
  fetch?: typeof fetch
  now?: () => Date
  /** Pauses between tries of a webhook call, in ms. */
  hookPausesMs?: number[]
  /** For tests of exactly-once: a change is applied and kept, then the connection is cut without an answer. */
  crashBeforeAnswer?: (request: Request) => boolean
}

const HOOK_PAUSES_MS = [500, 2_000, 8_000, 30_000, 120_000]

/**
 * A small CRM to try Baton on, with sample data: pages for people (leads, contacts, companies, deals; the user is «you»),
 * a public form «Request a demo», a REST API with one key, and webhooks out. It stands for a vendor's CRM: Baton reaches it
 * over HTTP only. Its pages have a strict content security policy and change address without loading, as a real CRM's do.
 */
export const createDemoCrm = (options: DemoCrmOptions) => {
  const { seed, apiKey, hook, stateFile, now = () => new Date(), hookPausesMs = HOOK_PAUSES_MS } = options
  const state: DemoState =
    (stateFile === undefined ? undefined : loadState(stateFile)) ?? freshState(seed, now().toISOString())
  const keep = (): void => {
    if (stateFile !== undefined) saveState(stateFile, state)
  }
  const forget = (id: string): void => {
    state.hooks = state.hooks.filter((event) => event.id !== id)
  }
  const sending = () =>
    hook &&
    hookSender({
      target: hook,
      fetch: options.fetch ?? fetch,
      pausesMs: hookPausesMs,
      onEnd: (event) => {
        forget(event.id)
        keep()
      },
    })
  let sender = sending()
  const desk = changeDesk({
    state,
    book: recordBook(state, now),
    keep,
    tell: (event) => (sender ? sender.send(event) : forget(event.id)),
  })

  const app = new Hono<{ Bindings: HttpBindings }>()
  app.onError((error) => {
    if (error instanceof Refusal) return error.toResponse()
    console.error(error)
    return Response.json(
      { type: 'urn:demo-crm:problem:internal', title: 'The demo CRM could not do this', status: 500 },
      { status: 500 },
    )
  })
  app.route('/api', restApi({ desk, apiKey, crashBeforeAnswer: options.crashBeforeAnswer ?? (() => false) }))
  app.route('/', publicForm({ desk, now }))
  app.route('/', pages({ desk }))

  return {
    /** Listens on 127.0.0.1; port 0 takes a free one. `stop` cuts what is open. */
    start: (port: number): Promise<{ url: string; stop(): Promise<void> }> =>
      new Promise((resolve, reject) => {
        const server: ServerType = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, (info) => {
          server.off('error', reject)
          sender?.stop()
          sender = sending()
          for (const event of state.hooks) sender?.send(event)
          resolve({
            url: `http://127.0.0.1:${info.port}`,
            stop: async () => {
              sender?.stop()
              await sender?.settled()
              if ('closeAllConnections' in server) server.closeAllConnections()
              await new Promise<void>((closed) => server.close(() => closed()))
            },
          })
        })
        server.once('error', reject)
      }),
    /** Every change that really happened, in order. */
    effects: (): readonly Effect[] => state.effects,
    /** Ends when every webhook call was taken or given up. */
    hooksSettled: async (): Promise<void> => await sender?.settled(),
  }
}
export type DemoCrm = ReturnType<typeof createDemoCrm>
