import { sql } from 'drizzle-orm'
import { Playbook } from '../../shared/playbook.ts'
import type { Role } from '../../shared/session.ts'
import { pinHolidays } from '../calendars/pinHolidays.ts'
import { checkPlaybook, errorsIn } from '../domain/checkPlaybook.ts'
import { insertAccount, type NewAccount } from '../store/accounts.ts'
import { saveConnection, type StoredConnection } from '../store/connections.ts'
import { insertAbsence, insertPerson, insertTeam } from '../store/people.ts'
import { insertPlaybook } from '../store/playbooks.ts'
import { inWorkspace } from '../store/transaction.ts'
import { findWorkspace, insertWorkspace, record } from '../store/workspaces.ts'
import type { Environment } from './environment.ts'

export type NewWorkspace = {
  id: string
  name: string
  teams: { id: string; name: string; managerId: string | null; calendarId?: string | null }[]
  people: {
    id: string
    name: string
    email: string
    role: Role
    teamId: string | null
    calendarId: string
    paused?: boolean
  }[]
  absences: { personId: string; fromAt: number; untilAt: number }[]
  accounts: NewAccount[]
  connections: StoredConnection[]
  playbook: Playbook
}

/** Somebody else made it in the meantime. */
export class WorkspaceExists extends Error {
  override readonly name = 'WorkspaceExists'
}

/** Makes a workspace with all that it needs to work, in one transaction. Throws a sentence when its playbook does not hold together. */
export const setUpWorkspace = (env: Environment, input: NewWorkspace): Promise<void> => {
  const findings = errorsIn(checkPlaybook(Playbook.parse(input.playbook), new Set(input.people.map(({ id }) => id))))
  if (findings.length > 0) throw refused(findings)
  return inWorkspace(env.database, input.id, 'setUpWorkspace', async (tx) => {
    // Two servers that begin on one empty database queue up here; the second finds it made.
    await tx.db.execute(sql`select pg_advisory_xact_lock(724012)`)
    if ((await findWorkspace(tx)) !== null) throw new WorkspaceExists(`The workspace «${input.id}» exists already.`)
    await insertWorkspace(tx, { name: input.name, tokenKey: env.newSecret() })
    for (const team of input.teams) await insertTeam(tx, team)
    for (const person of input.people) await insertPerson(tx, person)
    for (const absence of input.absences) await insertAbsence(tx, absence)
    for (const account of input.accounts) await insertAccount(tx, account)
    for (const connection of input.connections) await saveConnection(tx, connection)
    const { calendars, findings: told } = await pinHolidays(input.playbook.calendars, tx.now)
    if (errorsIn(told).length > 0) throw refused(told)
    await insertPlaybook(tx, { version: 1, body: { ...input.playbook, calendars }, by: null, reason: 'Set up' })
    await record(tx, { id: env.newId(), actorId: null, act: 'workspace.set_up', target: input.id })
  })
}

const refused = (findings: { path: string; problem: string }[]): RangeError =>
  new RangeError(findings.map(({ path, problem }) => `${path}: ${problem}`).join('; '))
