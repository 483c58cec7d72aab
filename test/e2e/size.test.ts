import { expect, test } from 'vitest'
import { extension } from '../bench/extension.ts'

test.each(Object.entries(extension.parts))('the built extension keeps its size: %s', async (_, measure) => {
  const figures = await measure({ progress: () => {}, long: false, seed: 1 })
  expect(figures.length).toBeGreaterThan(0)
  for (const figure of figures) expect(figure, JSON.stringify(figure)).toMatchObject({ holds: true })
})
