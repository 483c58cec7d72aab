import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSignInLink } from '../../server/actions/signIn.ts'
import { optionsOf, signInWindow } from '../../server/demo/signedIn.ts'
import { team } from '../support/builders.ts'
import { type Desk, openDesk } from '../support/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk('ruth')
})
afterAll(() => desk?.close())

const signInTo = async (page: Page, workspace: string) => {
  const { world, server } = desk.running
  const token = await world.read(workspace, (tx) => createSignInLink(world.env, tx, 'ruth', 'sign_in'))
  await page.getByLabel('Sign-in link').fill(`${server.url}/link#${token}`)
  const opened = signInWindow(desk.context, server.url)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await (await opened).getByRole('button', { name: 'Allow', exact: true }).click()
}

/** Whatever of these is drawn from now on, for however short a time. */
const watchFor = (page: Page, names: string[]) =>
  page.evaluate((watched) => {
    const seen = new Set<string>()
    const look = () => {
      for (const name of watched) if (document.body.innerText.includes(name)) seen.add(name)
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
    Object.assign(globalThis, { seenSoFar: () => [...seen] })
  }, names)
const seen = (page: Page) => page.evaluate(() => (globalThis as unknown as { seenSoFar(): string[] }).seenSoFar())

test('the next person in the same page never sees the people of the one before, also when the server is gone', async () => {
  const { world, server } = desk.running
  const other = team()
  const people = other.people.map((one) => ({ ...one, name: `Other ${one.id}`, email: `${one.id}@other.example` }))
  await world.workspace({ ...other, id: 'other', name: 'Other', people })

  const page = await optionsOf(desk.context, desk.extensionId)
  await page.getByRole('link', { name: 'People' }).click()
  await page.getByText('Ana Sousa').first().waitFor()
  await page.getByRole('link', { name: 'You' }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await signInTo(page, 'other')
  await page.getByText('ruth@other.example').waitFor()
  await watchFor(page, ['Ana Sousa', 'Other ana'])
  await page.getByRole('link', { name: 'People' }).click()
  await page.getByText('Other ana').first().waitFor()
  expect(await seen(page)).toEqual(['Other ana'])

  await page.getByRole('link', { name: 'You' }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await signInTo(page, desk.workspace)
  await page.getByText('ruth@example.com').waitFor()
  await watchFor(page, ['Ana Sousa', 'Other ana'])
  await server.close()
  await page.getByRole('link', { name: 'People' }).click()
  await page.getByText('Baton’s server does not answer.').waitFor()
  expect(await seen(page)).toEqual([])
})
