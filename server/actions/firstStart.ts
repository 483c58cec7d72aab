import { defaultPlaybook, officeHours } from '../domain/defaultPlaybook.ts'
import { revokeLinks } from '../store/links.ts'
import { endIntakeKeys, hasLiveSession } from '../store/sessions.ts'
import { inWorkspace } from '../store/transaction.ts'
import { listWorkspaces } from '../store/workspaces.ts'
import type { Environment } from './environment.ts'
import { createIntakeKey } from './intakeKey.ts'
import { setUpWorkspace, WorkspaceExists } from './setUpWorkspace.ts'
import { createSignInLink } from './signIn.ts'

/** The workspace that a server begins with. */
export const FIRST_WORKSPACE = 'main'
const ADMIN_ID = 'admin'
const FIRST_KEY = 'first'

/**
 * On an empty database: a workspace with one admin and the default playbook. Resolves to what is shown once, the token of a
 * set-up link and an intake key; again at a later start while nobody has a session there, or when `newLink` asks for it, as the
 * earlier ones may be lost. Those end then. Else null. `adminEmail` is how the CRM knows the admin.
 */
export const firstStart = async (
  env: Environment,
  input: { zone: string; adminEmail: string; newLink?: boolean },
): Promise<{ setUpToken: string; intakeKey: string } | null> => {
  const workspaces = await listWorkspaces(env.database)
  if (workspaces.length === 0) await makeFirstWorkspace(env, input).catch(unlessItExists)
  else if (!workspaces.includes(FIRST_WORKSPACE)) return null
  return inWorkspace(env.database, FIRST_WORKSPACE, 'createSetUpLink', async (tx) => {
    if (input.newLink !== true && (await hasLiveSession(tx))) return null
    await revokeLinks(tx, { kind: 'setup' })
    await endIntakeKeys(tx, FIRST_KEY)
    return {
      setUpToken: await createSignInLink(env, tx, ADMIN_ID, 'setup'),
      intakeKey: await createIntakeKey(env, tx, FIRST_KEY),
    }
  })
}

const makeFirstWorkspace = (
  env: Environment,
  { zone, adminEmail }: { zone: string; adminEmail: string },
): Promise<void> =>
  setUpWorkspace(env, {
    id: FIRST_WORKSPACE,
    name: 'My workspace',
    teams: [],
    people: [{ id: ADMIN_ID, name: 'Admin', email: adminEmail, role: 'admin', teamId: null, calendarId: 'office' }],
    absences: [],
    accounts: [],
    connections: [],
    playbook: defaultPlaybook({
      calendars: [officeHours('office', zone)],
      pool: { id: 'sdr', name: 'SDRs', members: [{ person: ADMIN_ID, weight: 1 }] },
      catchAll: ADMIN_ID,
    }),
  })

const unlessItExists = (error: unknown): void => {
  if (!(error instanceof WorkspaceExists)) throw error
}
