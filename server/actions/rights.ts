import type { Handoff } from '../domain/handoff.ts'
import type { Person } from '../store/people.ts'
import type { Actor } from './environment.ts'

/** Whether somebody decides over what this person owns: their manager, RevOps, an admin. */
export const isManagerOf = (people: ReadonlyMap<string, Person>, actor: Actor, owner: string): boolean =>
  actor.role === 'admin' || actor.role === 'revops' || people.get(owner)?.manager === actor.person

/** Whether somebody's answer to the buyer counts for the owner: the backup, the owner's manager, or one of the owner's team. */
export const isColleague = (people: ReadonlyMap<string, Person>, person: string, { offer }: Handoff): boolean => {
  const owner = people.get(offer.owner)
  const other = people.get(person)
  const isOfTheTeam = owner !== undefined && owner.team !== null && other?.team === owner.team
  return person !== offer.owner && (offer.backup === person || owner?.manager === person || isOfTheTeam)
}
