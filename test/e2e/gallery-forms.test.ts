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

const button = (page: Page, name: string) => page.getByRole('button', { name })

describe('what is missing', () => {
  test('is asked of the sender by one press', async () => {
    const page = await at('by-hand')
    await button(page, 'Ask Sam').first().press('Enter')
    expect(await acts(page)).toEqual([['ask', { items: ['committee'], giveBack: false }]])
  })

  test('is chosen already when more is asked, and nothing is asked without an item', async () => {
    const page = await at('ask')
    await page.getByRole('checkbox', { name: 'Timeline' }).press('Space')
    await page.getByRole('checkbox', { name: 'Buying committee' }).press('Space')
    await button(page, 'Ask Sam').press('Enter')
    await expect.poll(() => page.getByText('Choose at least one.').isVisible()).toBe(true)
    await page.getByRole('checkbox', { name: 'Timeline' }).press('Space')
    await page.getByLabel('Note').pressSequentially('before Friday')
    await button(page, 'Ask Sam').press('Enter')
    expect(await acts(page)).toEqual([['ask', { items: ['timeline'], giveBack: false, note: 'before Friday' }]])
  })

  test('is named when it is given back', async () => {
    const page = await at('give-back')
    await button(page, 'Give back').press('Enter')
    expect(await acts(page)).toEqual([['ask', { items: ['committee', 'timeline'], giveBack: true }]])
  })

  test('asks for a sentence before it is accepted all the same, by the key too', async () => {
    const page = await at('by-hand')
    await page.keyboard.press('a')
    await expect.poll(() => page.getByText('These are missing: buying committee and timeline.').isVisible()).toBe(true)
    await button(page, 'Accept anyway').press('Enter')
    expect(await acts(page)).toEqual([])
    await page.getByLabel('Why accept without it?').pressSequentially('The call is today.')
    await button(page, 'Accept anyway').press('Enter')
    expect(await acts(page)).toEqual([['accept', { reason: 'The call is today.' }]])
  })

  test('is filled in by the sender, what says nothing is told at its field, and nothing is lost', async () => {
    const page = await at('sent-returned')
    const [committee, timeline] = [page.getByLabel('Buying committee'), page.getByLabel('Timeline')]
    // Nobody opened it: the keyboard stays where it was.
    await expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(true)
    await committee.focus()
    await page.keyboard.type('CFO, Jo Lee\nHead of IT')
    await timeline.fill('-')
    await button(page, 'Send to Mara').press('Enter')
    expect(await acts(page)).toEqual([])
    expect(await timeline.getAttribute('aria-invalid')).toBe('true')
    await expect.poll(() => timeline.evaluate((field) => field === document.activeElement)).toBe(true)
    await expect.poll(() => committee.inputValue()).toBe('CFO, Jo Lee\nHead of IT')
    await timeline.fill('before the Q1 budget closes')
    await button(page, 'Send to Mara').press('Enter')
    const values = { committee: 'CFO, Jo Lee\nHead of IT', timeline: 'before the Q1 budget closes' }
    expect(await acts(page)).toEqual([['giveContext', { values }]])
  })
})

