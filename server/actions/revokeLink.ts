import type { PersonInput } from '../../shared/people.ts'
import { revokeLinks } from '../store/links.ts'
import { inWorkspace } from '../store/transaction.ts'
import { record } from '../store/workspaces.ts'
import type { Actor, Environment } from './environment.ts'
import { personForLink, type PersonTrouble } from './peopleRights.ts'

/** Withdraws whatever link of a person is out. Withdrawing none changes nothing. */
export const revokeLink = (
  env: Environment,
  actor: Actor,
  { personId }: PersonInput,
): Promise<void | { trouble: PersonTrouble }> =>
  inWorkspace(env.database, actor.workspace, 'revokeLink', async (tx) => {
    const person = await personForLink(tx, actor, personId)
    if ('trouble' in person) return person
    if ((await revokeLinks(tx, { personId })) === 0) return
    await record(tx, { id: env.newId(), actorId: actor.person, act: 'link.revoked', target: personId })
  })
