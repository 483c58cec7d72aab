import type { NewLink, PersonInput } from '../../shared/people.ts'
import { revokeLinks } from '../store/links.ts'
import { hasEverSignedIn } from '../store/sessions.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Actor, Environment } from './environment.ts'
import { personForLink, type PersonTrouble } from './peopleRights.ts'
import { createLink } from './signIn.ts'

/** A new link for somebody who is here already. Earlier ones that nobody used end. */
export const newLink = (
  env: Environment,
  actor: Actor,
  { personId }: PersonInput,
): Promise<NewLink | { trouble: PersonTrouble }> =>
  inWorkspace(env.database, actor.workspace, 'newLink', async (tx) => {
    const person = await personForLink(tx, actor, personId)
    if ('trouble' in person) return person
    await revokeLinks(tx, { personId })
    const kind = (await hasEverSignedIn(tx, personId)) ? 'sign_in' : 'invite'
    return { personId, ...(await createLink(env, tx, { personId, kind, by: actor.person })) }
  })
