import type { ConnectionSetUp, ConnectionStatus } from '../../shared/connection.ts'
import { type ConnectionRow, saveConnection, type StoredConnection } from '../store/connections.ts'
import type { Tx } from '../store/transaction.ts'
import { record } from '../store/workspaces.ts'
import { iso } from './clockView.ts'
import type { Environment } from './environment.ts'

/**
 * The connection that a set-up makes. A key that is left out is the one that is known, for the same address only: whoever may edit
 * a connection must not have its key sent elsewhere. `needs_key`: there is none.
 */
export const configOf = (
  { name, baseUrl, kind, apiKey, database, login }: ConnectionSetUp,
  known: StoredConnection | null,
  made: { id: string; hookSecret: string },
): StoredConnection | 'needs_key' => {
  const origin = new URL(baseUrl).origin
  const key = apiKey ?? (known?.baseUrl === origin ? known.secret.apiKey : undefined)
  if (key === undefined) return 'needs_key'
  const secret = {
    apiKey: key,
    ...(database === undefined ? {} : { database }),
    ...(login === undefined ? {} : { login }),
  }
  return { ...made, kind, name, baseUrl: origin, secret }
}

/** Stores it, so that it is asked at once, and notes who changed what: names of fields and addresses, never a key. */
export const keepConnection = async (
  env: Environment,
  tx: Tx,
  connection: StoredConnection,
  known: StoredConnection | null,
  actorId: string | null,
): Promise<void> => {
  await saveConnection(tx, connection)
  const changed = changedFields(connection, known)
  if (known !== null && changed.length === 0) return
  const act = known === null ? 'connection.created' : 'connection.changed'
  const { id, kind, baseUrl } = connection
  await record(tx, {
    id: env.newId(),
    actorId,
    act,
    target: id,
    body: {
      kind,
      baseUrl,
      ...(known === null ? {} : { changed: changed.join(',') }),
      ...(known === null || known.baseUrl === baseUrl ? {} : { baseUrlBefore: known.baseUrl }),
    },
  })
}

const changedFields = (connection: StoredConnection, known: StoredConnection | null): string[] => {
  const fields = ({ name, baseUrl, secret }: StoredConnection): Record<string, string> => ({ name, baseUrl, ...secret })
  const [now, before] = [fields(connection), known === null ? {} : fields(known)]
  return [...new Set([...Object.keys(now), ...Object.keys(before)])].filter((name) => now[name] !== before[name])
}

/** Path of a connection's webhook at this server, with its secret in it; null: this kind signs its calls. */
export const hookPathOf = (workspace: string, { id, kind, hookSecret }: StoredConnection): string | null =>
  kind === 'demo' ? null : `/v1/hooks/${workspace}.${id}?secret=${hookSecret}`

/** How it fares, without its keys. */
export const statusOf = (workspace: string, connection: ConnectionRow): ConnectionStatus => {
  const { id, kind, name, baseUrl, secret, hookHeardAt, polledAt, problem } = connection
  const { database, login } = secret
  const setUp = {
    ...(database === undefined ? {} : { database }),
    ...(login === undefined ? {} : { login }),
  }
  return {
    connection: { id, kind, name, baseUrl },
    setUp: kind === 'demo' ? null : setUp,
    hookPath: hookPathOf(workspace, connection),
    hookHeardAt: hookHeardAt === null ? null : iso(hookHeardAt),
    polledAt: polledAt === null ? null : iso(polledAt),
    problem,
  }
}
