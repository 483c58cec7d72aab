import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accept } from '../../server/actions/accept.ts'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import { press as pressed } from '../support/builders.ts'
import { type Desk, openDesk, sidebarOf } from '../support/desk.ts'
import { press } from '../support/hand.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk('ana')
})
afterAll(() => desk?.close())

/** Fills in the public form as a buyer would; resolves to the address of the lead that the CRM made of it. */
const askForDemo = async (name: string): Promise<string> => {
  const page = await desk.context.newPage()
  await page.goto(`${desk.crmUrl}/request-a-demo`)
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Work e-mail').fill(`${name.split(' ')[0]?.toLowerCase()}@nordlys.com`)
  await page.getByLabel('Company').fill('Nordlys Logistics')
  await page.getByLabel('What would you like to see?').fill('Route planning for 40 depots')
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Request a demo' }).click()
  const href = await page.getByRole('link', { name: 'see the lead in the CRM' }).getAttribute('href')
  await page.close()
  return `${desk.crmUrl}${href}`
}

const openLead = async (address: string): Promise<Page> => {
  const page = await desk.context.newPage()
  await page.goto(address)
  return page
}

const onServer = async (address: string, person = 'ana') => {
  const ref = { connection: 'crm', type: 'lead' as const, id: address.split('/').at(-1) ?? '' }
  const { world } = desk.running
  return (await viewRecord(world.env, { workspace: desk.workspace, person, role: 'rep' }, ref)).handoff
}

const effectsOn = (address: string) =>
  desk.crm.effects().filter(({ recordId, actor }) => recordId === address.split('/').at(-1) && actor === 'baton')

test('a buyer sends the form; the rep sees why, accepts, logs the first touch; server, badge and CRM know', async () => {
  const address = await askForDemo('Maria Lindqvist')
  const page = await openLead(address)
  const sidebar = sidebarOf(page)
  await sidebar.getByRole('heading', { name: 'Maria Lindqvist' }).waitFor()
  await sidebar.getByText('you own Nordlys Logistics').waitFor()
  await sidebar.getByText('Route planning for 40 depots').first().waitFor()
  await press(sidebar.getByRole('button', { name: 'Accept' }))
  const log = sidebar.getByRole('button', { name: 'Log first touch' })
  await log.waitFor()
  await expect.poll(async () => (await onServer(address))?.state).toBe('accepted')
  await expect.poll(() => effectsOn(address).map(({ kind }) => kind)).toEqual(['owner', 'activity'])
  await expect.poll(() => page.getByLabel('Owner', { exact: true }).inputValue()).toBe('ana@example.com')

  await press(log)
  await expect.poll(async () => (await onServer(address))?.state).toBe('touched')
  await expect
    .poll(() => effectsOn(address).map(({ kind }) => kind))
    .toEqual(['owner', 'activity', 'activity', 'task', 'stage'])
  await log.waitFor({ state: 'hidden' })
  await page.close()
})

test('the sidebar follows the CRM to another record and back without a page load', async () => {
  const first = await askForDemo('Erik Dahl')
  const second = await askForDemo('Sanna Vik')
  const page = await openLead(first)
  const sidebar = sidebarOf(page)
  await sidebar.getByRole('heading', { name: 'Erik Dahl' }).waitFor()
  await page.evaluate(() => Object.assign(globalThis, { stillHere: true }))
  // Newest first: the one that came later is the one before.
  await page
    .getByRole('link', { name: 'Previous' })
    .or(page.getByRole('button', { name: 'Previous' }))
    .click()
  await sidebar.getByRole('heading', { name: 'Sanna Vik' }).waitFor()
  expect(page.url()).toBe(second)
  await page.goBack()
  await sidebar.getByRole('heading', { name: 'Erik Dahl' }).waitFor()
  await page.getByRole('link', { name: 'Leads' }).first().click()
  await page.locator('iframe[aria-label="Baton"]').waitFor({ state: 'hidden' })
  expect(await page.evaluate(() => 'stillHere' in globalThis)).toBe(true)
  await page.close()
})

test('whoever presses second is told who was first, also when the press had to wait', async () => {
  const address = await askForDemo('Oskar Lund')
  const page = await openLead(address)
  const sidebar = sidebarOf(page)
  const button = sidebar.getByRole('button', { name: 'Accept' })
  await button.waitFor()
  const { id = '' } = (await onServer(address)) ?? {}
  // The news of Dana's acceptance travels by the socket: with the server away for a moment, Ana still sees the offer.
  await desk.running.goDown()
  await accept(desk.running.world.env, { workspace: desk.workspace, person: 'dana', role: 'rep' }, pressed(id))
  await press(button)
  await sidebar.getByText('Your Accept is kept here').first().waitFor()
  await desk.running.comeBack()
  await sidebar
    .getByText(/Dana.* accepted this/)
    .first()
    .waitFor()
  expect((await onServer(address))?.owner.name).toBe('Dana Berg')
  await page.close()
})

test('an overdue handoff shows on the badge, and an acceptance takes it off', async () => {
  const address = await askForDemo('Ida Sand')
  const page = await openLead(address)
  const sidebar = sidebarOf(page)
  await sidebar.getByRole('button', { name: 'Accept' }).waitFor()
  await desk.running.world.fastForward('16 minutes')
  await sidebar
    .getByText(/min late/)
    .first()
    .waitFor()
  const late = await expect
    .poll(() => desk.badge(), { timeout: 10_000 })
    .not.toBe('')
    .then(() => desk.badge())
  await press(sidebar.getByRole('button', { name: 'Accept' }))
  await sidebar.getByRole('button', { name: 'Log first touch' }).waitFor()
  // One clock less is late: the touch is due later.
  const left = Number(late) - 1
  await expect.poll(() => desk.badge(), { timeout: 10_000 }).toBe(left === 0 ? '' : String(left))
  await page.close()
})

test('without the server an acceptance is kept, told as such, and sent once when it is back', async () => {
  const address = await askForDemo('Nora Falk')
  const page = await openLead(address)
  const sidebar = sidebarOf(page)
  await sidebar.getByRole('button', { name: 'Accept' }).waitFor()
  const { id = '' } = (await onServer(address)) ?? {}
  await desk.running.goDown()
  await press(sidebar.getByRole('button', { name: 'Accept' }))
  await sidebar.getByText('Your Accept is kept here').first().waitFor()
  await desk.running.comeBack()
  await expect.poll(async () => (await onServer(address))?.state, { timeout: 60_000 }).toBe('accepted')
  await sidebar.getByRole('button', { name: 'Log first touch' }).waitFor()
  expect((await onServer(address))?.history.filter(({ kind }) => kind === 'accepted')).toHaveLength(1)
  expect(id).not.toBe('')
  await page.close()
})
