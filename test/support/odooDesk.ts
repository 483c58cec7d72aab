import type { FrameLocator, Page } from 'playwright-core'
import type { NewWorkspace } from '../../server/actions/setUpWorkspace.ts'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import { connectOnce } from '../../server/crm/registry.ts'
import type { HandoffView } from '../../shared/handoff.ts'
import { team } from './builders.ts'
import { AROUND_THE_CLOCK, openBrowser, sidebarOf } from './desk.ts'
import * as odoo from './odoo.ts'
import { type Running, startRunning } from './running.ts'

const WORKSPACE = 'odoodesk'
const SECRET = 'a-hook-secret-of-some-length'
const MAIL = { email_from: 'maria@nordlys.com' }

/** Ana at work in a real Odoo: the whole server connected to it, Chromium with the extension, and Odoo in it, both signed in as her. */
export type OdooDesk = {
  running: Running
  workspace: string
  browser: Awaited<ReturnType<typeof openBrowser>>
  page: Page
  sidebar: FrameLocator
  /** Where the desk has Odoo. */
  url: string
  colleagues: Record<'ana' | 'dana', odoo.Colleague>
  /** A lead that asks for a demo and is removed at the end. */
  newLead(vals?: Record<string, unknown>): Promise<number>
  newLeads(vals: Record<string, unknown>[]): Promise<number[]>
  /** The handoff as Ana sees it. */
  handoffOn(leadId: number): Promise<HandoffView | null>
  /** Something to be undone at the end, latest first. */
  undoing(step: () => Promise<unknown>): void
  end(): Promise<void>
}

export type OdooDeskOptions = {
  /** Another address of Odoo, such as a proxy's. */
  url?: string
  /** Without one, Odoo tells nothing: Baton has to ask. */
  webhook?: boolean
  apiKey?: string
}

export const openOdooDesk = async ({ url, webhook = true, apiKey }: OdooDeskOptions = {}): Promise<OdooDesk> => {
  const undo: (() => Promise<unknown>)[] = []
  const end = async () => {
    for (const step of undo.splice(0).toReversed()) await step()
  }
  try {
    const running = await startRunning({ connect: connectOnce(), sweeps: true })
    undo.push(running.close)
    const colleagues = await hireTeam(undo)
    const baseUrl = url ?? odoo.odooUrl()
    await running.world.workspace({ ...odooTeam(baseUrl, apiKey), id: WORKSPACE })
    if (webhook) {
      const hook = await odoo.setUpWebhook(webhookTo(running.server.url, WORKSPACE))
      undo.push(() => odoo.removeWebhook(hook))
    }
    const browser = await openBrowser(running, WORKSPACE, 'ana', [baseUrl])
    undo.push(browser.end)
    const page = await browser.context.newPage()
    await page.setViewportSize({ width: 1440, height: 900 })
    await odoo.signInToOdoo(page, { url: baseUrl, as: colleagues.ana })
    const newLeads = async (vals: Record<string, unknown>[]): Promise<number[]> => {
      const ids = await odoo.createLeads(vals)
      // A test may have deleted one itself.
      undo.push(() => odoo.odoo('crm.lead', 'unlink', { ids }).catch(() => undefined))
      return ids
    }
    const ana = { workspace: WORKSPACE, person: 'ana', role: 'rep' } as const
    return {
      running,
      workspace: WORKSPACE,
      browser,
      page,
      sidebar: sidebarOf(page),
      url: baseUrl,
      colleagues,
      newLead: async (vals) => (await newLeads([{ contact_name: 'Maria Lindqvist', ...MAIL, ...vals }]))[0]!,
      newLeads,
      handoffOn: async (leadId) => {
        const ref = { connection: 'odoo', type: 'lead', id: String(leadId) } as const
        return (await viewRecord(running.world.env, ana, ref)).handoff
      },
      undoing: (step) => undo.push(step),
      end,
    }
  } catch (error) {
    await end()
    throw error
  }
}

/** Ana and Dana as users of Odoo, until what is pushed is undone. */
export const hireTeam = async (undo: (() => Promise<unknown>)[]): Promise<OdooDesk['colleagues']> => ({
  ana: await hire('ana', undo),
  dana: await hire('dana', undo),
})

/** The address that Odoo is to call. */
export const webhookTo = (server: string, workspace: string): string =>
  `${server}/v1/hooks/${workspace}.odoo?secret=${SECRET}`

const hire = async (person: 'ana' | 'dana', undo: (() => Promise<unknown>)[]): Promise<odoo.Colleague> => {
  const one = team().people.find(({ id }) => id === person)!
  const colleague = await odoo.hireColleague(one.email, one.name)
  undo.push(() => odoo.dismissColleague(colleague))
  return colleague
}

/** The team of the other suites, around the clock, on the Odoo at this address. */
export const odooTeam = (baseUrl: string, apiKey = odoo.odooApiKey()): Omit<NewWorkspace, 'id'> => {
  const { playbook, ...rest } = team()
  const points = playbook.points.map((point) => ({ ...point, stageAfterTouch: { lead: 'Qualified' } }))
  return {
    ...rest,
    connections: [
      {
        id: 'odoo',
        kind: 'odoo',
        name: 'Odoo',
        baseUrl,
        secret: { apiKey, database: odoo.odooDatabase() },
        hookSecret: SECRET,
      },
    ],
    playbook: { ...playbook, points, calendars: [AROUND_THE_CLOCK] },
  }
}
