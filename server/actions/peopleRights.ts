import type { Role } from '../../shared/session.ts'
import { findPerson, lockPerson, type Person } from '../store/people.ts'
import type { Tx } from '../store/transaction.ts'
import type { Actor } from './environment.ts'

/** Why something was not done to a person. */
export type PersonTrouble = 'not_found' | 'not_yours' | 'oneself' | 'email_taken' | 'no_team'

const GRANTS: Record<Role, Role[]> = {
  rep: [],
  manager: [],
  revops: ['rep', 'manager'],
  admin: ['rep', 'manager', 'revops', 'admin'],
}

/** Roles that a role may give, and let in by a link. Nobody gives their own but an admin: a link is as good as being that person. */
export const rolesGivenBy = (role: Role): Role[] => GRANTS[role]

const RANKS: Role[] = ['rep', 'manager', 'revops', 'admin']

/** Whether a role may do more than another one. */
export const isRise = (from: Role, to: Role): boolean => RANKS.indexOf(to) > RANKS.indexOf(from)

/** Somebody whom the caller may let in: of a role that they may give, or themselves. Their role stays until the transaction ends. */
export const personForLink = async (
  tx: Tx,
  actor: Actor,
  personId: string,
): Promise<Person | { trouble: PersonTrouble }> => {
  await lockPerson(tx, personId)
  const person = await findPerson(tx, personId)
  if (person === null || person.left) return { trouble: 'not_found' }
  const isAllowed = person.id === actor.person || rolesGivenBy(actor.role).includes(person.role)
  return isAllowed ? person : { trouble: 'not_yours' }
}
