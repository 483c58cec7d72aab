import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../../server/actions/ask.ts'
import { viewOne, viewRecord } from '../../server/actions/viewRecord.ts'
import { press as pressed } from '../support/builders.ts'
import { type Desk, openDesk, sidebarOf } from '../support/desk.ts'
import { press } from '../support/hand.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk('ana')
})
afterAll(() => desk?.close())

const actor = (person: string) => ({ workspace: desk.workspace, person, role: 'admin' }) as const

const seenBy = async (person: string, id: string) =>
  (await viewOne(desk.running.world.env, actor(person), id))?.handoff ?? null

test('a rep hands a record off, is asked for more, answers, and sees what became of it', async () => {
  const page = await desk.context.newPage()
  await page.goto(`${desk.crmUrl}/leads/900`)
  const sidebar = sidebarOf(page)
  await sidebar.getByText('No handoff on this record.').waitFor()
  await press(sidebar.getByRole('button', { name: 'Hand off' }))
  const send = sidebar.getByRole('button', { name: 'Hand off to Account executive' })
  expect(await send.getAttribute('aria-disabled')).toBe('true')
  await sidebar.getByLabel('Which problem do they want solved?').fill('Depots are planned by hand')
  await sidebar.getByLabel('What did you learn: budget, fit, authority?').fill('Budget agreed for spring')
  await sidebar.getByLabel('When do they meet, and what was agreed?').fill('Thursday at ten, a demo')
  await sidebar.getByLabel('What should happen next?').fill('A demo with the CFO')
  await press(send)
  await sidebar.getByText('has it and has not accepted yet.').first().waitFor()

  const { world } = desk.running
  const { id, owner } = await sentByAna()
  expect(owner).not.toBe('ana')
  const items = ['timeline']
  expect(
    await ask(world.env, actor(owner), { ...pressed(id), items, giveBack: false, note: 'Before spring?' }),
  ).toMatchObject({ outcome: 'done' })
  await sidebar.getByText('Before spring?').first().waitFor()
  await sidebar.getByLabel('Timeline').fill('Live before the first of April')
  await press(sidebar.getByRole('button', { name: /^Send to/ }))
  await sidebar.getByText('You filled in what was asked.').first().waitFor()
  const answered = await seenBy(owner, id)
  expect(answered?.asks).toEqual([])
  expect(answered?.context.find(({ item }) => item === 'timeline')?.lines).toMatchObject([
    { text: 'Live before the first of April', provenance: { from: 'person' } },
  ])

  const popup = await desk.context.newPage()
  await popup.goto(`chrome-extension://${desk.extensionId}/popup.html`)
  await popup.getByRole('button', { name: 'Sent 1' }).click()
  await popup.getByText('Not accepted yet').waitFor()
  await popup.close()
  await page.close()
})

/** The handoff that came of it, and whose it is. */
const sentByAna = async (): Promise<{ id: string; owner: string }> => {
  const record = { connection: 'crm', type: 'lead', id: '900' } as const
  const { handoff } = await viewRecord(desk.running.world.env, actor('ana'), record)
  if (handoff === null) throw new Error('nothing was handed off')
  return { id: handoff.id, owner: handoff.owner.id }
}
