import { mkdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import { connectOnce } from '../../server/crm/registry.ts'
import { team } from '../support/builders.ts'
import { AROUND_THE_CLOCK, openBrowser, sidebarOf } from '../support/desk.ts'
import * as odoo from '../support/odoo.ts'
import { type Running, startRunning } from '../support/running.ts'

const WORKSPACE = 'odoodesk'
const SECRET = 'a-hook-secret-of-some-length'

describe.skipIf(odoo.missingOdoo)('on a real Odoo', () => {
  let running: Running
  let browser: Awaited<ReturnType<typeof openBrowser>>
  const undo: (() => Promise<unknown>)[] = []

  beforeAll(async () => {
    running = await startRunning({ connect: connectOnce(), sweeps: true })
    const { playbook, ...rest } = team()
    for (const { email, name } of rest.people.filter(({ id }) => id === 'ana' || id === 'dana')) {
      const colleague = await odoo.hireColleague(email, name)
      undo.push(() => odoo.dismissColleague(colleague))
    }
    const secret = { apiKey: odoo.odooApiKey(), database: odoo.odooDatabase() }
    const connection = {
      id: 'odoo',
      kind: 'odoo' as const,
      name: 'Odoo',
      baseUrl: odoo.odooUrl(),
      secret,
      hookSecret: SECRET,
    }
    const [point] = playbook.points
    if (point === undefined) throw new Error('the playbook has no point')
    const points = [{ ...point, stageAfterTouch: { lead: 'Qualified' } }]
    await running.world.workspace({
      ...rest,
      id: WORKSPACE,
      connections: [connection],
      playbook: { ...playbook, points, calendars: [AROUND_THE_CLOCK] },
    })
    const hook = await odoo.setUpWebhook(`${running.server.url}/v1/hooks/${WORKSPACE}.odoo?secret=${SECRET}`)
    undo.push(() => odoo.removeWebhook(hook))
    browser = await openBrowser(running, WORKSPACE, 'ana', [odoo.odooUrl()])
  })
  afterAll(async () => {
    await browser?.end()
    for (const step of undo.toReversed()) await step()
    await running?.close()
  })

  test('a lead made by its API comes by webhook to the sidebar on its record; Accept and first touch go back into Odoo', async () => {
    const id = await odoo.createLead({
      name: 'Request a demo',
      contact_name: 'Maria Lindqvist',
      partner_name: 'Nordlys Logistics',
      email_from: 'maria@nordlys.com',
      phone: '+46 8 555 0142',
      description: 'Route planning for 40 depots before the Q1 budget closes.',
    })
    undo.push(() => odoo.removeLead(id))
    const record = { connection: 'odoo', type: 'lead' as const, id: String(id) }
    const view = async () =>
      (await viewRecord(running.world.env, { workspace: WORKSPACE, person: 'ana', role: 'rep' }, record)).handoff
    await expect.poll(async () => (await view())?.state, { timeout: 15_000 }).toBe('offered')

    const page = await browser.context.newPage()
    await page.setViewportSize({ width: 1440, height: 900 })
    await odoo.signInToOdoo(page)
    await page.goto(`${odoo.odooUrl()}/odoo/crm/${id}`)
    const sidebar = sidebarOf(page)
    await sidebar.getByRole('heading', { name: 'Maria Lindqvist' }).waitFor()
    await sidebar.getByText('you own Nordlys Logistics').waitFor()
    await mkdir('.baton/shots', { recursive: true })
    await page.screenshot({ path: '.baton/shots/odoo-offered.png' })
    await sidebar.getByRole('button', { name: 'Accept' }).click()
    const log = sidebar.getByRole('button', { name: 'Log first touch' })
    await log.waitFor()
    await page.screenshot({ path: '.baton/shots/odoo-accepted.png' })
    await log.click()
    await expect.poll(async () => (await view())?.state).toBe('touched')
    await expect
      .poll(async () => (await view())?.history.filter(({ kind }) => kind === 'written').map(({ detail }) => detail), {
        timeout: 20_000,
      })
      .toEqual(['owner', 'activity', 'activity', 'task', 'stage'])
    expect((await view())?.writes).toEqual([])

    const lead = await odoo.readLead<{ user_id: number; stage_id: number }>(id, ['user_id', 'stage_id'])
    const [owner] = await odoo.odoo<{ login: string }[]>('res.users', 'read', {
      ids: [lead.user_id],
      fields: ['login'],
    })
    expect(owner?.login).toBe('ana@example.com')
    expect((await odoo.notesOn(id)).map(({ body }) => body.replace(/<[^>]*>/g, '')).toSorted()).toEqual([
      expect.stringContaining('Call: spoke, interested'),
      expect.stringContaining('Handoff accepted: Demo request'),
    ])
    expect((await odoo.activitiesOn(id)).map(({ summary }) => summary)).toEqual(['Demo call'])
    await page.screenshot({ path: '.baton/shots/odoo-touched.png' })

    // Client-side to the list, where there is no record, and back.
    await page.locator('.o_breadcrumb a, .breadcrumb a').first().click()
    await page.locator('iframe[aria-label="Baton"]').waitFor({ state: 'hidden' })
    await page.goBack()
    await sidebar.getByRole('heading', { name: 'Maria Lindqvist' }).waitFor()
    await page.close()
  })
})
