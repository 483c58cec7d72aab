import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as odoo from '../support/odoo.ts'
import { type OdooDesk, openOdooDesk } from '../support/odooDesk.ts'
import { breadcrumb, cardOf, rowOf, searchFor, type Seen, titleIn, watch, wrongTitles } from '../support/odooPages.ts'

const COUNT = 30
type Lead = { id: number; title: string; buyer: string }

describe.skipIf(odoo.missingOdoo)('thirty records of a real Odoo, each with the handoff that is its own', () => {
  let desk: OdooDesk
  let leads: Lead[]
  let customer: number
  let seen: Seen[]
  const visited = new Set<number>()

  beforeAll(async () => {
    desk = await openOdooDesk()
    const run = Date.now().toString(36)
    const [company] = await odoo.odoo<number[]>('res.partner', 'create', {
      vals_list: [{ name: `Nordlys Logistics ${run}`, is_company: true }],
    })
    customer = company!
    desk.undoing(() => odoo.odoo('res.partner', 'unlink', { ids: [customer] }))
    const names = Array.from({ length: COUNT }, (_, at) => ({
      title: `Demo ${run}-${at}.`,
      buyer: `Buyer ${run} ${at}`,
    }))
    const ids = await desk.newLeads(
      names.map(({ title, buyer }, at) => ({
        name: title,
        contact_name: buyer,
        email_from: `${run}-${at}@nordlys.com`,
        type: 'opportunity',
        partner_id: at === 0 ? customer : false,
      })),
    )
    leads = names.map((name, at) => ({ ...name, id: ids[at]! }))
    const areOffered = async () => {
      for (const { id } of leads) expect(await desk.handoffOn(id)).not.toBeNull()
    }
    await vi.waitFor(areOffered, { timeout: 60_000, interval: 200 })
    seen = await watch(desk.browser.context)
  })
  afterAll(() => desk?.end())

  const said = (): Promise<string> => desk.sidebar.locator('h2').first().innerText({ timeout: 10_000 })

  /** Waits until Odoo and the sidebar are both at rest on one record of ours; answers which. */
  const settled = async (): Promise<Lead> => {
    const now = async () => {
      const title = await titleIn(desk.page)
      const lead = leads.find((one) => one.title === title)
      const isAt = lead !== undefined && new URL(desk.page.url()).pathname.endsWith(`/${lead.id}`)
      return { lead, isAt, isSame: lead?.buyer === (await said()) }
    }
    await expect.poll(now, { timeout: 15_000 }).toMatchObject({ isAt: true, isSame: true })
    const { lead } = await now()
    visited.add(lead!.id)
    return lead!
  }
  const moved = async (from: Lead): Promise<Lead> => {
    await expect.poll(() => desk.page.url()).not.toMatch(new RegExp(`/${from.id}$`))
    return settled()
  }
  const gone = () => desk.page.locator('iframe[aria-label="Baton"]').waitFor({ state: 'hidden' })

  test('from a list that was searched, with the browser’s back and by the breadcrumb', async () => {
    const { page, url } = desk
    await page.goto(`${url}/odoo/crm?view_type=list`)
    await searchFor(page, leads[0]!.title.split('-')[0]!)
    for (const [at, lead] of leads.slice(0, 4).entries()) {
      await rowOf(page, lead.title).click()
      expect(await settled()).toEqual(lead)
      await (at % 2 === 0 ? page.goBack() : breadcrumb(page).click())
      await page.locator('.o_list_view').waitFor()
      await gone()
    }
  })

  test('by the pager, forth and back, and as fast as one can click', async () => {
    const { page } = desk
    await page.locator('.o_data_row td[name=name]').first().click()
    let lead = await settled()
    for (let step = 0; step < COUNT; step += 1) {
      await page.locator('.o_pager_next').click()
      lead = await moved(lead)
    }
    for (let step = 0; step < 3; step += 1) {
      await page.locator('.o_pager_previous').click()
      lead = await moved(lead)
    }
    for (let step = 0; step < 5; step += 1) await page.locator('.o_pager_next').click({ noWaitAfter: true })
    await moved(lead)
  })

  test('by the browser’s back and forward', async () => {
    const { page } = desk
    let lead = await settled()
    for (const step of ['goBack', 'goBack', 'goBack', 'goForward', 'goForward'] as const) {
      await page[step]()
      lead = await moved(lead)
    }
  })

  test('from the cards of a board', async () => {
    const { page, url } = desk
    await page.goto(`${url}/odoo/crm`)
    await searchFor(page, leads[0]!.title.split('-')[0]!)
    for (const lead of leads.slice(20, 23)) {
      await cardOf(page, lead.title).first().click()
      expect(await settled()).toEqual(lead)
      await breadcrumb(page).click()
      await page.locator('.o_kanban_view').waitFor()
      await gone()
    }
  })

  test('over the customer of a lead, who has none, and back', async () => {
    const { page, url } = desk
    await page.goto(`${url}/odoo/crm/${leads[0]!.id}`)
    await settled()
    const link = page.locator('.o_field_widget[name=partner_id] .o_external_button')
    await page.locator('.o_field_widget[name=partner_id] input').hover()
    await link.click()
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/odoo/crm/${leads[0]!.id}/res.partner/${customer}`)
    await expect.poll(said).toBe('No handoff on this record.')
    await breadcrumb(page).click()
    expect(await settled()).toEqual(leads[0])
    await page.goto(`${url}/odoo/res.partner/${customer}/crm.lead/${leads[1]!.id}`)
    expect(await settled()).toEqual(leads[1])
    await page.goto(`${url}/odoo/crm/${leads[1]!.id}/res.partner/${customer}`)
    await expect.poll(said).toBe('No handoff on this record.')
  })

  test('by every kind of address', async () => {
    const { page, url } = desk
    const [action] = await odoo.odoo<{ res_id: number }[]>('ir.model.data', 'search_read', {
      domain: [['name', '=', 'crm_lead_opportunities']],
      fields: ['res_id'],
    })
    const addresses = [
      '/odoo/crm/ID',
      '/odoo/crm.lead/ID?debug=1',
      `/odoo/action-${action!.res_id}/ID`,
      '/odoo/action-crm.crm_lead_opportunities/ID',
      `/odoo/${customer}/action-${action!.res_id}/ID`,
      `/odoo/contacts/${customer}/action-${action!.res_id}/ID`,
      `/web#id=ID&model=crm.lead&view_type=form&cids=1`,
      `/web?debug=0#menu_id=1&view_type=form&action=${action!.res_id}&id=ID&model=crm.lead`,
    ]
    for (const [at, address] of addresses.entries()) {
      await page.goto('about:blank')
      await page.goto(url + address.replace('ID', String(leads[at]!.id)))
      const lead = await settled()
      expect([address, lead]).toEqual([address, leads[at]])
    }
    await page.goto(`${url}/odoo/crm/new`)
    await page.locator('.o_form_view').waitFor()
    await gone()
  })

  test('and never, not for a moment, a name that is not the record’s', () => {
    expect(visited.size).toBe(COUNT)
    const buyers = leads.map(({ buyer }) => buyer)
    const ofAddress = (address: string): string[] => {
      const at = leads.filter(({ id }) => new URL(address).pathname.endsWith(`/${id}`) || address.includes(`id=${id}&`))
      return at.map(({ buyer }) => buyer)
    }
    const names = seen.filter((one) => 'title' in one && buyers.includes(one.title))
    expect(names.length).toBeGreaterThan(60)
    expect(wrongTitles(names.concat(seen.filter((one) => 'address' in one)), ofAddress)).toEqual([])
    // What finds none has to be able to find one.
    const [first, second] = leads
    const wrong = { atMs: 2, title: second!.buyer }
    expect(wrongTitles([{ atMs: 1, address: `${desk.url}/odoo/crm/${first!.id}` }, wrong], ofAddress)).toEqual([wrong])
  })
})
