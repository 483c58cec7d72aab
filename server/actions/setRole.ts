import type { SetRoleInput } from '../../shared/people.ts'
import { findPerson, lockAdmins, updateRole } from '../store/people.ts'
import { revokeLinks } from '../store/links.ts'
import { inWorkspace } from '../store/transaction.ts'
import { record } from '../store/workspaces.ts'
import type { Actor, Environment } from './environment.ts'
import { isRise, type PersonTrouble } from './peopleRights.ts'
import { endSessionsOf } from './session.ts'

/**
 * Gives somebody another role, from their next request on. An admin remains whatever happens: nobody changes their own role, and
 * of two admins who change each other's at once the second no longer is one. A link that is out ends, and with a higher role
 * every session: whoever could make or use that link may not become what this person is now.
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
    // Links first: whoever is just using one has a session by then, and loses it.
    if ((await revokeLinks(tx, { personId })) > 0)
      await record(tx, { id: env.newId(), actorId: actor.person, act: 'link.revoked', target: personId })
    if (isRise(person.role, role)) await endSessionsOf(env, tx, actor, personId)
  })
