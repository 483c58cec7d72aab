import { mkdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { press } from '../support/hand.ts'
import * as odoo from '../support/odoo.ts'
import { type OdooDesk, openOdooDesk } from '../support/odooDesk.ts'
import { breadcrumb } from '../support/odooPages.ts'

describe.skipIf(odoo.missingOdoo)('on a real Odoo', () => {
  let desk: OdooDesk
  beforeAll(async () => {
    desk = await openOdooDesk()
  })
  afterAll(() => desk?.end())

  test('a lead made by its API comes by webhook to the sidebar on its record; Accept and first touch go back into Odoo', async () => {
    const { page, sidebar } = desk
    const id = await desk.newLead({
      name: 'Request a demo',
      partner_name: 'Nordlys Logistics',
      phone: '+46 8 555 0142',
      description: 'Route planning for 40 depots before the Q1 budget closes.',
    })
    await expect.poll(async () => (await desk.handoffOn(id))?.state, { timeout: 15_000 }).toBe('offered')

    await page.goto(`${desk.url}/odoo/crm/${id}`)
    await sidebar.getByRole('heading', { name: 'Maria Lindqvist' }).waitFor()
    await sidebar.getByText('you own Nordlys Logistics').waitFor()
    await mkdir('.baton/shots', { recursive: true })
    await page.screenshot({ path: '.baton/shots/odoo-offered.png' })
    await press(sidebar.getByRole('button', { name: 'Accept' }))
    const log = sidebar.getByRole('button', { name: 'Log first touch' })
    await log.waitFor()
    await page.screenshot({ path: '.baton/shots/odoo-accepted.png' })
    await press(log)
    await expect.poll(async () => (await desk.handoffOn(id))?.state).toBe('touched')
    const written = async () =>
      (await desk.handoffOn(id))?.history.filter(({ kind }) => kind === 'written').map(({ detail }) => detail)
    await expect.poll(written, { timeout: 20_000 }).toEqual(['owner', 'activity', 'activity', 'task', 'stage'])
    expect((await desk.handoffOn(id))?.writes).toEqual([])

    expect(await odoo.readLead(id, ['user_id'])).toMatchObject({ user_id: desk.colleagues.ana.id })
    expect((await odoo.notesOn(id)).map(({ body }) => body.replace(/<[^>]*>/g, '')).toSorted()).toEqual([
      expect.stringContaining('Call: spoke, interested'),
      expect.stringContaining('Handoff accepted: Demo request'),
    ])
    expect((await odoo.activitiesOn(id)).map(({ summary }) => summary)).toEqual(['Demo call'])
    await page.screenshot({ path: '.baton/shots/odoo-touched.png' })

    // Client-side to the board, where there is no record, and back.
    await breadcrumb(page).click()
    await page.locator('iframe[aria-label="Baton"]').waitFor({ state: 'hidden' })
    await page.goBack()
    await sidebar.getByRole('heading', { name: 'Maria Lindqvist' }).waitFor()
  })
})
