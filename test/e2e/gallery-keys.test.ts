import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { type Gallery, openGallery } from '../support/gallery.ts'

let gallery: Gallery

beforeAll(async () => {
  gallery = await openGallery()
}, 60_000)
afterAll(() => gallery.close())

const at = async (name: string): Promise<Page> => {
  const state = gallery.states.find((known) => known.name === `sidebar/${name}`)
  if (state === undefined) throw new Error(`no state ${name}`)
  return gallery.show(state, 'light')
}

/** The acts that the page asked for so far. */
const acts = (page: Page): Promise<unknown[][]> =>
  page.evaluate(() =>
    (document.documentElement.dataset.acts ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown[]),
  )

describe('keys', () => {
  test('A accepts, once, and not again while it is on its way', async () => {
    const page = await at('offered')
    await page.keyboard.press('a')
    expect(await acts(page)).toEqual([['accept']])
    const busy = await at('accepting')
    await busy.keyboard.press('a')
    await busy.getByRole('button', { name: 'Accepting…' }).click({ force: true })
    expect(await acts(busy)).toEqual([])
  })

  test('with a modifier it is the browser’s own key', async () => {
    const page = await at('offered')
    await page.keyboard.press('Control+a')
    expect(await acts(page)).toEqual([])
  })

  test('F logs the first touch with what is filled in', async () => {
    const page = await at('accepted')
    await page.keyboard.press('f')
    const next = { name: 'Demo call', at: '2026-11-25T15:00:00.000Z' }
    expect(await acts(page)).toEqual([['logTouch', { channel: 'call', outcome: 'spoke_interested', next }]])
  })

  test('another channel proposes an outcome that fits it', async () => {
    const page = await at('accepted')
    await page.getByRole('radio', { name: 'E-mail' }).check()
    await page.keyboard.press('f')
    expect(await acts(page)).toMatchObject([['logTouch', { channel: 'email', outcome: 'sent' }]])
  })

  test('while somebody types, a letter is a letter', async () => {
    const page = await at('accepted')
    const name = page.getByLabel('Next action')
    await name.focus()
    await name.press('End')
    await name.pressSequentially(' of f')
    expect(await name.inputValue()).toBe('Demo call of f')
    expect(await acts(page)).toEqual([])
  })

  test('without a name for the next action nothing is logged, and the field says why', async () => {
    const page = await at('accepted')
    const name = page.getByLabel('Next action')
    await name.fill(' ')
    await page.getByRole('button', { name: 'Log first touch' }).click()
    expect(await acts(page)).toEqual([])
    expect(await name.getAttribute('aria-invalid')).toBe('true')
  })

  test('J goes to the next in the queue', async () => {
    const page = await at('lost-race')
    await page.keyboard.press('j')
    expect(await acts(page)).toEqual([['openRecord', 'https://crm.example/leads/kenji']])
  })

  test('declining goes by keyboard alone: menu, reason, note, and Escape back', async () => {
    const page = await at('offered')
    await page.getByRole('button', { name: 'Not right' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Decline…' }).press('Enter')
    await page.getByRole('button', { name: 'Decline' }).press('Enter')
    expect(await page.getByText('Choose a reason first.').isVisible()).toBe(true)
    await page.getByRole('radio', { name: 'Duplicate' }).press('Space')
    await page.getByLabel('Note').pressSequentially('a twin')
    await page.getByRole('button', { name: 'Decline' }).press('Enter')
    expect(await acts(page)).toEqual([['decline', { reason: 'duplicate', note: 'a twin' }]])
    await page.keyboard.press('Escape')
    expect(await page.getByRole('button', { name: 'Accept' }).isVisible()).toBe(true)
  })
})

test('clicks and keys made by a script do nothing', async () => {
  const page = await at('offered')
  await page.evaluate(() => {
    for (const button of document.querySelectorAll<HTMLElement>('#shown button')) button.click()
    for (const key of ['a', 'j', 'f']) window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  })
  expect(await acts(page)).toEqual([])
  await page.getByRole('button', { name: 'Accept' }).click()
  expect(await acts(page)).toEqual([['accept']])
})
