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
