import type { PersonInput } from '../../shared/people.ts'
import { findPerson } from '../store/people.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Actor, Environment } from './environment.ts'
import type { PersonTrouble } from './peopleRights.ts'
import { endSessionsOf } from './session.ts'

/** Ends all sessions of somebody, on whatever device. A link that is out stays out. */
export const signOutPerson = (
  env: Environment,
  actor: Actor,
  { personId }: PersonInput,
): Promise<void | { trouble: PersonTrouble }> =>
  inWorkspace(env.database, actor.workspace, 'signOutPerson', async (tx) => {
    if ((await findPerson(tx, personId)) === null) return { trouble: 'not_found' }
    await endSessionsOf(env, tx, actor, personId)
  })
