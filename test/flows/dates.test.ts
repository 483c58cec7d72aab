import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliveries } from '../../server/store/handoffTables.ts'
import { enqueue } from '../../server/store/deliveries.ts'
import { arriving, NORDLYS } from '../support/arriving.ts'
import { pointWith, trigger } from '../support/triggering.ts'
import { createWorld, type World } from '../support/world.ts'
import { officeHours } from '../../server/domain/defaultPlaybook.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const RENEWAL = trigger('renewal', ['renewal_due'], {
  tier: 'medium',
  date: { field: 'account.renewal_date', daysBefore: 90 },
})
const POINT = pointWith([RENEWAL], { id: 'cs_to_am', recordTypes: ['company'] })

const company = (renewal: string | null) => ({
  ref: NORDLYS,
  buyer: {},
  company: 'Nordlys Logistics',
  fields: { renewal_date: renewal },
})
let reads = 0
const readNow = async (workspace: string) => {
  await world.read(workspace, (tx) => enqueue(tx, `read-${(reads += 1)}`, { kind: 'crm_pull', ref: NORDLYS }, null))
  await world.sweep()
}
const due = (workspace: string) =>
  world.read(workspace, async ({ db }) =>
    (await db.select().from(deliveries))
      .filter(({ kind, state }) => kind === 'date_signal' && state === 'due')
      .map(({ id, nextDueAt }) => [id, nextDueAt === null ? null : new Date(nextDueAt).toISOString()]),
  )

test('a renewal is due 90 days before its date, at midnight where the point is covered, once however often it is read', async () => {
  await world.at('2026-11-23T10:00:00Z')
  const playbook = { calendars: [officeHours('office', 'Europe/Stockholm')] }
  const { id, outcome } = await arriving(world, [POINT], { playbook })
  world.crm.put(company('2027-06-30'))
  await readNow(id)
  await readNow(id)
  // 1 April 2027, in summer time.
  expect(await due(id)).toEqual([['date/cs_to_am/renewal/crm/company/201/2027-06-30', '2027-03-31T22:00:00.000Z']])
  await world.at('2027-03-31T21:59:00Z')
  await world.sweep()
  expect(await outcome()).toEqual([])
  await world.fastForward('2 minutes')
  expect(await outcome()).toMatchObject([
    { handoff: 'cs_to_am crm/company/201', t0: '2027-03-31T22:00:00.000Z', tier: 'medium', trigger: 'renewal' },
  ])
  await readNow(id)
  expect(await due(id)).toEqual([])
  expect(await outcome()).toHaveLength(1)
})

test('a date that has moved sets nothing off on its old day, and does on its new one, also when it moves back', async () => {
  await world.at('2026-11-23T10:00:00Z')
  const { id, outcome } = await arriving(world, [POINT])
  world.crm.put(company('2027-03-01'))
  await readNow(id)
  world.crm.put(company('2027-04-01'))
  await world.at('2026-12-01T10:00:00Z')
  await world.sweep()
  expect(await outcome()).toEqual([])
  await readNow(id)
  expect(await due(id)).toEqual([['date/cs_to_am/renewal/crm/company/201/2027-04-01', '2027-01-01T00:00:00.000Z']])
  world.crm.put(company('2027-03-01'))
  await readNow(id)
  const [opened] = await outcome()
  expect(opened).toMatchObject({ trigger: 'renewal' })
  expect(opened?.t0).toMatch(/^2026-12-01T10:0/)
})

test('a date that lies behind, or none, sets nothing off', async () => {
  await world.at('2026-11-23T10:00:00Z')
  const { id, outcome } = await arriving(world, [POINT])
  for (const renewal of ['2026-11-22', 'soon', null]) {
    world.crm.put(company(renewal))
    await readNow(id)
  }
  expect(await due(id)).toEqual([])
  expect(await outcome()).toEqual([])
})

test('a CRM that is down on the day is asked again', async () => {
  const own = await createWorld()
  await own.at('2026-11-23T10:00:00Z')
  const { id, outcome } = await arriving(own, [POINT], { companyFields: { renewal_date: '2027-06-30' } })
  await own.read(id, (tx) => enqueue(tx, 'first-read', { kind: 'crm_pull', ref: NORDLYS }, null))
  await own.sweep()
  await own.at('2027-04-01T00:00:30Z')
  own.crm.failNext(1)
  await own.sweep()
  expect(await outcome()).toEqual([])
  await own.fastForward('1 minute')
  expect(await outcome()).toMatchObject([{ t0: '2027-04-01T00:00:00.000Z' }])
  await own.close()
})
