import { defaultPlaybook, officeHours } from '../domain/defaultPlaybook.ts'
import { hasSessions } from '../store/sessions.ts'
import { inWorkspace } from '../store/transaction.ts'
import { listWorkspaces } from '../store/workspaces.ts'
import type { Environment } from './environment.ts'
import { setUpWorkspace } from './setUpWorkspace.ts'
import { createSignInLink } from './signIn.ts'

const ADMIN = { id: 'admin', name: 'Admin', email: 'admin@localhost', role: 'admin' as const, teamId: null, calendarId: 'office' }

/**
 * On an empty database: a workspace with one admin and the default playbook. Resolves to the token of a one-time set-up link,
 * until somebody has signed in: the link of an earlier start may have been lost with its process. Else null.
 */
export const firstStart = async (env: Environment, zone: string): Promise<string | null> => {
  const workspaces = await listWorkspaces(env.database)
  if (workspaces.length === 0) await makeFirstWorkspace(env, zone)
  else if (!workspaces.includes('main')) return null
  return inWorkspace(env.database, 'main', 'createSetUpLink', async (tx) =>
    (await hasSessions(tx)) ? null : createSignInLink(env, tx, ADMIN.id, 'setup'),
  )
}

const makeFirstWorkspace = (env: Environment, zone: string): Promise<void> =>
  setUpWorkspace(env, {
    id: 'main',
    name: 'My workspace',
    teams: [],
    people: [ADMIN],
    absences: [],
    accounts: [],
    connections: [],
    playbook: defaultPlaybook({
      calendars: [officeHours('office', zone)],
      pool: { id: 'sdr', name: 'SDRs', members: [{ person: ADMIN.id, weight: 1 }] },
      catchAll: ADMIN.id,
    }),
  })
