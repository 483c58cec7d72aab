import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FrameLocator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { createSignInLink } from '../../server/actions/signIn.ts'
import { optionsOf, signInWindow } from '../../server/demo/signedIn.ts'
import type { SeedRecord } from '../../server/demo/crm/record.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { Signal } from '../../shared/signal.ts'
import { companyRef, crew } from './crew.ts'
import { type Desk, openDesk, sidebarOf } from './desk.ts'
import { press } from './hand.ts'

/** Where pictures go, when they are wanted. */
const SHOTS = process.env.BATON_SHOTS

/** One browser in which the whole crew sits down one after another, at the demo CRM. */
export type Points = {
  desk: Desk
  page: Page
  sidebar: FrameLocator
  /** Signs the extension in as this person, says so to the CRM, and opens the record. */
  sits(person: string, path: string): Promise<void>
  press(name: string | RegExp): Promise<void>
  fills(values: Record<string, string>): Promise<void>
  /** A sentence of the sidebar. */
  reads(text: string | RegExp): Promise<void>
  /** Adds something to the record by a form of the CRM's own page. */
  adds(form: string, typed: Record<string, string>, chosen?: Record<string, string>): Promise<void>
  /** Presses a button of the CRM's own page. */
  inCrm(button: string): Promise<void>
  tells(kind: string, more?: Partial<Signal>): Promise<void>
  /** Writes a picture of the page, when they are wanted. */
  looks(name: string, scheme?: 'dark'): Promise<void>
}

export const openPoints = async (): Promise<Points> => {
  const desk = await openDesk('ana', { crew: everybody(), records: RECORDS })
  const page = await desk.context.newPage()
  await page.setViewportSize({ width: 1280, height: 1000 })
  page.setDefaultTimeout(10_000)
  if (SHOTS !== undefined) await mkdir(SHOTS, { recursive: true })
  const sidebar = sidebarOf(page)
  let sitting = 'ana'
  let told = 0
  const sitDown = async (person: string) => {
    if (person === sitting) return
    await signInAnew(desk, person)
    sitting = person
  }
  return {
    desk,
    page,
    sidebar,
    sits: async (person, path) => {
      await sitDown(person)
      // A page behind another is not painted.
      await page.bringToFront()
      await page.goto(`${desk.crmUrl}${path}`)
      await page.getByLabel('You are').selectOption(`${person}@example.com`)
    },
    press: (name) => press(sidebar.getByRole('button', { name, exact: typeof name === 'string' })),
    fills: async (values) => {
      for (const [label, value] of Object.entries(values)) {
        const field = sidebar.getByLabel(label)
        if ((await field.evaluate(({ tagName }) => tagName)) === 'SELECT') await field.selectOption(value)
        else await field.fill(value)
      }
    },
    reads: (text) => sidebar.getByText(text).first().waitFor(),
    adds: async (title, typed, chosen = {}) => {
      await page.locator('summary', { hasText: title }).click()
      const form = page.locator('details[open] form')
      for (const [label, value] of Object.entries(chosen)) await form.getByLabel(label).selectOption(value)
      for (const [label, value] of Object.entries(typed)) await form.getByLabel(label).fill(value)
      await form.getByRole('button', { name: 'Save' }).click()
      await form.waitFor({ state: 'hidden' })
    },
    inCrm: (button) => page.getByRole('button', { name: button, exact: true }).click(),
    tells: async (kind, more = {}) => {
      const { env } = desk.running.world
      const id = `told-${(told += 1)}`
      const occurredAt = new Date().toISOString()
      const signal: Signal = { id, kind, occurredAt, source: 'product', record: ferries.record, ...more }
      const { outcome, problem } = await receiveSignal(env, desk.workspace, signal)
      if (outcome === 'rejected') throw new Error(JSON.stringify(problem))
    },
    looks: async (name, scheme) => {
      if (SHOTS === undefined) return
      if (scheme === 'dark') await page.emulateMedia({ colorScheme: 'dark' })
      await settled(sidebar, scheme ?? 'light')
      await page.screenshot({ path: join(SHOTS, `${name}.png`) })
      if (scheme === 'dark') await page.emulateMedia({ colorScheme: 'light' })
    },
  }
}

