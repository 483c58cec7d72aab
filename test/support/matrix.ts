import { createTRPCClient, createWSClient, wsLink } from '@trpc/client'
import type { AnyTRPCRouter } from '@trpc/server'
import type { AppRouter } from '../../server/api/router.ts'
import type { Change } from '../../shared/handoff.ts'
import type { Role } from '../../shared/session.ts'

/** Things that a procedure can be aimed at, of one workspace, or names of the same form that nobody has. */
export type Target = {
  handoffId: string
  recordId: string
  connectionId: string
  odooId: string
  personId: string
  teamId: string
  turnId: string
  refresh: string
}

export type Caller = Role | 'signed_out'
export const CALLERS: readonly Caller[] = ['signed_out', 'rep', 'manager', 'revops', 'admin']

/** Whom a procedure answers, and how it is aimed. `key` makes each press one of its own. */
export type Rule = {
  for: readonly Caller[]
  input?: (target: Target, key: string) => unknown
  /** It is aimed by a secret: whoever holds it may, from wherever. */
  bearer?: true
  /** With the input given here it is refused to everybody: what it needs is made elsewhere. */
  fails?: true
}

export type Procedure = { path: string; type: 'query' | 'mutation' | 'subscription' }

export const proceduresOf = (router: AnyTRPCRouter): Procedure[] =>
  Object.entries(router._def.procedures as Record<string, { _def: { type: Procedure['type'] } }>).map(
    ([path, procedure]) => ({ path, type: procedure._def.type }),
  )

/** One answer in a form that can be compared: what names the target or the hour is taken out. */
export type Answer = { status: number; problem: string | null; body: string }

/** Asks over HTTP, as anybody outside would. */
export const ask = async (
  url: string,
  { path, type }: Procedure,
  input: unknown,
  access: string | undefined,
): Promise<Answer> => {
  const headers: Record<string, string> = {
    ...(access === undefined ? {} : { authorization: `Bearer ${access}` }),
    ...(type === 'mutation' ? { 'content-type': 'application/json' } : {}),
  }
  const query = type === 'mutation' || input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
  const response = await fetch(`${url}/trpc/${path}${query}`, {
    headers,
    ...(type === 'mutation' ? { method: 'POST', body: input === undefined ? null : JSON.stringify(input) } : {}),
  })
  const body = await response.text()
  const { type: problem = null } = (JSON.parse(body).error?.data.problem ?? {}) as { type?: string }
  return { status: response.status, problem, body }
}

const AN_INSTANT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g

export const comparable = ({ status, body }: Answer, target: Target): string =>
  Object.values(target).reduce<string>(
    (text, name) => text.replaceAll(name, '·'),
    `${status} ${body.replaceAll(AN_INSTANT, '·')}`,
  )

/** An open line of this caller: what it has heard so far, once it is open; null when it was refused. */
export const listen = async (url: string, access: string | undefined) => {
  const socket = createWSClient({
    url: `${url.replace('http', 'ws')}/trpc`,
    connectionParams: access === undefined ? null : { token: access },
    lazy: { enabled: true, closeMs: 0 },
  })
  const client = createTRPCClient<AppRouter>({ links: [wsLink({ client: socket })] })
  const heard: Change[] = []
  const isOpen = await new Promise<boolean>((resolve) => {
    client.changes.subscribe(undefined, {
      onData: (event) => (event.kind === 'ready' ? resolve(true) : heard.push(event.change)),
      onError: () => resolve(false),
    })
  })
  if (isOpen) return { heard, close: () => void socket.close() }
  void socket.close()
  return null
}