describe('handing off', () => {
  test('waits for what is required, says what that is, and leads there', async () => {
    const page = await at('hand-off')
    const send = button(page, 'Hand off to Customer success')
    expect(await send.getAttribute('aria-disabled')).toBe('true')
    await expect.poll(() => page.getByText('Still missing: promised outcomes.').isVisible()).toBe(true)
    await send.press('Enter')
    expect(await acts(page)).toEqual([])
    const promised = page.getByLabel('What did we promise that they will achieve?')
    await expect.poll(() => promised.evaluate((field) => field === document.activeElement)).toBe(true)
    await page.keyboard.type('Fewer kilometres driven')
    expect(await send.getAttribute('aria-disabled')).toBeNull()
    await send.press('Enter')
    const record = { connection: 'demo', type: 'deal', id: '17' }
    const values = { promised_outcomes: 'Fewer kilometres driven' }
    expect(await acts(page)).toEqual([['handOff', { record, point: 'sales_to_cs', values }]])
  })

  test('asks what the chosen point asks: choices, numbers and dates', async () => {
    const page = await at('hand-off')
    await page.getByLabel('To whom').selectOption('Deal desk')
    await page.getByLabel('What is the deal worth?').fill('a lot')
    await page.getByLabel('Whose paper is it?').selectOption('their paper')
    await page.getByLabel('Decision date').fill('2026-12-04')
    await button(page, 'Hand off to Deal desk').press('Enter')
    await expect.poll(() => page.getByText('Amount: no number.').isVisible()).toBe(true)
    await page.getByLabel('What is the deal worth?').fill('130000')
    await button(page, 'Hand off to Deal desk').press('Enter')
    const values = { amount: '130000', terms: 'their paper', decision_date: '2026-12-04' }
    expect(await acts(page)).toMatchObject([['handOff', { point: 'ae_to_deal_desk', values }]])
  })

  test('is begun where a stage lacks something, at its point', async () => {
    const page = await at('gate')
    await button(page, 'Fill in').press('Enter')
    await expect.poll(() => page.getByLabel('To whom').inputValue()).toBe('ae_to_deal_desk')
    await page.keyboard.press('Escape')
    await expect.poll(() => button(page, 'Fill in').isVisible()).toBe(true)
  })
})

describe('the rest of its life', () => {
  test('an approver approves by a key, and rejects with a reason only', async () => {
    const page = await at('approve')
    await page.keyboard.press('a')
    expect(await acts(page)).toEqual([['decideApproval', { approve: true }]])
    const other = await at('approve-reject')
    await button(other, 'Reject').press('Enter')
    expect(await acts(other)).toEqual([])
    await other.getByLabel('Why not?').pressSequentially('No cap on liability.')
    await button(other, 'Reject').press('Enter')
    expect(await acts(other)).toEqual([['decideApproval', { approve: false, note: 'No cap on liability.' }]])
  })

  test('it is closed for later with a day, and for something else with a note', async () => {
    const page = await at('close')
    await button(page, 'Close').press('Enter')
    await expect.poll(() => page.getByText('Choose a reason first.').isVisible()).toBe(true)
    await page.getByRole('radio', { name: 'Asked for later' }).press('Space')
    await button(page, 'Close').press('Enter')
    await expect.poll(() => page.getByText('Choose a day after today.').isVisible()).toBe(true)
    await page.getByLabel('Open it again on').fill('2027-01-12')
    await button(page, 'Close').press('Enter')
    const until = '2027-01-12T14:00:00.000Z'
    expect(await acts(page)).toEqual([['close', { reason: 'asked_for_later', until }]])
    await page.getByRole('radio', { name: 'Something else' }).press('Space')
    await button(page, 'Close').press('Enter')
    expect(await acts(page)).toHaveLength(1)
  })

  test.each([
    ['reopen', 'Open again', 'Why is it open again?', 'reopen'],
    ['evidence', 'Complete', 'How do you know?', 'tellEvidence'],
    ['reassign', 'Give to Jonas', 'Why?', 'reassign'],
  ])('%s needs a sentence', async (state, press, label, act) => {
    const page = await at(state)
    await button(page, press).press('Enter')
    expect(await acts(page)).toEqual([])
    await page.getByLabel(label).fill('They called again.')
    await button(page, press).press('Enter')
    expect(await acts(page)).toMatchObject([[act, { note: 'They called again.' }]])
  })

  test('where no next action is asked for, the first response goes without one', async () => {
    const page = await at('answer-the-sender')
    await page.keyboard.press('f')
    expect(await acts(page)).toEqual([['logTouch', { channel: 'call', outcome: 'spoke_interested' }]])
  })

  test('another handoff of the record is one press away', async () => {
    const page = await at('others')
    await button(page, 'AE → Deal desk').press('Enter')
    expect(await acts(page)).toEqual([['choose', 'h-desk']])
  })

  test('Escape goes back to the menu’s button', async () => {
    const page = await at('ask')
    await page.keyboard.press('Escape')
    await expect.poll(() => button(page, 'Not right').evaluate((menu) => menu === document.activeElement)).toBe(true)
  })
})
