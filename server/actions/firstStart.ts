import { defaultPlaybook, officeHours } from '../domain/defaultPlaybook.ts'
import { inWorkspace } from '../store/transaction.ts'
import { listWorkspaces } from '../store/workspaces.ts'
import type { Environment } from './environment.ts'
import { setUpWorkspace } from './setUpWorkspace.ts'
import { createSignInLink } from './signIn.ts'

/** On an empty database: a workspace with one admin and the default playbook. Resolves to the one-time set-up link's token, else null. */
export const firstStart = async (env: Environment, zone: string): Promise<string | null> => {
  if ((await listWorkspaces(env.database)).length > 0) return null
  const admin = { id: 'admin', name: 'Admin', email: 'admin@localhost', role: 'admin' as const, teamId: null, calendarId: 'office' }
  await setUpWorkspace(env, {
    id: 'main',
    name: 'My workspace',
    teams: [],
    people: [admin],
    absences: [],
    accounts: [],
    connections: [],
    playbook: defaultPlaybook({
      calendars: [officeHours('office', zone)],
      pool: { id: 'sdr', name: 'SDRs', members: [{ person: admin.id, weight: 1 }] },
      catchAll: admin.id,
    }),
  })
  return inWorkspace(env.database, 'main', 'createSetUpLink', (tx) => createSignInLink(env, tx, admin.id, 'setup'))
}
