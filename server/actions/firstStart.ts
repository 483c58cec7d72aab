import { defaultPlaybook, officeHours } from '../domain/defaultPlaybook.ts'
import { revokeLinks } from '../store/links.ts'
import { hasIntakeKey, hasLiveSession } from '../store/sessions.ts'
import { inWorkspace, type Tx } from '../store/transaction.ts'
import { listWorkspaces } from '../store/workspaces.ts'
import type { Environment } from './environment.ts'
import { createIntakeKey } from './intakeKey.ts'
import { setUpWorkspace, WorkspaceExists } from './setUpWorkspace.ts'
import { createSignInLink } from './signIn.ts'

/** The workspace that a server begins with. */
export const FIRST_WORKSPACE = 'main'
const ADMIN_ID = 'admin'
const FIRST_KEY = 'first'

/** Secrets that are shown once: the token of the admin's set-up link, and a key for `POST /v1/signals`. Null: there was no need. */
export type HandedOut = { setUpToken: string | null; intakeKey: string | null }

/**
 * On an empty database: a workspace with one admin and the default playbook. Hands out a set-up link while nobody has a session
 * there, as an earlier one may be lost (it ends), and an intake key where none is valid: one that a website uses is never
 * touched. `adminEmail` is how the CRM knows the admin.
 */
export const firstStart = async (env: Environment, input: { zone: string; adminEmail: string }): Promise<HandedOut> => {
  const workspaces = await listWorkspaces(env.database)
  if (workspaces.length === 0) await makeFirstWorkspace(env, input).catch(unlessItExists)
  else if (!workspaces.includes(FIRST_WORKSPACE)) return { setUpToken: null, intakeKey: null }
  return handOut(env, async (tx) => ({ link: !(await hasLiveSession(tx)), key: !(await hasIntakeKey(tx)) }))
}

/** What was lost, made anew: a set-up link, which ends the one before, or an intake key beside those that are. Throws a sentence. */
export const handOutAnew = async (env: Environment, wanted: { link: boolean; key: boolean }): Promise<HandedOut> => {
  if (!(await listWorkspaces(env.database)).includes(FIRST_WORKSPACE))
    throw new Error('There is no workspace here yet. Start the server: its first start makes one.')
  return handOut(env, async () => wanted)
}

const handOut = (env: Environment, wanted: (tx: Tx) => Promise<{ link: boolean; key: boolean }>): Promise<HandedOut> =>
  inWorkspace(env.database, FIRST_WORKSPACE, 'handOut', async (tx) => {
    const { link, key } = await wanted(tx)
    if (link) await revokeLinks(tx, { kind: 'setup' })
    return {
      setUpToken: link ? await createSignInLink(env, tx, ADMIN_ID, 'setup') : null,
      intakeKey: key ? await createIntakeKey(env, tx, FIRST_KEY) : null,
    }
  })

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
