import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportPlaybook } from '../../server/actions/exportPlaybook.ts'
import { checkFile, importPlaybook } from '../../server/actions/importPlaybook.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import { livePlaybook } from '../../server/store/playbooks.ts'
import type { Holidays } from '../../shared/calendar.ts'
import { demoRequest, lead, leadRef, team } from '../support/builders.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const closedOn = (holidays: Holidays) => {
  const { playbook } = team()
  return { playbook: { ...playbook, calendars: playbook.calendars.map((calendar) => ({ ...calendar, holidays })) } }
}

test('a request on the eve of a holiday is due after it, by the dates that the published playbook holds', async () => {
  await world.at('2026-12-24T16:50:00Z')
  const { id, as } = await world.workspace(closedOn({ country: 'SE' }))
  const live = await world.read(id, (tx) => livePlaybook(tx))
  const [office] = live?.playbook.calendars ?? []
  expect(office?.exceptions).toContainEqual({
    date: '2026-12-25',
    windows: [],
    name: 'Christmas Day',
    origin: 'holidays',
  })
  expect(office?.holidaysUntil).toBe('2029-12-31')

  const ref = leadRef()
  world.crm.put(lead(ref))
  await receiveSignal(world.env, id, demoRequest(ref, { occurredAt: '2026-12-24T16:50:00Z' }))
  const { handoff } = await viewRecord(world.env, as('ana'), ref)
  const due = handoff?.clocks.map(({ kind, dueAt }) => [kind, new Date(dueAt).toISOString().slice(0, 16)])
  // The 25th is a holiday, the 26th a Saturday; a quarter of an hour from 16:50 ends five minutes into Monday.
  expect(Object.fromEntries(due ?? [])).toEqual({ accept: '2026-12-28T09:05', touch: '2026-12-28T09:30' })
})

test('the file of a playbook names the country, its publishing the dates; the same again a year later is a new version', async () => {
  await world.at('2026-06-01T12:00:00Z')
  const { id, as } = await world.workspace()
  const publish = (text: string) => importPlaybook(world.env, as('ruth'), { text, reason: 'Holidays' })
  const exported = async () => (await exportPlaybook(world.env, as('ruth')))?.text ?? ''
  const text = (await exported()).replace(
    '    zone: UTC\n',
    '    zone: UTC\n    holidays: { country: DE, region: BY }\n',
  )
  expect(await publish(text)).toMatchObject({ version: 2 })
  const dates = async () =>
    (await world.read(id, (tx) => livePlaybook(tx)))?.playbook.calendars[0]?.exceptions.map(({ date }) => date) ?? []
  expect(await dates()).toContain('2026-06-04')
  expect(await exported()).toContain('country: DE')
  expect(await exported()).not.toContain('2026-06-04')
  expect(await publish(await exported())).toMatchObject({ version: 2 })
  await world.at('2027-06-01T12:00:00Z')
  expect(await publish(await exported())).toMatchObject({ version: 3 })
  expect((await dates()).at(-1)).toBe('2030-12-26')

  const nowhere = (await exported()).replace('region: BY', 'region: XX')
  expect(await publish(nowhere)).toMatchObject({ version: null, findings: [{ path: 'calendars.0.holidays' }] })
  expect(await checkFile(world.env, as('ruth'), nowhere)).toMatchObject([{ kind: 'error' }])
})

test('a playbook that names a country without known holidays is refused', async () => {
  await expect(world.workspace(closedOn({ country: 'ZZ' }))).rejects.toThrow(
    'calendars.0.holidays: no holidays are known for «ZZ»',
  )
})
