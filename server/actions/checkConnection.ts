import type { ConnectionInput, SetUpCheck } from '../../shared/connection.ts'
import { findConnection } from '../store/connections.ts'
import { allPeople } from '../store/people.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Actor, Environment } from './environment.ts'
import { configOf } from './keepConnection.ts'

/** Tries a set-up on the CRM itself, with the people of the workspace, and keeps nothing. */
export const checkConnection = async (
  env: Environment,
  actor: Actor,
  { id, ...setUp }: ConnectionInput,
): Promise<SetUpCheck[] | 'not_found' | 'needs_key'> => {
  const { known, emails } = await inWorkspace(env.database, actor.workspace, 'checkConnection', async (tx) => {
    const people = [...(await allPeople(tx)).values()].filter(({ left }) => !left)
    return { known: id === undefined ? null : await findConnection(tx, id), emails: people.map(({ email }) => email) }
  })
  if (id !== undefined && known?.kind !== setUp.kind) return 'not_found'
  const config = configOf(setUp, known, { id: id ?? setUp.kind, hookSecret: known?.hookSecret ?? '' })
  if (config === 'needs_key') return 'needs_key'
  // A webhook that was heard from another address says nothing of this one.
  const hookHeard = known !== null && known.baseUrl === config.baseUrl && known.hookHeardAt !== null
  return (await env.connect(config).check?.({ emails, hookHeard })) ?? []
}
