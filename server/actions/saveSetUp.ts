import type { ConnectionInput, ConnectionSetUp, ConnectionStatus } from '../../shared/connection.ts'
import { allConnections, findConnection, lockConnections, type StoredConnection } from '../store/connections.ts'
import { hasOpenHandoffs } from '../store/handoffs.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Actor, Environment } from './environment.ts'
import { configOf, keepConnection, statusOf } from './keepConnection.ts'

/**
 * Keeps a set-up: the connection of this id, or else the one to this very CRM, so that a save whose answer got lost can be
 * repeated, or else a new one. Whether it works is for its check to say. One address is one CRM: a browser's tab does not tell
 * which of two databases it shows.
 */
export const saveSetUp = (
  env: Environment,
  actor: Actor,
  { id, ...setUp }: ConnectionInput,
): Promise<ConnectionStatus | 'not_found' | 'needs_key' | 'address_taken' | 'database_in_use'> =>
  inWorkspace(env.database, actor.workspace, 'saveSetUp', async (tx) => {
    await lockConnections(tx)
    const all = await allConnections(tx)
    const isSame = (each: StoredConnection) =>
      id === undefined ? isAt(each, setUp) : each.id === id && each.kind === setUp.kind
    const known = all.find(isSame) ?? null
    if (id !== undefined && known === null) return 'not_found'
    if (all.some((each) => each !== known && each.baseUrl === new URL(setUp.baseUrl).origin)) return 'address_taken'
    if (known !== null && isOtherDatabase(known, setUp) && (await hasOpenHandoffs(tx, known.id)))
      return 'database_in_use'
    const made = known ?? { id: freeId(setUp.kind, new Set(all.map((each) => each.id))), hookSecret: env.newSecret() }
    const config = configOf(setUp, known, { id: made.id, hookSecret: made.hookSecret })
    if (config === 'needs_key') return 'needs_key'
    await keepConnection(env, tx, config, known, actor.person)
    const kept = await findConnection(tx, config.id)
    return kept === null ? 'not_found' : statusOf(tx.workspace, kept)
  })

const isAt = ({ kind, baseUrl, secret }: StoredConnection, setUp: ConnectionSetUp): boolean =>
  kind === setUp.kind && baseUrl === new URL(setUp.baseUrl).origin && secret.database === setUp.database

/** Its records would be others under the same numbers: what is open would be written to strangers. */
const isOtherDatabase = ({ secret }: StoredConnection, { database }: ConnectionSetUp): boolean =>
  secret.database !== undefined && database !== undefined && secret.database !== database

/** `odoo`, `odoo_2`, `odoo_3` … */
const freeId = (kind: string, taken: ReadonlySet<string>): string => {
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? kind : `${kind}_${number}`
    if (!taken.has(id)) return id
  }
}
