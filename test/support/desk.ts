import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, FrameLocator, Page } from 'playwright-core'
import type { NewWorkspace } from '../../server/actions/setUpWorkspace.ts'
import { createSignInLink } from '../../server/actions/signIn.ts'
import { connectOnce } from '../../server/crm/registry.ts'
import { extensionId, launchWithExtension } from '../../server/demo/chromium.ts'
import { createDemoCrm, type DemoCrm } from '../../server/demo/crm/demoCrm.ts'
import { builtExtension } from '../../server/demo/extension.ts'
import { freePort } from '../../server/demo/ports.ts'
import { signInExtension } from '../../server/demo/signedIn.ts'
import type { Calendar } from '../../shared/calendar.ts'
import { team } from './builders.ts'
import { type Running, startRunning } from './running.ts'
import type { World } from './world.ts'

/** A rep at work: Chromium with the extension signed in as Ana, the whole server, and a CRM in its own right. */
export type Desk = {
  running: Running
  workspace: string
  crm: DemoCrm
  crmUrl: string
  context: BrowserContext
  extensionId: string
  /** What the badge of the toolbar says. */
  badge(): Promise<string>
  close(): Promise<void>
}

/** What Baton and the CRM alone know of each other. */
export const CRM_KEY = 'the-key-to-the-crm-of-the-desk'
export const HOOK_SECRET = 'a-hook-secret-of-some-length'

/** The sidebar of a page: the one frame that is the extension's own. */
export const sidebarOf = (page: Page): FrameLocator => page.frameLocator('iframe[aria-label="Baton"]')

/** Everybody and everything there, where the usual team and two records are not enough. */
export type DeskOf = { crew: Omit<NewWorkspace, 'id'>; records: Parameters<typeof createDemoCrm>[0]['seed']['records'] }

export const openDesk = async (person = 'ana', of: Partial<DeskOf> = {}): Promise<Desk> => {
  const running = await startRunning({ connect: connectOnce(), sweeps: true })
  const workspace = 'desk'
  const { people, playbook, ...rest } = of.crew ?? team()
  const crm = createDemoCrm({
    seed: { users: people.map(({ email, name }) => ({ email, name })), records: of.records ?? seedRecords() },
    apiKey: CRM_KEY,
    hook: { url: `${running.server.url}/v1/hooks/${workspace}.crm`, secret: HOOK_SECRET },
  })
  const { url: crmUrl, stop } = await crm.start(await freePort(18_790))
  const connection: NewWorkspace['connections'][number] = {
    id: 'crm',
    kind: 'demo',
    name: 'Demo CRM',
    baseUrl: crmUrl,
    secret: { apiKey: CRM_KEY },
    hookSecret: HOOK_SECRET,
  }
  await running.world.workspace({
    ...rest,
    people,
    id: workspace,
    connections: [connection],
    playbook: { ...playbook, calendars: [AROUND_THE_CLOCK] },
  })
  const { context, extensionId, end } = await openBrowser(running, workspace, person, [crmUrl])
  return {
    running,
    workspace,
    crm,
    crmUrl,
    context,
    extensionId,
    badge: () => badgeOf(context),
    close: async () => {
      await end()
      await stop()
      await running.close()
    },
  }
}

/** The browser suites run at any hour of any day. */
export const AROUND_THE_CLOCK: Calendar = {
  id: 'office',
  zone: 'UTC',
  weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], windows: [{ from: '00:00', to: '24:00' }] }],
  exceptions: [],
}

/** Somebody else's browser, with the extension just installed in it. */
export const newBrowser = async () => {
  const userDataDir = await mkdtemp(join(tmpdir(), 'baton-rep-'))
  const context = await launchWithExtension({ extensionDir: await builtExtension(), headless: true, userDataDir })
  const close = async () => {
    await context.close()
    await rm(userDataDir, { recursive: true, force: true })
  }
  return { context, id: await extensionId(context), close }
}

/** Chromium with a fresh profile, signed in by a link of this person, with access to these CRMs. */
export const openBrowser = async (
  running: { world: Pick<World, 'env' | 'read'>; server: Pick<Running['server'], 'url'> },
  workspace: string,
  person: string,
  origins: string[],
) => {
  const profile = await mkdtemp(join(tmpdir(), 'baton-profile-'))
  const context = await launchWithExtension({
    extensionDir: await builtExtension(),
    headless: true,
    userDataDir: profile,
  })
  const { env, read } = running.world
  const token = await read(workspace, (tx) => createSignInLink(env, tx, person, 'sign_in'))
  // A busy machine is slow, not wrong.
  context.setDefaultTimeout(45_000)
  const id = await signInExtension(context, { link: `${running.server.url}/link#${token}`, origins })
  return {
    context,
    extensionId: id,
    end: async () => {
      await context.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}

type ActionApi = { action: { getBadgeText(about: object): Promise<string> } }

const badgeOf = async (context: BrowserContext): Promise<string> => {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
  return worker.evaluate(() => (globalThis as unknown as { chrome: ActionApi }).chrome.action.getBadgeText({}))
}

const seedRecords = (): DeskOf['records'] => [
  { type: 'company', id: '201', name: 'Nordlys Logistics', fields: { domain: 'nordlys.com' } },
  { type: 'lead', id: '900', name: 'Somebody Else', company: 'Halden Foods', email: 'else@halden.example' },
]
