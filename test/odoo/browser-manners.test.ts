import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchWithExtension } from '../../server/demo/chromium.ts'
import * as odoo from '../support/odoo.ts'
import { type OdooDesk, openOdooDesk } from '../support/odooDesk.ts'
import { type Manners, workInOdoo } from '../support/odooManners.ts'

const SIZE = { width: 1440, height: 640 }

describe.skipIf(odoo.missingOdoo)('Odoo works as it does without Baton', () => {
  let desk: OdooDesk
  let without: Manners
  let beside: Manners

  beforeAll(async () => {
    desk = await openOdooDesk({ webhook: false })
    without = await inPlainBrowser(desk.colleagues.ana)
    await desk.page.setViewportSize(SIZE)
    beside = await workInOdoo(desk.page, desk.url)
    // What is compared is compared with Baton there.
    expect([without.frames, beside.frames]).toEqual([0, 1])
  })
  afterAll(() => desk?.end())

  test('what is typed is saved: by the button, by leaving, by the shortcut', () => {
    expect(beside.saved).toEqual(['+46 8 555 01 42', '1 left', '1 left kept'])
    expect(without.saved).toEqual(beside.saved)
  })

  test('the keyboard is where it was, step by step, and never in Baton', () => {
    expect(beside.focus).toEqual(without.focus)
    expect(beside.focus.filter((one) => one.startsWith('IFRAME'))).toEqual([])
    expect(new Set(beside.focus).size).toBeGreaterThan(5)
  })

  test('its shortcuts are shown as before', () => {
    expect(beside.shown).toEqual(without.shown)
    expect(beside.shown.flat().length).toBeGreaterThan(5)
  })

  test('its pages scroll as far', () => {
    expect(beside.scrolled).toEqual(without.scrolled)
    expect(beside.scrolled.length).toBeGreaterThan(1)
  })

  test('it is asked for nothing more and nothing less, and says no other error', () => {
    expect(beside.asked).toEqual(without.asked)
    expect(beside.asked.length).toBeGreaterThan(20)
    expect(beside.errors).toEqual(without.errors)
  })
})

/** The same browser with an extension that does nothing. */
const inPlainBrowser = async (as: odoo.Colleague): Promise<Manners> => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-plain-'))
  const extensionDir = join(folder, 'extension')
  await mkdir(extensionDir)
  await writeFile(join(extensionDir, 'manifest.json'), '{"manifest_version":3,"name":"Nothing","version":"1"}')
  const context = await launchWithExtension({ extensionDir, headless: true, userDataDir: join(folder, 'profile') })
  try {
    const page = await context.newPage()
    await page.setViewportSize(SIZE)
    await odoo.signInToOdoo(page, { as })
    return await workInOdoo(page, odoo.odooUrl())
  } finally {
    await context.close()
    await rm(folder, { recursive: true, force: true })
  }
}
