import { test } from 'vitest'
import { acceptIn, openScene } from '../support/hostile/scene.ts'
import { sidebarOf } from '../support/desk.ts'

test('probe', async () => {
  const scene = await openScene()
  const page = await scene.desk.context.newPage()
  const log: string[] = []
  page.on('console', (m) => log.push(m.text()))
  page.on('framenavigated', (f) => log.push(`nav ${f.url()}`))
  let bad = 0
  for (let at = 0; at < 40; at += 1) {
    const address = await scene.lead()
    log.length = 0
    await page.goto(address)
    try {
      await acceptIn(sidebarOf(page)).waitFor({ timeout: 6_000 })
    } catch {
      bad += 1
      console.log('BAD', at, log, await page.locator('iframe').count(), await sidebarOf(page).locator('body').innerText({ timeout: 2_000 }).catch(String), (await scene.handoffOn(address))?.state)
    }
  }
  console.log('BAD of 40:', bad)
  await scene.close()
}, 300_000)
