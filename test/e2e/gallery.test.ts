import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gallery, openGallery, type Violation, violationsOf } from '../support/gallery.ts'

/** What was seen on one walk through all states: drawing each of them once is most of the work. */
type Seen = { name: string; light: Violation[]; dark: Violation[]; small: string[]; isWide: boolean }

let gallery: Gallery
const seen: Seen[] = []

beforeAll(async () => {
  gallery = await openGallery()
  for (const state of gallery.states) {
    const page = await gallery.show(state, 'light')
    const light = await violationsOf(page)
    const small = await smallTargets(page)
    await page.setViewportSize({ width: 320, height: 600 })
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > 320)
    // The dark theme is the same elements in other colours.
    const dark = await violationsOf(await gallery.show(state, 'dark'), 'colours')
    seen.push({ name: state.name, light, dark, small, isWide })
  }
}, 300_000)
afterAll(() => gallery.close())

const smallTargets = (page: Page): Promise<string[]> =>
  page.$$eval('#shown :is(button, select, input:not([type=radio], [type=checkbox]), .segment, .reason, a)', (targets) =>
    targets
      .map((target) => ({
        text: target.textContent,
        height: target.getBoundingClientRect().height,
        tag: target.tagName,
      }))
      .filter(({ height, tag }) => height < (tag === 'A' ? 24 : 32))
      .map(({ text, height }) => `${text}: ${height}`),
  )

const namesOf = (some: Seen[]): string[] => some.map(({ name }) => name)

test('every state is looked at', () => {
  expect(seen.length).toBeGreaterThan(50)
})

test.each(['light', 'dark'] as const)('every state passes WCAG 2.2 AA, %s', (theme) => {
  const found = seen.flatMap((state) => (state[theme].length > 0 ? [[state.name, state[theme]]] : []))
  expect(found).toEqual([])
})

test('no state is wider than a window of 320 px', () => {
  expect(namesOf(seen.filter(({ name, isWide }) => isWide && !name.startsWith('popup')))).toEqual([])
})

test('every target is at least 24 px high, and buttons 32', () => {
  expect(seen.flatMap(({ name, small }) => small.map((line) => `${name} ${line}`))).toEqual([])
})
