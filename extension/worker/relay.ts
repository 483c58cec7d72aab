import { getUntypedClient } from '@trpc/client'
import type { Problem } from '../../shared/problem.ts'
import type { Sender } from '../browser/browser.ts'
import type { Ask } from './ask.ts'
import { failureOf, problemOf } from './failure.ts'
import { SERVER } from './wire.ts'

/** A call that a page makes to the server through the worker. `path` is the procedure's at the server. */
export type ServerCall = { type: 'query' | 'mutation'; path: string; input: unknown; signal: AbortSignal }

/** Why the server could not do what a page asked, as the page may be told. */
export class RelayProblem extends Error {
  override readonly name = 'RelayProblem'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

export type Relay = (call: ServerCall) => Promise<unknown>

/** The pages that no web page can embed; of ours, only the sidebar can be. */
export const PAGES = ['/options.html', '/popup.html']

/** Whether this end of a port is such a page by itself: in no frame, by the browser's word. */
export const mayAskServer = ({ url, tab, frameId }: Sender): boolean =>
  PAGES.includes(URL.parse(url ?? '')?.pathname ?? '') && (tab === undefined ? !frameId : frameId === 0)

/** The path at the server of what a page asks it; null: it asks the worker itself. */
export const pathAtServer = (path: string): string | null =>
  path.startsWith(SERVER) ? path.slice(SERVER.length) : null

/** Sessions begin and end in the worker alone: what answers with tokens is not for pages. */
const isKeptBack = (path: string): boolean => path === 'auth' || path.startsWith('auth.')

/** Asks the server for pages, as whoever is signed in. Throws `RelayProblem`. */
export const createRelay =
  (ask: Ask, onRefused: (problem: Problem) => void): Relay =>
  async ({ type, path, input, signal }) => {
    if (isKeptBack(path)) throw new RelayProblem(NOT_FOR_PAGES)
    try {
      return await ask((client, { context }) => {
        const untyped = getUntypedClient(client)
        return type === 'query'
          ? untyped.query(path, input, { context, signal })
          : // A page that went away has pressed all the same.
            untyped.mutation(path, input, { context })
      })
    } catch (error) {
      const problem = problemOf(failureOf(error))
      if (problem.status === 403) onRefused(problem)
      throw new RelayProblem(problem)
    }
  }

const NOT_FOR_PAGES: Problem = {
  type: 'urn:baton:problem:not-allowed',
  title: 'Not for pages',
  status: 403,
}
