import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gallery, openGallery, violationsOf } from '../support/gallery.ts'

let gallery: Gallery

beforeAll(async () => {
  gallery = await openGallery()
}, 60_000)
afterAll(() => gallery.close())

test('every state passes WCAG 2.2 AA, light and dark', { timeout: 120_000 }, async () => {
  expect(gallery.states.length).toBeGreaterThan(50)
  const found: Record<string, unknown> = {}
  for (const [index, state] of gallery.states.entries()) {
    // Colours alone differ between the two: each state is looked at in one, the next in the other, and the main ones in both.
    const themes = state.open.length > 0 || index < 20 ? (['light', 'dark'] as const) : ([index % 2 === 0 ? 'light' : 'dark'] as const)
    for (const theme of themes) {
      const violations = await violationsOf(await gallery.show(state, theme))
      if (violations.length > 0) found[`${state.name} ${theme}`] = violations
    }
  }
  expect(found).toEqual({})
})

test('no state is wider than a window of 320 px', { timeout: 60_000 }, async () => {
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
    const found = await page.$$eval('#shown button, #shown select, #shown input:not([type=radio]), #shown label, #shown a', (targets) =>
      targets
        .map((target) => ({ text: target.textContent, height: target.getBoundingClientRect().height, tag: target.tagName }))
        .filter(({ height, tag }) => height < (tag === 'A' ? 24 : tag === 'LABEL' ? 0 : 32))
        .map(({ text, height }) => `${text}: ${height}`),
    )
    small.push(...found.map((line) => `${state.name} ${line}`))
  }
  expect(small).toEqual([])
})
