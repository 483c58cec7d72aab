import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as odoo from '../support/odoo.ts'
import { type OdooDesk, openOdooDesk } from '../support/odooDesk.ts'
import { fetchedMail } from '../support/odooMail.ts'
import { breadcrumb, titleIn } from '../support/odooPages.ts'

describe.skipIf(odoo.missingOdoo)('while Odoo tells nothing, because its webhook is blocked', () => {
  let desk: OdooDesk
  beforeAll(async () => {
    desk = await openOdooDesk({ webhook: false })
    // What was there before is not told: asking begins now.
    await desk.running.world.fastForward('70 seconds')
  })
  afterAll(() => desk?.end())

  test('a lead made by its API comes to the page that shows it already, by asking', async () => {
    const id = await desk.newLead({ name: 'Request a demo' })
    await desk.page.goto(`${desk.url}/odoo/crm/${id}`)
    await desk.sidebar.getByRole('heading', { name: 'No handoff on this record.' }).waitFor()
    expect(await desk.handoffOn(id)).toBeNull()
    await desk.running.world.fastForward('70 seconds')
    await desk.sidebar.getByRole('heading', { name: 'Maria Lindqvist' }).waitFor()
    expect(await titleIn(desk.page)).toBe('Request a demo')
  })

  test('so does one that its mail gateway made of an e-mail', async () => {
    const subject = `A demo, please ${Date.now()}`
    const id = await fetchedMail({ from: 'Maria Lindqvist <maria@nordlys.com>', subject, text: 'For forty depots.' })
    desk.undoing(() => odoo.removeLead(id))
    await desk.running.world.fastForward('70 seconds')
    await expect.poll(async () => (await desk.handoffOn(id))?.trigger).toBe('Demo request')
    await desk.page.goto(`${desk.url}/odoo/crm/${id}`)
    await desk.sidebar.getByRole('heading', { name: 'Maria Lindqvist' }).waitFor()
    expect(await titleIn(desk.page)).toBe(subject)
  })

  test('a salesperson who is changed in its own form is followed, with the author’s name', async () => {
    const id = await desk.newLead({ name: 'Request a demo', type: 'opportunity' })
    const { page, sidebar } = desk
    await desk.running.world.fastForward('70 seconds')
    await expect.poll(async () => (await desk.handoffOn(id))?.owner?.name).toBe('Ana Sousa')
    await expect
      .poll(async () => (await odoo.readLead<{ user_id: number }>(id, ['user_id'])).user_id)
      .toBe(desk.colleagues.ana.id)
    await page.goto(`${desk.url}/odoo/crm/${id}`)
    await sidebar.getByRole('button', { name: 'Accept' }).waitFor()
    const field = page.locator('.o_field_widget[name=user_id] input')
    await field.fill('Dana')
    await page.locator('.o-autocomplete--dropdown-item', { hasText: 'Dana Berg' }).first().click()
    await page.locator('.o_form_button_save').click()
    await expect
      .poll(async () => (await odoo.readLead<{ user_id: number }>(id, ['user_id'])).user_id)
      .toBe(desk.colleagues.dana.id)
    await desk.running.world.fastForward('70 seconds')
    await sidebar.getByText('Dana owns this and has not accepted yet.').waitFor()
    await sidebar.getByRole('button', { name: 'Accept' }).waitFor({ state: 'detached' })
    const handoff = await desk.handoffOn(id)
    expect(handoff).toMatchObject({ owner: { name: 'Dana Berg' }, mine: false })
    expect(handoff?.history.at(-1)).toMatchObject({ kind: 'assigned', to: { name: 'Dana Berg' } })
    await sidebar.getByRole('button', { name: /^History/ }).click()
    await sidebar.getByText(/^Reassigned in Odoo by Ana Sousa: now with Dana Berg/).waitFor()
    await breadcrumb(page).click()
  })
})
