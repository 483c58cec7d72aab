import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Gallery, openGallery, violationsOf } from '../support/gallery.ts'

let gallery: Gallery
beforeAll(async () => {
  gallery = await openGallery()
}, 60_000)
afterAll(() => gallery.close())

const at = async (name: string, widthPx?: number): Promise<Page> => {
  const state = gallery.states.find((known) => known.name === `options/${name}`)
  if (state === undefined) throw new Error(`no state ${name}`)
  return gallery.show(state, 'light', widthPx)
}
const steps = (page: Page) => page.getByRole('navigation', { name: 'Playbook' })
const heading = (page: Page) => page.getByRole('heading', { level: 2 })
/** What has the focus, once it is this. */
const focused = (page: Page, text: string) =>
  expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(text)
const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
const acts = (page: Page): Promise<Record<string, unknown>[]> =>
  page.evaluate(() =>
    (document.documentElement.dataset.acts ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  )

describe('the SLA step', () => {
  const opened = async () => {
    const page = await at('book-played')
    await page.evaluate(() => (location.hash = '#sales_to_cs/sla'))
    await page.getByRole('heading', { name: 'How soon' }).waitFor()
    return page
  }
  const opener = 'Close days from a file…'
  const choose = (page: Page, name: string, text: string) =>
    page.getByLabel('Calendar file (.ics)').setInputFiles(file(name, text))
  const publish = (page: Page) => page.getByRole('button', { name: 'Publish', exact: true })

  test('takes a file of days, keeps one’s own words while it is refused or unanswered, and says how it stands', async () => {
    const page = await opened()
    const before = (await acts(page)).length
    await page.getByRole('button', { name: opener }).click()
    await expect.poll(() => publish(page).count()).toBe(0)
    await choose(page, 'bad.ics', 'bad')
    const why = page.getByLabel('Why')
    await expect.poll(() => why.inputValue()).toBe('Days from bad.ics')
    await choose(page, 'worse.ics', 'bad, too')
    await expect.poll(() => why.inputValue()).toBe('Days from worse.ics')
    await why.fill('')
    await publish(page).click()
    await page.getByText('Say in a few words why.').waitFor()
    await why.fill('  Our own days ')
    await publish(page).click()
    await page.getByText('The file has no all-day event.').waitFor()
    await expect.poll(() => page.locator('[type=file][aria-invalid=true]:focus').count()).toBe(1)
    await choose(page, 'empty.ics', ' \n')
    await page.getByText('empty.ics is empty.').waitFor()
    await choose(page, 'days.ics', 'away')
    await expect.poll(() => page.getByText('empty.ics is empty.').count()).toBe(0)
    expect((await why.inputValue()).trim()).toBe('Our own days')
    await publish(page).click()
    await page.locator('form .trouble').waitFor()
    await choose(page, 'days.ics', 'good')
    await publish(page).click()
    await page.getByText('Version 15 is live. Handoffs that are open keep their deadlines.').waitFor()
    await focused(page, opener)
    const reason = 'Our own days'
    expect((await acts(page)).slice(before)).toEqual(
      ['bad, too', 'away', 'good'].map((days) => ({ days, calendar: 'stockholm', reason })),
    )
  })

  test('asks once more before running deadlines change, and tells how many did', async () => {
    const page = await opened()
    const before = (await acts(page)).length
    const ask = 'Recalculate running deadlines…'
    await page.getByRole('button', { name: ask }).click()
    await page.getByText('Its open handoffs get the deadlines that version 14 gives').waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await focused(page, ask)
    expect((await acts(page)).slice(before)).toEqual([])
    await page.getByRole('button', { name: ask }).click()
    await page.getByRole('button', { name: 'Recalculate', exact: true }).click()
    await page.getByText('4 of 12 open handoffs have other deadlines now.').waitFor()
    expect((await acts(page)).slice(before)).toEqual([{ recalculate: 'sales_to_cs' }])
  })

  test('offers a manager neither', async () => {
    const page = await at('book-sla-read')
    await page.getByRole('heading', { name: 'Hours «Stockholm office»' }).waitFor()
    await expect.poll(() => page.getByText(/Close days|Recalculate/).count()).toBe(0)
  })
})

describe('the eight steps', () => {
  test('are gone through in their order, by the keyboard, and each heading is read out', async () => {
    const page = await at('book-played')
    const names = ['Map', 'Trigger', 'Owner', 'Context', 'SLA', 'Acceptance', 'Escalation', 'Measures']
    await expect
      .poll(() => steps(page).getByRole('link').allTextContents())
      .toEqual(names.map((name, i) => `${i + 1} ${name}`))
    await steps(page).getByRole('link', { name: 'Map' }).press('Enter')
    await focused(page, 'Who hands what to whom')
    for (const name of names.slice(1)) {
      await page.getByRole('link', { name: `${name} →`, exact: true }).press('Enter')
      await expect.poll(() => steps(page).locator('[aria-current=page]').textContent()).toContain(name)
      await focused(page, (await heading(page).textContent()) ?? '')
    }
    await expect.poll(() => page.getByText('Nothing is measured here yet.').isVisible()).toBe(true)
  })

  test('keep step and focus when another point is chosen, and the address names both', async () => {
    const page = await at('book-played')
    await steps(page).getByRole('link', { name: 'Owner' }).click()
    await expect.poll(() => steps(page).locator('[aria-current=page]').textContent()).toContain('Owner')
    const points = page.getByLabel('Handoff point')
    await points.focus()
    await points.selectOption('ae_to_deal_desk')
    await page.getByText('AE → Deal desk · Owner').waitFor()
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#ae_to_deal_desk/owner')
    await expect.poll(() => points.evaluate((element) => element === document.activeElement)).toBe(true)
    await expect.poll(() => page.getByRole('table', { name: 'Who must say yes' }).isVisible()).toBe(true)
  })

  test('are remembered: from another section, and by a page that is opened anew', async () => {
    const page = await at('book-played')
    await page.evaluate(() => (location.hash = '#sales_to_cs/context'))
    await page.getByText('What did we promise that they will achieve?').waitFor()
    await page.getByRole('link', { name: 'You', exact: true }).click()
    await expect.poll(() => page.getByLabel('Handoff point').inputValue()).toBe('sales_to_cs')
    const again = await at('book-played')
    await expect.poll(() => again.getByLabel('Handoff point').inputValue()).toBe('sales_to_cs')
  })

  test('of a point that is not there say so, and lead to those that are', async () => {
    const page = await at('book-played')
    await page.evaluate(() => (location.hash = '#nowhere/owner'))
    await page.getByText('This playbook has no handoff point «nowhere».').waitFor()
    await page.getByRole('link', { name: 'All handoff points' }).click()
    await expect.poll(() => page.getByRole('table', { name: 'Handoff points' }).isVisible()).toBe(true)
  })

  test('count what was found, in words for those who do not see it', async () => {
    const page = await at('book-found-marketing_to_sdr-owner')
    await expect.poll(() => steps(page).getByRole('link', { name: 'Owner' }).textContent()).toBe('3 Owner3 findings')
    await expect.poll(() => page.getByRole('main').getByText('3 findings', { exact: true }).isVisible()).toBe(true)
  })
})

test('a manager reads the playbook and has neither its file nor the import; a rep sees none of it', async () => {
  const page = await at('book-read')
  await expect.poll(() => page.getByRole('table', { name: 'Handoff points' }).isVisible()).toBe(true)
  await expect.poll(() => page.getByRole('button', { name: 'Export' }).count()).toBe(0)
  await expect.poll(() => page.getByRole('link', { name: 'Import signals' }).count()).toBe(0)
  const rep = await at('signed-in')
  await expect.poll(() => rep.getByRole('link', { name: 'Playbook' }).count()).toBe(0)
  await expect.poll(() => steps(rep).count()).toBe(0)
})

describe('the playbook file', () => {
  test('is exported under the server’s name for it', async () => {
    const page = await at('book-played')
    await page.evaluate(() => (location.hash = '#playbook'))
    await page.getByRole('button', { name: 'Export' }).click()
    await expect.poll(() => acts(page)).toEqual([{ save: 'points: []\n', name: 'playbook-14.yaml' }])
  })

  test('that is bad changes nothing and says what to mend, with its line; mended it is published, with a reason', async () => {
    const page = await at('book-played')
    await page.evaluate(() => (location.hash = '#playbook'))
    await page.getByRole('button', { name: 'Import…' }).click()
    const choose = page.getByLabel('Playbook file (YAML)')
    await choose.setInputFiles(file('next.yaml', 'coverage: bad'))
    await focused(page, 'next.yaml cannot be published: one thing to mend')
    await expect.poll(() => page.getByRole('row', { name: /line 3/ }).textContent()).toContain('no calendar «bad»')
    await expect.poll(() => page.getByRole('button', { name: 'Publish…' }).count()).toBe(0)
    await expect.poll(() => page.getByText('The playbook that is live stays as it is.').isVisible()).toBe(true)

    await choose.setInputFiles(file('next.yaml', 'coverage: good'))
    await focused(page, 'next.yaml can be published')
    await page.getByRole('button', { name: 'Publish…' }).click()
    await expect.poll(() => page.getByText('Say in a few words why.').isVisible()).toBe(true)
    await page.getByLabel('Why').fill('Longer hours')
    await page.getByRole('button', { name: 'Publish…' }).click()
    await focused(page, 'Cancel')
    await expect
      .poll(() => page.getByText('Those that are running keep the version that they began with.').isVisible())
      .toBe(true)
    expect(await violationsOf(page)).toEqual([])
    expect(await acts(page)).toEqual([])
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Version 15 is live.').waitFor()
    expect(await acts(page)).toEqual([{ publish: 'coverage: good', reason: 'Longer hours' }])
    await focused(page, 'Import…')
  })

  test('that is no text, or empty, is not even asked about', async () => {
    const page = await at('book-played')
    await page.evaluate(() => (location.hash = '#playbook'))
    await page.getByRole('button', { name: 'Import…' }).click()
    const choose = page.getByLabel('Playbook file (YAML)')
    await choose.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from([0x89, 0x50, 0xff]) })
    await page.getByText('a.png is no text file.').waitFor()
    await choose.setInputFiles(file('b.yaml', ' \n'))
    await page.getByText('b.yaml is empty.').waitFor()
  })
})
