import type { FrameLocator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { viewRecord } from '../../../server/actions/viewRecord.ts'
import type { HandoffView } from '../../../shared/handoff.ts'
import { type Desk, openDesk, sidebarOf } from '../desk.ts'
import { press, untilPressesCount } from '../hand.ts'
import type { Spot } from './tools.ts'

/** What only Baton may know of a buyer, in a spelling that occurs nowhere else. */
export type Buyer = { name: string; email: string; phone: string; message: string }

/** A rep at work in a CRM whose pages turn on them. */
export type Scene = {
  desk: Desk
  buyer: Buyer
  /** The address of a lead with an open offer to the rep; each is a new one. */
  lead(): Promise<string>
  /** The lead's page in a new tab, with the sidebar on it and presses counting. */
  open(address: string): Promise<Page>
  /** The same in a tab that is there. */
  show(page: Page, address: string): Promise<void>
  /** Accepts in a tab that shows it, by hand, and waits until it is. */
  accept(page: Page, address: string): Promise<void>
  handoffOn(address: string): Promise<HandoffView | null>
  close(): Promise<void>
}

export const openScene = async (): Promise<Scene> => {
  const desk = await openDesk('ana')
  const mark = Math.random().toString(36).slice(2, 8)
  // Not written out in letters and digits alone: what a page finds has come from Baton.
  const buyer = {
    name: `Quirina Zylberstein-${mark}`,
    email: `q.${mark}@nordlys.com`,
    phone: '+46 8 555 77 31',
    message: `Forty depots of ${mark}`,
  }
  const show = async (page: Page, address: string): Promise<void> => {
    await page.goto(address)
    await acceptIn(sidebarOf(page)).waitFor()
    await untilPressesCount(acceptIn(sidebarOf(page)))
  }
  const handoffOn = async (address: string): Promise<HandoffView | null> => {
    const id = new URL(address).pathname.split('/').at(-1) ?? ''
    const rep = { workspace: desk.workspace, person: 'ana', role: 'rep' } as const
    const record = { connection: 'crm', type: 'lead', id } as const
    return (await viewRecord(desk.running.world.env, rep, record)).handoff
  }
  const accept = async (page: Page, address: string): Promise<void> => {
    const button = acceptIn(sidebarOf(page))
    await untilPressesCount(button)
    await expect
      .poll(
        async () => {
          // What the page did to the card a moment ago still counts, and a browser under load loses a press on a frame that has only
          // just come back: where nothing came of it, the person presses again.
          if ((await handoffOn(address))?.state === 'offered') await button.click({ timeout: 2_000 }).catch(() => null)
          return (await handoffOn(address))?.state
        },
        { interval: 1_000 },
      )
      .toBe('accepted')
  }
  return {
    desk,
    buyer,
    show,
    lead: () => sendForm(desk.crmUrl, buyer),
    open: async (address) => {
      const page = await desk.context.newPage()
      await show(page, address)
      return page
    },
    accept,
    handoffOn,
    close: desk.close,
  }
}

/**
 * A hostile CRM sends no policy that keeps its own frames out. The browser takes what is put in its place for something from afar,
 * which may ask machines nearby only with leave.
 */
export const makeHostile = async ({ desk }: Scene, page: Page): Promise<void> => {
  await desk.context.grantPermissions(['local-network-access'])
  await page.route(`${desk.crmUrl}/leads/*`, async (route) => {
    // The CRM may be ending the kept connection that this would go over.
    const response = await route.fetch({ maxRetries: 3 })
    await route.fulfill({ response, headers: { 'content-type': response.headers()['content-type'] ?? '' } })
  })
}

export const acceptIn = (sidebar: FrameLocator) => sidebar.getByRole('button', { name: 'Accept' })

/** The middle of the button. */
export const spotOn = async (page: Page): Promise<Spot> => {
  const box = await acceptIn(sidebarOf(page)).boundingBox()
  if (box === null) throw new Error('there is no button to press')
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) }
}

/** Accepts as the rep would on a page that leaves the card alone. */
export const acceptByHand = (page: Page): Promise<void> => press(acceptIn(sidebarOf(page)))

const sendForm = async (crmUrl: string, { message, ...person }: Buyer): Promise<string> => {
  const unique = `${Math.random().toString(36).slice(2)}-${person.email}`
  const company = 'Nordlys Logistics'
  const form = new URLSearchParams({ kind: 'demo_request', ...person, email: unique, company, message, consent: 'yes' })
  const response = await fetch(`${crmUrl}/request-a-demo`, { method: 'POST', body: form, redirect: 'manual' })
  const thanks = new URL(response.headers.get('location') ?? '', crmUrl)
  return `${crmUrl}${thanks.searchParams.get('lead')}`
}
