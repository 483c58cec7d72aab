import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { optionsOf } from '../../server/demo/signedIn.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import * as odoo from '../support/odoo.ts'

describe.skipIf(odoo.missingOdoo)(
  `connecting a real Odoo in the options page${odoo.missingOdoo ? ` (left out: ${odoo.missingOdoo})` : ''}`,
  () => {
    let desk: Desk
    let page: Page
    const undo: (() => Promise<unknown>)[] = []
    beforeAll(async () => {
      desk = await openDesk('ruth')
      page = await optionsOf(desk.context, desk.extensionId)
      await page.getByRole('link', { name: 'Connections' }).click()
    })
    afterAll(async () => {
      for (const step of undo.toReversed()) await step()
      await desk?.close()
    })

    const testLines = async (): Promise<Record<string, string>> => {
      await page.getByRole('button', { name: 'Test', exact: true }).click()
      const lines = page.getByRole('list', { name: 'Test' }).getByRole('listitem')
      await page.getByRole('button', { name: 'Test', exact: true }).waitFor()
      await lines.first().waitFor()
      const told = await lines.evaluateAll((all) =>
        all.map((line) => [...line.children].slice(0, 2).map(({ textContent }) => textContent ?? '')),
      )
      return Object.fromEntries(told) as Record<string, string>
    }

    test('with a wrong key it says so at the key and tests no further, and what was filled in stays', async () => {
      await page.getByRole('button', { name: 'Connect Odoo' }).click()
      await page.getByLabel('Address of Odoo').fill(`${odoo.odooUrl()}/odoo/crm`)
      await page.getByLabel('Database').fill(odoo.odooDatabase())
      await page.getByLabel('API key').fill('not-a-key-of-this-odoo')
      expect(await testLines()).toMatchObject({
        Reach: 'works',
        Version: 'works',
        Key: 'does not work',
        Read: 'not tested',
      })
      expect(await page.getByLabel('Database').inputValue()).toBe(odoo.odooDatabase())
    })

    test('with the right one each thing is looked at, and saving shows the webhook’s address', async () => {
      await page.getByLabel('API key').fill(odoo.odooApiKey())
      expect(await testLines()).toMatchObject({ Reach: 'works', Version: 'works', Read: 'works', Write: 'works' })
      await page.getByRole('button', { name: 'Save' }).click()
      const address = await page.getByLabel('Address of the webhook').inputValue()
      expect(address).toMatch(new RegExp(`^${desk.running.server.url}/v1/hooks/desk\\.odoo\\?secret=.{40,}$`))
      await page.getByText(/^Not heard yet/).waitFor()
    })

    test('a lead of Odoo is heard of while one looks', async () => {
      const hook = await odoo.setUpWebhook(await page.getByLabel('Address of the webhook').inputValue())
      undo.push(() => odoo.removeWebhook(hook))
      const lead = await odoo.createLead({ email_from: 'maria@nordlys.com' })
      undo.push(() => odoo.removeLead(lead))
      await page.getByText(/^Heard from it/).waitFor({ timeout: 20_000 })
    })

    test('it is edited without the key, which stays', async () => {
      await page.getByRole('button', { name: 'Edit Odoo' }).click()
      expect(await page.getByLabel('API key').inputValue()).toBe('')
      await page.getByLabel('Name in Baton').fill('Sales Odoo')
      expect(await testLines()).toMatchObject({ Key: expect.stringMatching(/works|look/), Read: 'works' })
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('rowheader', { name: /Sales Odoo/ }).waitFor()
    })

    test('and can be switched on at once', async () => {
      await page.getByRole('link', { name: 'CRM access' }).click()
      await page.getByRole('heading', { name: 'Sales Odoo' }).waitFor()
    })
  },
)
