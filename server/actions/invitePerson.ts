import type { InviteInput, NewLink } from '../../shared/people.ts'
import { addPerson, allPeople, allTeams } from '../store/people.ts'
import { livePlaybook } from '../store/playbooks.ts'
import { inWorkspace, type Tx } from '../store/transaction.ts'
import { record } from '../store/workspaces.ts'
import type { Actor, Environment } from './environment.ts'
import { type PersonTrouble, rolesGivenBy } from './peopleRights.ts'
import { createLink } from './signIn.ts'

/** A new colleague and the link that lets them in. The role is fixed here: no later request names one. */
export const invitePerson = (
  env: Environment,
  actor: Actor,
  { name, email, role, teamId }: InviteInput,
): Promise<NewLink | { trouble: PersonTrouble }> =>
  inWorkspace(env.database, actor.workspace, 'invitePerson', async (tx) => {
    if (!rolesGivenBy(actor.role).includes(role)) return { trouble: 'not_yours' }
    if (teamId !== null && !(await allTeams(tx)).some(({ id }) => id === teamId)) return { trouble: 'no_team' }
    const personId = env.newId()
    const calendarId = await calendarFor(tx, teamId)
    const isNew = await addPerson(tx, { id: personId, name, email, role, teamId, calendarId })
    if (!isNew) return { trouble: 'email_taken' }
    await record(tx, {
      id: env.newId(),
      actorId: actor.person,
      act: 'person.invited',
      target: personId,
      body: { role, team: teamId },
    })
    return { personId, ...(await createLink(env, tx, { personId, kind: 'invite', by: actor.person })) }
  })

/** The hours that most of the team keeps, else the playbook's first calendar. */
const calendarFor = async (tx: Tx, teamId: string | null): Promise<string> => {
  const counts = new Map<string, number>()
  for (const { team, calendar } of (await allPeople(tx)).values())
    if (teamId !== null && team === teamId) counts.set(calendar, (counts.get(calendar) ?? 0) + 1)
  const [most] = [...counts].toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b))
  const calendar = most?.[0] ?? (await livePlaybook(tx))?.playbook.calendars[0]?.id
  if (calendar === undefined) throw new RangeError('the playbook has no calendar')
  return calendar
}
