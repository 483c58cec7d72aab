import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setUpWorkspace } from '../../server/actions/setUpWorkspace.ts'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import { freePort } from '../../server/demo/ports.ts'
import { startServer } from '../../server/server.ts'
import { inWorkspace } from '../../server/store/transaction.ts'
import { openBrowser, sidebarOf } from '../support/desk.ts'
import { press } from '../support/hand.ts'
import { nothingWaits } from '../support/lives.ts'
import * as odoo from '../support/odoo.ts'
import { hireTeam, odooTeam, webhookTo } from '../support/odooDesk.ts'
import { makePlaces } from '../support/places.ts'
import { spawnServer } from '../support/process.ts'
import { openAt } from '../support/stage.ts'

const WORKSPACE = 'killed'

/** Where the server is killed while a press of a person is on its way to Odoo. */
const KILLS = [
  ['after an acceptance is committed, before it is answered', 'Accept', 'accept.afterCommit'],
  ['after Odoo has the note of it, before this is known', 'Accept', 'crm_write.afterSend'],
  ['after a first touch is committed, before it is answered', 'Log first touch', 'log_touch.afterCommit'],
] as const

describe.skipIf(odoo.missingOdoo)('a server that is killed between a press and Odoo', () => {
  const undo: (() => Promise<unknown>)[] = []
  let ana: odoo.Colleague
  let page: Page
  let server: { rest(): Promise<void>; killedAt(failpoint: string, act: () => Promise<void>): Promise<void> }
  let delivered: () => Promise<void>
  let stateOf: (leadId: number) => Promise<string | undefined>

  beforeAll(async () => {
    const places = await makePlaces()
    undo.push(places.remove)
    ;({ ana } = await hireTeam(undo))
    const address = await places.make()
    const port = await freePort(18_900)
    const rise = async () => {
      const env = await openAt(address)
      return { env, server: await startServer(env, { port, host: '127.0.0.1', log: () => {}, sweeps: true }) }
    }
    const first = await openAt(address)
    await setUpWorkspace(first, { ...odooTeam(odoo.odooUrl()), id: WORKSPACE })
    await first.database.close()
    let up = await rise()
    const rest = async () => {
      await up.server.close()
      await up.env.database.close()
    }
    undo.push(rest)
    const hook = await odoo.setUpWebhook(webhookTo(up.server.url, WORKSPACE))
    undo.push(() => odoo.removeWebhook(hook))
    const { env } = up
    const read: Parameters<typeof openBrowser>[0]['world']['read'] = (workspace, work) =>
      inWorkspace(env.database, workspace, 'test', work)
    const browser = await openBrowser({ world: { env, read }, server: up.server }, WORKSPACE, 'ana', [odoo.odooUrl()])
    undo.push(browser.end)
    page = await browser.context.newPage()
    await odoo.signInToOdoo(page, { as: ana })
    server = {
      rest,
      killedAt: async (failpoint, act) => {
        await rest()
        const armed = spawnServer(address, failpoint, { PORT: String(port) })
        await armed.url
        await act()
        expect(await armed.ended).toEqual({ code: null, signal: 'SIGKILL' })
        up = await rise()
      },
    }
    stateOf = async (leadId) => {
      const ref = { connection: 'odoo', type: 'lead', id: String(leadId) } as const
      return (await viewRecord(up.env, { workspace: WORKSPACE, person: 'ana', role: 'rep' }, ref)).handoff?.state
    }
    delivered = () => expect.poll(() => nothingWaits(up.env, WORKSPACE).then(() => true, String), POLL).toBe(true)
  })
  afterAll(async () => {
    for (const step of undo.toReversed()) await step()
  })

  test.each(KILLS)('%s loses nothing and writes nothing twice', async (_, act, failpoint) => {
    const id = await odoo.createLead({ contact_name: 'Maria Lindqvist', email_from: 'maria@nordlys.com' })
    undo.push(() => odoo.removeLead(id))
    const button = (name: string) => sidebarOf(page).getByRole('button', { name })
    await page.goto(`${odoo.odooUrl()}/odoo/crm/${id}`)
    await button('Accept').waitFor()
    if (act === 'Log first touch') {
      await press(button('Accept'))
    }
    await delivered()
    await server.killedAt(failpoint, () => press(button(act)))
    if (act === 'Accept') {
      await expect.poll(() => stateOf(id), { timeout: 60_000 }).toBe('accepted')
      await press(button('Log first touch'))
    }
    await expect.poll(() => stateOf(id), { timeout: 60_000 }).toBe('touched')
    await delivered()
    expect(await odoo.readLead(id, ['user_id'])).toMatchObject({ user_id: ana.id })
    expect((await odoo.notesOn(id)).map(({ body }) => body.replace(/<[^>]*>/g, '')).toSorted()).toEqual([
      expect.stringContaining('Call: spoke, interested'),
      expect.stringContaining('Handoff accepted: Demo request'),
    ])
    expect((await odoo.activitiesOn(id)).map(({ summary }) => summary)).toEqual(['Demo call'])
  })
})

const POLL = { timeout: 30_000, interval: 50 }
