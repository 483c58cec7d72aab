import type { SetRoleInput } from '../../shared/people.ts'
import { findPerson, lockAdmins, updateRole } from '../store/people.ts'
import { inWorkspace } from '../store/transaction.ts'
import { record } from '../store/workspaces.ts'
import type { Actor, Environment } from './environment.ts'
import type { PersonTrouble } from './peopleRights.ts'

/**
 * Gives somebody another role, from their next request on. An admin remains whatever happens: nobody changes their own role, and
 * of two admins who change each other's at once the second no longer is one.
 */
export const setRole = (
  env: Environment,
  actor: Actor,
  { personId, role }: SetRoleInput,
): Promise<void | { trouble: PersonTrouble }> =>
  inWorkspace(env.database, actor.workspace, 'setRole', async (tx) => {
    if (!(await lockAdmins(tx)).includes(actor.person)) return { trouble: 'not_yours' }
    const person = await findPerson(tx, personId)
    if (person === null || person.left) return { trouble: 'not_found' }
    if (person.id === actor.person) return { trouble: 'oneself' }
    if (person.role === role) return
    await updateRole(tx, personId, role)
    const body = { from: person.role, to: role }
    await record(tx, { id: env.newId(), actorId: actor.person, act: 'person.role_changed', target: personId, body })
  })
