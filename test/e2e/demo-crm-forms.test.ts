import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { ask, atThePage, startDemoCrm } from '../support/demoCrm.ts'
import { violationsOf } from '../support/gallery.ts'

/** Where pictures go, when they are wanted. */
const SHOTS = process.env.BATON_SHOTS

let browser: Browser
let page: Page
const faults: string[] = []
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env.BATON_CHROMIUM, args: ['--no-sandbox'] })
})
afterAll(() => browser.close())
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-US', timezoneId: 'UTC' })
  faults.length = 0
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())))
  page.on('pageerror', (error) => faults.push(error.message))
})
afterEach(async () => {
  await page.close()
  expect(faults).toEqual([])
})

const open = async (title: string) => {
  await page.locator('summary', { hasText: title }).click()
  const form = page.locator('details[open] form')
  return {
    type: (label: string, text: string) => form.getByLabel(label).fill(text),
    choose: (label: string, value: string) => form.getByLabel(label).selectOption(value),
    save: async () => {
      await form.getByRole('button', { name: 'Save' }).click()
      await form.waitFor({ state: 'hidden' })
    },
    field: (label: string) => form.getByLabel(label),
  }
}
const looked = async (name: string) => {
  if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/demo-crm-${name}.png`, fullPage: true })
  expect(await violationsOf(page)).toEqual([])
}

test('a deal goes from a call to a meeting that was held, by its page alone', async () => {
  const { url } = await startDemoCrm({ now: () => new Date('2026-11-23T10:00:00Z') })
  await page.goto(`${url}/deals/401`)
  await page.getByLabel('You are').selectOption('dana@fairlead.example')
  await page.getByRole('button', { name: 'Technical validation' }).click()
  await page.getByRole('button', { name: 'Technical validation', pressed: true }).waitFor()

  const log = await open('Log what was done')
  await log.type('In a line', 'Spoke about two sites')
  await log.type('When', '2026-11-23T09:30')
  await log.save()
  const plan = await open('Book a meeting')
  await plan.type('In a line', 'Technical session')
  await plan.type('Begins', '2026-11-25T10:00')
  await plan.save()
  const task = await open('Create a task')
  await task.type('In a line', 'Send the list')
  await task.type('Due', '2026-11-26T10:00')
  await task.save()
  const field = await open('Change a field')
  await field.choose('Field', 'discount')
  await field.type('Value', '15')
  await field.save()
  await looked('deal')

  await page.getByLabel('Outcome').first().selectOption('Interested')
  await page.getByRole('button', { name: 'Held' }).click()
  await page.locator('#timeline', { hasText: 'Technical session · Interested' }).waitFor()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByText('Nothing is planned.').waitFor()

  const { stage, fields, activities, tasks, changes } = (await ask(url, '/deals/401')).body
  const byEmail = 'dana@fairlead.example'
  expect({ stage, fields, activities, tasks }).toMatchObject({
    stage: 'Technical validation',
    fields: { discount: 15 },
    activities: [
      { channel: 'call', byEmail, at: '2026-11-23T09:30:00.000Z', actor: 'you' },
      { channel: 'meeting', byEmail, state: 'done', outcome: 'Interested', at: '2026-11-23T10:00:00.000Z' },
    ],
    tasks: [{ summary: 'Send the list', ownerEmail: byEmail, state: 'done' }],
  })
  expect(changes).toMatchObject([
    { what: 'stage', by: byEmail },
    { what: 'field', field: 'discount', to: '15', by: byEmail },
  ])
})

test('what is half typed stays when somebody else changes the record meanwhile', async () => {
  const { url } = await startDemoCrm()
  await page.goto(`${url}/companies/201`)
  const log = await open('Log what was done')
  await log.type('In a line', 'Half typ')
  await atThePage(url, '/companies/201', 'PATCH', { fields: { health_score: 41 } })
  await page.locator('#timeline', { hasText: 'Health score' }).waitFor()
  expect(await log.field('In a line').inputValue()).toBe('Half typ')
  expect(await log.field('In a line').evaluate((input) => input === document.activeElement)).toBe(true)
})

test('a customer shows how it fares and who works for it, and gets a new deal', async () => {
  const { url } = await startDemoCrm()
  const fields = { health_score: 78, renewal_date: '2027-02-01', account_manager: 'dana@fairlead.example' }
  await atThePage(url, '/companies/201', 'PATCH', { fields })
  await page.goto(`${url}/companies/201`)
  await page.locator('#team', { hasText: 'AMDana Weiss' }).waitFor()
  await page.getByText('Feb 1, 2027', { exact: true }).waitFor()
  await looked('company')
  const deal = await open('New deal')
  await deal.type('Name', 'More depots')
  await deal.type('Amount', '12000')
  await page.locator('details[open] form').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'More depots' }).waitFor()
  expect((await ask(url, new URL(page.url()).pathname)).body).toMatchObject({
    companyId: '201',
    fields: { amount: 12_000 },
  })
})

test('what the CRM refuses is said at the form, which keeps what was typed', async () => {
  const { url } = await startDemoCrm()
  await page.goto(`${url}/deals/401`)
  const log = await open('Log what was done')
  await log.type('In a line', 'x'.repeat(2_001))
  await page.locator('details[open] form').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('alert').filter({ hasText: 'This was not saved. A field is not valid (summary)' }).waitFor()
  expect(await log.field('In a line').inputValue()).toHaveLength(2_001)
  faults.length = 0
})
