import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Gallery, openGallery } from '../support/gallery.ts'

let gallery: Gallery
beforeAll(async () => {
  gallery = await openGallery()
}, 60_000)
afterAll(() => gallery.close())

const at = async (name: string): Promise<Page> => {
  const state = gallery.states.find((known) => known.name === `options/${name}`)
  if (state === undefined) throw new Error(`no state ${name}`)
  return gallery.show(state, 'light')
}

/** Waits until this has the focus: its label, else its words. */
const focused = (page: Page, name: string) =>
  expect
    .poll(() =>
      page.evaluate(() => {
        const { activeElement: active } = document
        const labels = (active as HTMLInputElement | null)?.labels
        return labels?.[0]?.textContent ?? active?.getAttribute('aria-label') ?? active?.textContent?.trim()
      }),
    )
    .toBe(name)

/** Goes to a button and presses it, by the keyboard alone. */
const enter = async (page: Page, name: string) => {
  await page.getByRole('button', { name, exact: true }).focus()
  await page.keyboard.press('Enter')
}
const choose = async (page: Page, who: string, item: string) => {
  await enter(page, `Change ${who}`)
  await page.getByRole('menuitem', { name: item }).press('Enter')
  await closed(page)
}
/** The same with the mouse. */
const click = async (page: Page, who: string, item: string) => {
  await page.getByRole('button', { name: `Change ${who}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
  await closed(page)
}
const closed = async (page: Page) => {
  await page.locator('.menu').waitFor({ state: 'detached' })
  // A menu that is gone gives the focus back a turn later.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
}
const tell = (page: Page, how: 'answer' | 'refuse') =>
  page.evaluate((name) => void window.dispatchEvent(new Event(name)), how)
const asked = (page: Page) => page.locator('[data-asked]').getAttribute('data-asked')

describe('people', () => {
  test('what a row’s menu opens takes the focus and gives it back, given up and done', async () => {
    const page = await at('people-played')
    await choose(page, 'Ana Ruiz', 'Change role…')
    await focused(page, 'Change the role of Ana Ruiz')
    await enter(page, 'Cancel')
    await focused(page, 'Change Ana Ruiz ▾')
    await choose(page, 'Ana Ruiz', 'Change role…')
    await enter(page, 'Save')
    await tell(page, 'answer')
    await focused(page, 'Change Ana Ruiz ▾')
    await click(page, 'Ana Ruiz', 'Sign out everywhere…')
    await focused(page, 'Cancel')
    await page.keyboard.press('Enter')
    await focused(page, 'Change Ana Ruiz ▾')
  })

  test('a link that was made is read out, and gives the focus back to the row it was made in', async () => {
    const page = await at('people-played')
    await choose(page, 'Jonas Weiss', 'New link')
    await tell(page, 'answer')
    await focused(page, 'Send this link to Jonas Weiss')
    await enter(page, 'Done')
    await focused(page, 'Change Jonas Weiss ▾')
  })

  test('an invitation goes from its button to its link and back', async () => {
    const page = await at('people-played')
    await enter(page, 'Invite')
    await focused(page, 'Name')
    await enter(page, 'Cancel')
    await focused(page, 'Invite')
    await page.keyboard.press('Enter')
    await page.getByLabel('Name', { exact: true }).fill('Zoe Zed')
    await page.getByLabel('E-mail address').fill('zoe@acme.example')
    await page.keyboard.press('Enter')
    await tell(page, 'answer')
    await focused(page, 'Send this link to Zoe Zed')
    await enter(page, 'Done')
    await focused(page, 'Invite')
  })

  test('an answer leaves open what was opened since', async () => {
    const page = await at('people-played')
    await choose(page, 'Jonas Weiss', 'New link')
    await enter(page, 'Invite')
    await page.getByLabel('Name', { exact: true }).fill('Zoe')
    await tell(page, 'answer')
    await page.getByLabel('Sign-in link for Jonas Weiss').waitFor()
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Zoe')
    const other = await at('people-played')
    await choose(other, 'Ana Ruiz', 'Change role…')
    await enter(other, 'Save')
    await enter(other, 'Invite')
    await tell(other, 'answer')
    await other.getByRole('menuitem').waitFor({ state: 'detached' })
    await other.getByLabel('Change the role of Ana Ruiz').waitFor({ state: 'detached' })
    expect(await other.getByRole('form', { name: 'Invite a colleague' }).isVisible()).toBe(true)
  })

  test('what went wrong is told where it was tried, also when that was given up meanwhile', async () => {
    const page = await at('people-played')
    await choose(page, 'Ana Ruiz', 'Change role…')
    await enter(page, 'Save')
    await enter(page, 'Cancel')
    await tell(page, 'refuse')
    await page.getByRole('group', { name: 'Change the role of Ana Ruiz' }).getByText('does not answer').waitFor()
    await choose(page, 'Jonas Weiss', 'New link')
    await tell(page, 'refuse')
    await page.locator('.change').getByText('does not answer').waitFor()
  })

  test('while one link is being made no other is, and both stay until they were taken', async () => {
    const page = await at('people-played')
    await choose(page, 'Jonas Weiss', 'New link')
    await enter(page, 'Change Dana Berg')
    const second = page.getByRole('menuitem', { name: 'New link' })
    expect(await second.getAttribute('aria-disabled')).toBe('true')
    await second.click({ force: true })
    expect(await asked(page)).toBe('link:jonas')
    await page.keyboard.press('Escape')
    await tell(page, 'answer')
    await page.getByLabel('Sign-in link for Jonas Weiss').waitFor()
    await choose(page, 'Dana Berg', 'New link')
    await tell(page, 'answer')
    await page.getByLabel('Sign-in link for Dana Berg').waitFor()
    expect(await asked(page)).toBe('link:jonas link:dana')
    expect(await page.getByLabel('Sign-in link for Jonas Weiss').isVisible()).toBe(true)
  })
})

describe('connections', () => {
  test('the form takes the focus and gives it back to what opened it', async () => {
    const page = await at('connections-played')
    for (const opener of ['Connect Odoo', 'EditOdoo']) {
      await enter(page, opener === 'EditOdoo' ? 'Edit Odoo' : opener)
      await focused(page, 'Address of Odoo')
      await enter(page, 'Cancel')
      await focused(page, opener)
    }
  })

  test('after saving, the webhook’s steps are read out, and their end leads back to the row', async () => {
    const page = await at('connections-played')
    await enter(page, 'Edit Odoo')
    await enter(page, 'Save')
    await tell(page, 'answer')
    await focused(page, 'Let Odoo tell Baton at once')
    await enter(page, 'Done')
    await focused(page, 'WebhookOdoo')
  })

  test('what a test found goes when anything else is typed in, also when it is found only then', async () => {
    const page = await at('connections-played')
    await enter(page, 'Edit Odoo')
    await enter(page, 'Test')
    await tell(page, 'answer')
    const found = page.getByText('All of it works. Save it.')
    await found.waitFor()
    await page.getByLabel('Database').fill('another')
    await found.waitFor({ state: 'detached' })
    await enter(page, 'Test')
    await page.getByLabel('Database').fill('a third')
    await tell(page, 'answer')
    await page.getByRole('button', { name: 'Test', exact: true }).waitFor()
    expect(await found.isVisible()).toBe(false)
  })
})

test('a question that is given up gives the focus back', async () => {
  const page = await at('signed-in')
  await enter(page, 'Sign out everywhere')
  await focused(page, 'Cancel')
  await page.keyboard.press('Enter')
  await focused(page, 'Sign out everywhere')
})

test('a list that is not of now says so, and asks again', async () => {
  for (const name of ['people-stale', 'connections-stale']) {
    const page = await at(name)
    await page.getByText(/^Last known, from \d+:\d\d.[AP]M\. Baton’s server does not answer\.$/).waitFor()
    expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true)
    expect(await page.getByRole('table').isVisible()).toBe(true)
  }
})
