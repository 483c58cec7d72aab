import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gallery, openGallery, violationsOf } from '../support/gallery.ts'

let gallery: Gallery

beforeAll(async () => {
  gallery = await openGallery()
}, 60_000)
afterAll(() => gallery.close())

test('every state passes WCAG 2.2 AA, light and dark', { timeout: 240_000 }, async () => {
  expect(gallery.states.length).toBeGreaterThan(50)
  const found: Record<string, unknown> = {}
  for (const state of gallery.states) {
    for (const theme of ['light', 'dark'] as const) {
      // The dark theme is the same elements in other colours.
      const violations = await violationsOf(await gallery.show(state, theme), theme === 'light' ? 'all' : 'colours')
      if (violations.length > 0) found[`${state.name} ${theme}`] = violations
    }
  }
  expect(found).toEqual({})
})

test('no state is wider than a window of 320 px', { timeout: 120_000 }, async () => {
  const wide: string[] = []
  for (const state of gallery.states.filter(({ name }) => !name.startsWith('popup'))) {
    const page = await gallery.show(state, 'light', 320)
    if (await page.evaluate(() => document.documentElement.scrollWidth > 320)) wide.push(state.name)
  }
  expect(wide).toEqual([])
})

test('every target is at least 24 px high, and buttons 32', async () => {
  const small: string[] = []
  for (const state of gallery.states) {
    const page = await gallery.show(state, 'light')
    const found = await page.$$eval(
      '#shown :is(button, select, input:not([type=radio], [type=checkbox]), .segment, .reason, a)',
      (targets) =>
        targets
          .map((target) => ({
            text: target.textContent,
            height: target.getBoundingClientRect().height,
            tag: target.tagName,
          }))
          .filter(({ height, tag }) => height < (tag === 'A' ? 24 : 32))
          .map(({ text, height }) => `${text}: ${height}`),
    )
    small.push(...found.map((line) => `${state.name} ${line}`))
  }
  expect(small).toEqual([])
})
