import type { TRPCErrorShape } from '@trpc/server'

/** What a page sends over its port. `key` names one press: sent again after the worker was restarted, it is the same act. */
export type PortRequest =
  | { id: number; method: 'query' | 'mutation' | 'subscription'; path: string; input: unknown; key?: string }
  | { id: number; method: 'stop' }

/** What the worker answers. A query or mutation gets one `data` or one error; a subscription ends with `stopped` or an error. */
export type PortAnswer =
  | { id: number; result: { type: 'started' } | { type: 'data'; data: unknown } | { type: 'stopped' } }
  | { id: number; error: TRPCErrorShape }

/** The name of the pages' port. */
export const PORT_NAME = 'baton'

/** How paths begin that the worker hands on to the server. */
export const SERVER = 'server.'

/** For so long the sidebar has to be in plain sight, in one place and showing the same, before a press in it counts. */
export const PLAIN_MS = 500

const WITHIN = ' in '

/** The sidebar's port: it says, too, which origin's page it is in, where its browser tells. */
export const sidebarPort = (origin: string | null): string =>
  origin === null ? PORT_NAME : PORT_NAME + WITHIN + origin

/** Undefined: no port of ours by its name. Null: the origin is not told. */
export const originOfPort = (name: string): string | null | undefined => {
  if (name === PORT_NAME) return null
  return name.startsWith(PORT_NAME + WITHIN) ? name.slice((PORT_NAME + WITHIN).length) : undefined
}