/** Waits until the sidebar is as tall as what it shows, in these colours, and painted: it is another process's frame. */
const settled = async (sidebar: FrameLocator, scheme: 'dark' | 'light'): Promise<void> => {
  const isSettled = () =>
    sidebar.locator('.pane').evaluate(
      (pane, dark) =>
        new Promise<boolean>((resolve) => {
          const isTall = pane.scrollHeight <= pane.clientHeight || pane.clientHeight > 600
          const isIn = matchMedia('(prefers-color-scheme: dark)').matches === dark
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(isTall && isIn)))
        }),
      scheme === 'dark',
    )
  await expect.poll(isSettled).toBe(true)
  await expect.poll(isSettled).toBe(true)
}

const signInAnew = async (desk: Desk, person: string): Promise<void> => {
  const { world, server } = desk.running
  const token = await world.read(desk.workspace, (tx) => createSignInLink(world.env, tx, person, 'sign_in'))
  const options = await optionsOf(desk.context, desk.extensionId)
  await options.bringToFront()
  await options.getByRole('link', { name: 'You' }).click()
  await options.getByRole('button', { name: 'Sign out', exact: true }).click()
  await options.getByLabel('Sign-in link').fill(`${server.url}/link#${token}`)
  const opened = signInWindow(desk.context, server.url)
  await options.getByRole('button', { name: 'Sign in', exact: true }).click()
  await (await opened).getByRole('button', { name: 'Allow', exact: true }).click()
  await options.getByText(`${person}@example.com`).first().waitFor()
}

/** A customer without an open deal: what happens there is the account manager's. */
export const ferries: { id: string; name: string; record: RecordRef } = {
  id: 'ostra',
  name: 'Ostra Ferries',
  record: { connection: 'crm', type: 'company', id: 'ostra' },
}

const everybody = (): ReturnType<typeof crew> => {
  const all = crew()
  const [like] = all.accounts.filter(({ id }) => id === 'fjord')
  if (like === undefined) throw new Error('the crew has no Fjord')
  return { ...all, accounts: [...all.accounts, { ...like, ...ferries, domains: ['ostra.example'] }] }
}

const ofFjord = { company: 'Fjord Energi', companyId: companyRef.id, contactId: 'nils' }
const deal = (id: string, name: string, stage: string): SeedRecord => ({
  type: 'deal',
  id,
  name,
  ...ofFjord,
  ownerEmail: 'sam@example.com',
  stage,
  fields: { amount: 64_000, product: 'Route planning' },
})

const RECORDS: SeedRecord[] = [
  {
    type: 'company',
    id: 'nordlys',
    name: 'Nordlys Logistics',
    stage: 'Target account',
    fields: { domain: 'nordlys.com' },
  },
  {
    type: 'company',
    id: companyRef.id,
    name: 'Fjord Energi',
    stage: 'Customer',
    ownerEmail: 'alma@example.com',
    fields: { domain: 'fjord.example', industry: 'Energy', country: 'Norway', health_score: 78 },
  },
  {
    type: 'contact',
    id: 'nils',
    name: 'Nils Dahl',
    title: 'Head of operations',
    email: 'nils@fjord.example',
    phone: '+47 22 55 01 20',
    zone: 'Europe/Oslo',
    company: 'Fjord Energi',
    companyId: companyRef.id,
  },
  {
    type: 'lead',
    id: '901',
    name: 'Jon Aker',
    title: 'COO',
    email: 'jon@nordlys.com',
    phone: '+46 8 555 0199',
    zone: 'Europe/Stockholm',
    company: 'Nordlys Logistics',
    companyId: 'nordlys',
    ownerEmail: 'ana@example.com',
    stage: 'Working',
    fields: { timeline: 'Before the summer schedule', lead_source: 'website' },
  },
  {
    type: 'company',
    id: ferries.id,
    name: ferries.name,
    stage: 'Customer',
    ownerEmail: 'alma@example.com',
    fields: { domain: 'ostra.example', industry: 'Transport', country: 'Sweden', seats: 120 },
  },
  deal('technical', 'Fjord: night routes', 'Demo'),
  deal('review', 'Fjord: forty depots', 'Proposal'),
  deal('won', 'Fjord: home deliveries', 'Proposal'),
]
