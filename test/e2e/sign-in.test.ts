import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSignInLink } from '../../server/actions/signIn.ts'
import { allowHosts } from '../../server/demo/chromium.ts'
import { optionsOf, signInWindow } from '../../server/demo/signedIn.ts'
import { team } from '../support/builders.ts'
import { newBrowser } from '../support/desk.ts'
import { type Running, startRunning } from '../support/running.ts'

let running: Running
let rep: Awaited<ReturnType<typeof newBrowser>>
let link: string
let options: Page
beforeAll(async () => {
  running = await startRunning()
  const { world, server } = running
  await world.workspace({ ...team(), id: 'signing' })
  const token = await world.read('signing', (tx) => createSignInLink(world.env, tx, 'ana', 'sign_in'))
  link = `${server.url}/link#${token}`
  rep = await newBrowser()
  await allowHosts(rep.context, rep.id, [server.url])
  options = await optionsOf(rep.context, rep.id)
})
afterAll(async () => {
  await rep?.close()
  await running?.close()
})

const pressSignIn = async (): Promise<Page> => {
  const opened = signInWindow(rep.context, running.server.url)
  await options.getByRole('button', { name: 'Sign in', exact: true }).click()
  return opened
}

/** Waits until this has the focus, which what closed has left: a field by its label, a section by its heading. */
const focused = (name: string) =>
  expect
    .poll(() =>
      options.evaluate(() => {
        const active = document.activeElement
        return (active as HTMLInputElement).labels?.[0]?.textContent ?? active?.querySelector('h2')?.textContent
      }),
    )
    .toBe(name)

test('a window that is closed says so, keeps the link in its field and offers a code', async () => {
  await options.getByLabel('Sign-in link').fill(link)
  await (await pressSignIn()).close()
  await options.getByText('the window was closed before you allowed it').first().waitFor()
  expect(await options.getByLabel('Sign-in link').inputValue()).toBe(link)
  await options.getByRole('button', { name: 'Use a code instead' }).waitFor()
})

test('«Not me» in the window does the same', async () => {
  await (await pressSignIn()).getByRole('button', { name: 'Not me' }).click()
  await options.getByText('the window was closed before you allowed it').first().waitFor()
})

test('a code goes through a reload of the options page; a wrong one says how many tries are left', async () => {
  const tab = signInWindow(rep.context, running.server.url)
  await options.getByRole('button', { name: 'Use a code instead' }).click()
  const page = await tab
  await page.getByRole('button', { name: 'Allow', exact: true }).click()
  await focused('Code')
  const code = (await page.getByText(/^[A-Z0-9]{4}[- ]?[A-Z0-9]{4}$/).textContent()) ?? ''
  await options.reload()
  await options.getByLabel('Code').fill('WRONG-ONE')
  await options.getByRole('button', { name: 'Sign in', exact: true }).click()
  await options.getByText('4 tries are left').first().waitFor()
  await options.getByLabel('Code').fill(` ${code.toLowerCase()} `)
  await options.getByRole('button', { name: 'Sign in', exact: true }).click()
  await options.getByText('Ana Sousa · ana@example.com').waitFor()
  await focused('Server and sign-in')
})

test('signing out everywhere asks first, and the link that was used says so', async () => {
  await options.getByRole('button', { name: 'Sign out everywhere' }).click()
  await options.getByRole('group', { name: 'Sign out on every device?' }).waitFor()
  expect(
    await options.getByRole('button', { name: 'Cancel' }).evaluate((node) => node === document.activeElement),
  ).toBe(true)
  await options.getByRole('button', { name: 'Sign out everywhere' }).click()
  await focused('Sign-in link')
  await options.getByLabel('Sign-in link').fill(link)
  const window = await pressSignIn()
  await window.getByRole('heading', { name: /used/ }).waitFor()
  await window.close()
  await options.getByText('the window was closed before you allowed it').first().waitFor()
})
