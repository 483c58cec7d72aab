import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openGallery, violationsOf } from './gallery.ts'

// `node test/support/shots.ts OUTDIR [PART]`: a picture of every state whose name holds PART, light and dark, and what axe
// finds on each.
const [outDir = 'shots', part = ''] = process.argv.slice(2)
await mkdir(outDir, { recursive: true })
const gallery = await openGallery({ sharp: true })
let found = 0
try {
  const states = gallery.states.filter(({ name }) => name.includes(part))
  for (const [index, state] of states.entries()) {
    for (const theme of ['light', 'dark'] as const) {
      const page = await gallery.show(state, theme)
      await page.screenshot({ path: join(outDir, `${state.name.replace('/', '-')}-${theme}.png`), fullPage: true })
      for (const { id, help, target } of await violationsOf(page)) {
        found += 1
        console.log(`${state.name} ${theme}: ${id}: ${help}: ${target}`)
      }
    }
    if (process.stdout.isTTY) process.stdout.write(`\r${index + 1} of ${states.length}`)
  }
  console.log(`${states.length} states, 2 themes, ${found} violations, pictures in ${outDir}`)
} finally {
  await gallery.close()
}
process.exitCode = found === 0 ? 0 : 1
