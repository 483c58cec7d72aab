import type { People, PersonRow, PersonStatus } from '../../shared/people.ts'
import { allPeople, allTeams } from '../store/people.ts'
import { type Presence, presences } from '../store/presences.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Actor, Environment } from './environment.ts'
import { rolesGivenBy } from './peopleRights.ts'

/** The people whom the caller may see: a manager their teams and themselves, RevOps and admins everybody. By name. */
export const listPeople = (env: Environment, actor: Actor): Promise<People> =>
  inWorkspace(env.database, actor.workspace, 'listPeople', async (tx) => {
    const seesAll = rolesGivenBy(actor.role).length > 0
    const teams = (await allTeams(tx)).filter(({ managerId }) => seesAll || managerId === actor.person)
    const named = new Map(teams.map(({ id, name }) => [id, { id, name }]))
    const known = await presences(tx)
    const people = [...(await allPeople(tx)).values()]
      .filter(({ left }) => !left)
      .filter(({ id, team }) => seesAll || id === actor.person || (team !== null && named.has(team)))
      .toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
      .map(({ id, name, email, role, team }): PersonRow => {
        const presence = known.get(id) ?? NOBODY
        return {
          id,
          name,
          email,
          role,
          team: team === null ? null : (named.get(team) ?? null),
          status: statusOf(presence),
          linkUntil: iso(presence.linkUntil),
          sessions: presence.sessions,
          lastSeenAt: iso(presence.lastSeenAt),
        }
      })
    return { people, teams: [...named.values()], grants: rolesGivenBy(actor.role) }
  })

const NOBODY: Presence = { sessions: 0, lastSeenAt: null, linkUntil: null, hasHadLink: false }

const statusOf = ({ sessions, lastSeenAt, linkUntil, hasHadLink }: Presence): PersonStatus => {
  if (sessions > 0) return 'active'
  if (linkUntil !== null) return 'invited'
  return hasHadLink && lastSeenAt === null ? 'link_ended' : 'signed_out'
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
