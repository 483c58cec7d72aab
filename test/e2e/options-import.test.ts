import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gallery, openGallery, violationsOf } from '../support/gallery.ts'

let gallery: Gallery
beforeAll(async () => {
  gallery = await openGallery()
}, 60_000)
afterAll(() => gallery.close())

const opened = async (): Promise<Page> => {
  const state = gallery.states.find(({ name }) => name === 'options/import-played')
  if (state === undefined) throw new Error('no such state')
  return gallery.show(state, 'light')
}
type Act = {
  rows?: number
  importId?: string
  confirmHigh?: boolean
  first?: { cells: object }
  save?: string
  name?: string
}
const acts = (page: Page): Promise<Act[]> =>
  page.evaluate(() =>
    (document.documentElement.dataset.acts ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Act),
  )
const choose = (page: Page, text: string, name = 'fair.csv') =>
  page.getByLabel(/CSV file$/).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const fact = (page: Page, label: string) => page.locator('.facts > div', { hasText: label }).locator('dd').textContent()
const list = (count: number, row: (i: number) => string) =>
  ['Lead ID;Name;Email;Note', ...Array.from({ length: count }, (_, i) => row(i + 1))].join('\r\n')

test('a list is understood, sent in parts, and told row by row; what is refused can be saved', async () => {
  const page = await opened()
  await choose(
    page,
    list(150, (i) =>
      i === 3 ? ';Nobody;n@x.example;' : `l${i};Name ${i};${i === 7 ? 'broken' : `${i}@x.example`};=1`,
    ),
  )
  await page.getByText('Columns of fair.csv').waitFor()
  await expect.poll(() => page.getByLabel('Lead ID is', { exact: true }).inputValue()).toBe('record')
  await expect.poll(() => page.getByLabel('Email is', { exact: true }).inputValue()).toBe('email')
  await expect.poll(() => page.getByLabel('Start clocks of the high tier too').isChecked()).toBe(false)
  await expect.poll(() => page.getByRole('row', { name: /^4 / }).textContent()).toContain('The record’s id is missing.')
  expect(await violationsOf(page)).toEqual([])

  await page.getByRole('button', { name: 'Import 149 rows' }).click()
  await page.getByText('Name the source, such as webinar.').waitFor()
  expect(await acts(page)).toEqual([])
  await page.getByLabel('Source').fill('Nordic fair')
  await page.getByRole('button', { name: 'Import 149 rows' }).click()
  await page.getByText('fair.csv is imported', { exact: true }).waitFor()
  const sent = await acts(page)
  expect(sent.map(({ rows }) => rows)).toEqual([100, 49])
  expect(sent.every(({ confirmHigh }) => confirmHigh === false)).toBe(true)
  expect(await fact(page, 'Opened a handoff')).toBe('148')
  expect(await fact(page, 'Refused')).toBe('2')
  await expect.poll(() => page.getByText('148 of them would have been high and are medium').isVisible()).toBe(true)

  await page.getByRole('button', { name: 'Save as CSV' }).click()
  await expect.poll(async () => (await acts(page)).at(-1)?.name).toBe('fair-refused.csv')
  const saved = (await acts(page)).at(-1)?.save ?? ''
  expect(saved.split('\r\n').slice(1, 3)).toEqual([
    '4,Lead ID,The record’s id is missing.,,Nobody,n@x.example,',
    `8,Email,Invalid email address.,l7,Name 7,broken,"'=1"`,
  ])
})

test('the same file again is known row by row', async () => {
  const page = await opened()
  const text = list(3, (i) => `l${i};N;${i}@x.example;`)
  for (const outcome of ['Opened a handoff', 'Known already']) {
    await choose(page, text)
    await page.getByLabel('Source').fill('fair')
    await page.getByRole('button', { name: 'Import 3 rows' }).click()
    await page.getByText('fair.csv is imported', { exact: true }).waitFor()
    expect(await fact(page, outcome)).toBe('3')
  }
})

test('when the answer to a part gets lost it says so and goes on where it stopped, and nothing is made twice', async () => {
  const page = await opened()
  await choose(
    page,
    list(120, (i) => `l${i};N;${i}@x.example;${i === 5 ? 'lost' : ''}`),
  )
  await page.getByLabel('Source').fill('fair')
  await page.getByLabel('Start clocks of the high tier too').check()
  await page.getByRole('button', { name: 'Import 120 rows' }).click()
  await page.getByText('fair.csv is imported in part').waitFor()
  await page.getByText('Baton’s server does not answer. What was sent until then counts.').waitFor()
  await expect.poll(() => page.getByText('0 of 120 rows').isVisible()).toBe(true)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByText('fair.csv is imported in part').waitFor()
  await page.evaluate(() => void window.dispatchEvent(new Event('back')))
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByText('fair.csv is imported', { exact: true }).waitFor()
  expect(await fact(page, 'Known already')).toBe('100')
  expect(await fact(page, 'Opened a handoff')).toBe('20')
  const ids = new Set((await acts(page)).map(({ importId }) => importId))
  expect(ids.size).toBe(1)
})

test('what is no list is told plainly, and another file can be chosen', async () => {
  const page = await opened()
  await page
    .getByLabel('CSV file')
    .setInputFiles({ name: 'fair.xlsx', mimeType: 'x/y', buffer: Buffer.from([0x50, 0x4b, 3, 4, 0, 0]) })
  await page.getByText('fair.xlsx is no CSV file.').waitFor()
  await choose(page, 'Lead ID,Name\n', 'empty.csv')
  await page.getByText('empty.csv has no rows below its heading.').waitFor()
  await choose(page, 'Who,Name\nx,y', 'other.csv')
  await page.getByText('Choose the column that has the lead’s id in the CRM').waitFor()
  await expect.poll(() => page.getByRole('button', { name: /^Import / }).count()).toBe(0)
  await page.getByLabel('Who is', { exact: true }).selectOption('record')
  await expect.poll(() => page.getByRole('button', { name: 'Import one row' }).isVisible()).toBe(true)
})
