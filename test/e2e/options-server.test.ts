import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { optionsOf } from '../../server/demo/signedIn.ts'
import { type Desk, openDesk } from '../support/desk.ts'

let desk: Desk
let page: Page
beforeAll(async () => {
  desk = await openDesk('ruth')
  page = await optionsOf(desk.context, desk.extensionId)
})
afterAll(() => desk?.close())

test('an admin reads the live playbook, takes its file, changes it outside and publishes it with a reason', async () => {
  await page.getByRole('link', { name: 'Playbook', exact: true }).click()
  await page.getByText(/^Version 1 is live/).waitFor()
  await page.getByRole('navigation', { name: 'Playbook' }).getByRole('link', { name: 'SLA' }).click()
  await expect.poll(() => page.getByRole('row', { name: /^High/ }).textContent()).toContain('15 min of working time')

  await page.getByRole('link', { name: 'Playbook', exact: true }).click()
  const downloaded = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  const text = await readFile(await (await downloaded).path(), 'utf8')
  expect(text).toContain('marketing_to_sdr')

  await page.getByRole('button', { name: 'Import…' }).click()
  const choose = page.getByLabel('Playbook file (YAML)')
  const file = (body: string) => ({ name: 'playbook.yaml', mimeType: 'application/yaml', buffer: Buffer.from(body) })
  await choose.setInputFiles(file(text.replace(/coverage: .*/, 'coverage: nowhere')))
  await page.getByText(/^playbook.yaml cannot be published/).waitFor()
  await page.getByRole('row', { name: /line \d+.*nowhere/ }).waitFor()

  await choose.setInputFiles(file(text))
  await page.getByText('It says the same as version 1.').waitFor()
  await choose.setInputFiles(file(text.replace('minutes: 15', 'minutes: 20')))
  await page.getByText('playbook.yaml can be published').waitFor()
  await expect
    .poll(() => page.getByRole('listitem').filter({ hasText: 'Changed:' }).textContent())
    .toMatch(/^Changed: point/)
  await page.getByLabel('Why').fill('Twenty minutes to accept')
  await page.getByRole('button', { name: 'Publish…' }).click()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByText(/^Version 2 is live, published .* by .*Twenty minutes to accept/).waitFor()
  await page.getByRole('navigation', { name: 'Playbook' }).getByRole('link', { name: 'SLA' }).click()
  await page.getByRole('row', { name: /20 min of working time/ }).waitFor()
})

test('a list is imported: one row opens a handoff of medium intent, one has no record, and again it is known', async () => {
  await page.getByRole('link', { name: 'Import signals' }).click()
  const list = {
    name: 'fair.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Lead ID,Name,Email\n900,Somebody Else,else@halden.example\n4711,No One,none@halden.example\n'),
  }
  const fact = (label: string) => page.locator('.facts > div', { hasText: label }).locator('dd').textContent()
  for (const outcome of ['Opened a handoff', 'Known already']) {
    await page.getByLabel(/CSV file$/).setInputFiles(list)
    await page.getByLabel('What happened').selectOption('demo_request')
    await page.getByLabel('Source').fill('Nordic fair')
    await page.getByRole('button', { name: 'Import 2 rows' }).click()
    await page.getByText('fair.csv is imported', { exact: true }).waitFor()
    expect(await fact(outcome)).toBe('1')
    expect(await fact('Refused')).toBe('1')
    const capped = await page.getByText('One of them would have been high and is medium').count()
    expect(capped).toBe(outcome === 'Opened a handoff' ? 1 : 0)
    await expect.poll(() => page.getByRole('row', { name: /^3 Lead ID/ }).isVisible()).toBe(true)
  }
})

test('days of a file are closed for what begins; deadlines that run follow when somebody asks for it', async () => {
  await page.getByRole('link', { name: 'Playbook', exact: true }).click()
  await page.getByRole('navigation', { name: 'Playbook' }).getByRole('link', { name: 'SLA' }).click()
  await page.getByRole('button', { name: 'Close days from a file…' }).click()
  const choose = page.getByLabel('Calendar file (.ics)')
  const holidays = (event: string) => ({
    name: 'holidays.ics',
    mimeType: 'text/calendar',
    buffer: Buffer.from(['BEGIN:VCALENDAR', 'BEGIN:VEVENT', event, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')),
  })
  await choose.setInputFiles(holidays('DTSTART:20260619T090000Z'))
  const publish = page.getByRole('button', { name: 'Publish', exact: true })
  await publish.click()
  await page.getByText('The file has no all-day event, only 1 with a time of day').waitFor()
  const today = new Date().toISOString().slice(0, 10).replaceAll('-', '')
  await choose.setInputFiles(holidays(`DTSTART;VALUE=DATE:${today}\r\nDURATION:P7D\r\nSUMMARY:Moving house`))
  await expect.poll(() => page.getByLabel('Why').inputValue()).toBe('Days from holidays.ics')
  await publish.click()
  await page.getByText('Version 3 is live. Handoffs that are open keep their deadlines.').waitFor()
  await page.getByText('Version 3', { exact: true }).waitFor()
  await page.getByRole('button', { name: /^Dates that differ.*[67] dates/ }).click()
  await page.getByRole('listitem').filter({ hasText: 'closed (Moving house)' }).first().waitFor()

  const recalculate = async () => {
    await page.getByRole('button', { name: 'Recalculate running deadlines…' }).click()
    await page.getByRole('button', { name: 'Recalculate', exact: true }).click()
  }
  await recalculate()
  await page.getByText('The one open handoff has other deadlines now.').waitFor()
  await recalculate()
  await page.getByText('Nothing changed.').waitFor()
})
