import type { Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import { odoo, readLead, removeLead } from './odoo.ts'
import { rowOf, searchFor } from './odooPages.ts'

/** What a person did in Odoo and what came of it, told without ids and times, so that two runs can be compared. */
export type Manners = {
  /** What had the keyboard, step by step. */
  focus: string[]
  saved: string[]
  shown: unknown[]
  scrolled: number[]
  /** What the page asked Odoo for, sorted. */
  asked: string[]
  errors: string[]
  /** Frames of Baton beside the record, once the work on it was done. */
  frames: number
}

/** Works on two fresh leads by the keyboard and the mouse as a salesperson does. `url` is where Odoo is. */
export const workInOdoo = async (page: Page, url: string): Promise<Manners> => {
  const word = `Manners${crypto.randomUUID().slice(0, 8)}`
  const ids = await newLeads(word)
  const noted = note(page, url)
  try {
    const told: Told = { focus: [], saved: [], shown: [], scrolled: [], frames: 0 }
    await work(page, url, { word, ids, told })
    return { ...told, ...noted() }
  } finally {
    for (const id of ids) await removeLead(id)
  }
}

type Told = Pick<Manners, 'focus' | 'saved' | 'shown' | 'scrolled' | 'frames'>

const work = async (page: Page, url: string, { word, ids, told }: { word: string; ids: number[]; told: Told }) => {
  const [first, second] = [ids[0]!, ids[1]!]
  const focused = async () => void told.focus.push(await page.evaluate(whatHasTheKeyboard))
  const saved = async (id: number, name: string, value: string) => {
    const read = async () => (await readLead<Record<string, string>>(id, [name]))[name]!
    await vi.waitFor(async () => expect(await read()).toBe(value), { timeout: 10_000 })
    told.saved.push((await read()).replace(`${word} `, ''))
  }
  const field = (name: string) =>
    page.locator(`.o_form_view .o_field_widget[name=${name}]`).locator('input, textarea').first()
  const isOn = (id: number) => page.waitForURL((at) => at.pathname.endsWith(`/${id}`))

  await page.goto(`${url}/odoo/crm?view_type=list`)
  await searchFor(page, word)
  await focused()
  await rowOf(page, `${word} 1`).click()
  await isOn(first)
  await focused()

  // Into the form at once, saved by the button.
  await field('phone').click()
  await page.keyboard.type('+46 8 555 01 42')
  await focused()
  await page.locator('.o_form_button_save').click()
  await saved(first, 'phone', '+46 8 555 01 42')

  // Saved by leaving.
  await field('name').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' left')
  await page.keyboard.press('Alt+n')
  await isOn(second)
  await saved(first, 'name', `${word} 1 left`)
  await focused()
  await page.keyboard.press('Alt+p')
  await isOn(first)

  // Saved by its shortcut.
  await field('name').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' kept')
  await page.keyboard.press('Alt+s')
  await saved(first, 'name', `${word} 1 left kept`)
  await focused()

  await page.keyboard.down('Alt')
  await page.locator('.o_web_hotkey_overlay').first().waitFor()
  told.shown.push((await page.locator('.o_web_hotkey_overlay').allInnerTexts()).toSorted())
  await page.keyboard.up('Alt')
  await page.locator('.o_web_hotkey_overlay').first().waitFor({ state: 'detached' })

  await page.keyboard.press('Control+k')
  await page.locator('.o_command_palette').waitFor()
  await focused()
  await page.keyboard.press('Escape')
  await page.locator('.o_command_palette').waitFor({ state: 'detached' })
  await focused()

  await field('name').click()
  for (let step = 0; step < 9; step += 1) {
    await page.keyboard.press('Tab')
    await focused()
  }
  await page.keyboard.press('Escape')

  told.frames = await page.locator('iframe[aria-label="Baton"]').count()
  const chatter = page.locator('.o-mail-Chatter .o-mail-Thread').first()
  await chatter.waitFor()
  const box = await chatter.boundingBox()
  await page.mouse.move(box!.x + 40, 400)
  await page.mouse.wheel(0, 240)
  told.scrolled.push(...(await page.evaluate(whatIsScrolled)))

  await page.goto(`${url}/odoo/action-crm.crm_lead_opportunities?view_type=list`)
  await page.locator('.o_data_row').nth(10).waitFor()
  await page.mouse.move(500, 400)
  await page.mouse.wheel(0, 240)
  told.scrolled.push(...(await page.evaluate(whatIsScrolled)))
}

const newLeads = async (word: string): Promise<number[]> => {
  const [me] = await odoo<number[]>('res.users', 'search', { domain: [['login', '=', 'admin']] })
  const lead = { type: 'opportunity', user_id: me, phone: false, email_from: 'maria@nordlys.com' }
  // The latest comes first in the list.
  const [second, first] = await odoo<number[]>('crm.lead', 'create', {
    vals_list: [2, 1].map((n) => ({ ...lead, name: `${word} ${n}` })),
  })
  for (let n = 0; n < 12; n += 1)
    await odoo('crm.lead', 'message_post', { ids: [first], body: `Message ${n} `.repeat(20) })
  return [first!, second!]
}

/** What Odoo's chat asks for when it likes, whatever one does. */
const ITS_CHAT = /^\/(?:mail\/data|bus\/|websocket)|\/discuss\.|im_status/

/** Notes what the page asks Odoo for, and its errors; what is called answers what was noted. */
const note = (page: Page, url: string) => {
  const asked: string[] = []
  const errors: string[] = []
  page.on('request', (request) => {
    const at = new URL(request.url())
    if (at.origin !== new URL(url).origin || !['xhr', 'fetch'].includes(request.resourceType())) return
    if (ITS_CHAT.test(at.pathname)) return
    asked.push(`${request.method()} ${at.pathname.replaceAll(/\/\d+|[0-9a-f]{7,}/g, '/N')}`)
  })
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  return () => ({ asked: asked.toSorted(), errors: errors.toSorted() })
}

const whatHasTheKeyboard = (): string => {
  const at = document.activeElement
  if (at === null) return 'nothing'
  const named = at.closest('[name], .o_control_panel, .o-mail-Chatter, .o_command_palette, .o_cp_searchview')
  return [at.tagName, at.getAttribute('placeholder') ?? '', named?.getAttribute('name') ?? named?.className ?? ''].join(
    ' ',
  )
}

/** How far every part of the page is scrolled that is scrolled at all, once that has come to rest. */
const whatIsScrolled = async (): Promise<number[]> => {
  const now = () =>
    [document.documentElement, ...document.querySelectorAll('*')].map((one) => one.scrollTop).filter((px) => px > 0)
  let before = now()
  for (let still = 0; still < 20;) {
    await new Promise(requestAnimationFrame)
    const next = now()
    still = next.length > 0 && String(next) === String(before) ? still + 1 : 0
    before = next
  }
  return before.map(Math.round)
}
