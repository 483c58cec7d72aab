import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { viewQueue } from '../../server/actions/viewQueue.ts'
import { allowHosts } from '../../server/demo/chromium.ts'
import { requestDemo } from '../../server/demo/requestDemo.ts'
import { optionsOf, signInWindow } from '../../server/demo/signedIn.ts'
import { type Desk, newBrowser, openDesk, sidebarOf } from '../support/desk.ts'
import { press } from '../support/hand.ts'

const CLICKS_MAX = 5
const FIELDS_MAX = 2

let desk: Desk
let rep: Awaited<ReturnType<typeof newBrowser>>
beforeAll(async () => {
  desk = await openDesk('ruth')
  rep = await newBrowser()
})
afterAll(async () => {
  await rep?.close()
  await desk?.close()
})

/** An admin makes a link for Ana on the people page, and takes it from there. */
const linkForAna = async (): Promise<string> => {
  const page = await optionsOf(desk.context, desk.extensionId)
  await page.getByRole('link', { name: 'People' }).click()
  await page.getByRole('button', { name: 'Change Ana Sousa' }).click()
  await page.getByRole('menuitem', { name: 'New link' }).click()
  const link = await page.getByLabel('Sign-in link for Ana Sousa').inputValue()
  await page.close()
  return link
}

/** What a person does, counted. */
const countedHand = () => {
  const clicks: string[] = []
  const fields: string[] = []
  return {
    clicks,
    fields,
    click: async (what: string, target: Locator) => {
      clicks.push(what)
      await target.click()
    },
    press: async (what: string, target: Locator) => {
      clicks.push(what)
      await press(target)
    },
    type: async (what: string, target: Locator, text: string) => {
      fields.push(what)
      await target.fill(text)
    },
    /** The browser's own dialogue, which no script can press: it is answered beforehand in this profile, and counts. */
    dialogue: (what: string) => void clicks.push(what),
  }
}

test('from an invite link to the first Accept in at most five clicks and two typed fields', async () => {
  const lead = await requestDemo(desk.crmUrl)
  const link = await linkForAna()
  expect(new URL(link).searchParams.getAll('crm')).toEqual([desk.crmUrl])
  const { url: server } = desk.running.server
  await allowHosts(rep.context, rep.id, [server, desk.crmUrl])

  // It was just installed, so its options are open: nobody had to look for them.
  expect(rep.context.pages().map((page) => page.url())).toContain(`chrome-extension://${rep.id}/options.html`)
  const hand = countedHand()
  const options = await optionsOf(rep.context, rep.id)
  await hand.type('the sign-in link', options.getByLabel('Sign-in link'), link)
  const opened = signInWindow(rep.context, server)
  await hand.click('Sign in', options.getByRole('button', { name: 'Sign in', exact: true }))
  hand.dialogue('Allow, of the browser, for server and CRM at once')
  await hand.click('Allow', (await opened).getByRole('button', { name: 'Allow', exact: true }))
  const urgent = options.getByRole('button', { name: /^Open (it|the most urgent)$/ })
  await urgent.waitFor()
  const record = rep.context.waitForEvent('page')
  await hand.click('Open it', urgent)
  const page = await record
  await page.waitForURL(lead)
  await hand.press('Accept', sidebarOf(page).getByRole('button', { name: 'Accept' }))
  await sidebarOf(page).getByRole('button', { name: 'Log first touch' }).waitFor()

  expect(hand.clicks.length, hand.clicks.join(' · ')).toBeLessThanOrEqual(CLICKS_MAX)
  expect(hand.fields.length, hand.fields.join(' · ')).toBeLessThanOrEqual(FIELDS_MAX)
  const { mine } = await viewQueue(desk.running.world.env, { workspace: desk.workspace, person: 'ana', role: 'rep' })
  expect(mine.map(({ state, recordUrl }) => [state, recordUrl])).toEqual([['accepted', lead]])
  console.info(
    `${hand.clicks.length} clicks: ${hand.clicks.join(' · ')}; ${hand.fields.length} typed: ${hand.fields.join(' · ')}`,
  )
})
