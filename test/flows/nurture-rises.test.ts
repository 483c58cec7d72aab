import { afterAll, beforeAll, expect, test } from 'vitest'
import { arriving, from, leadOf, leadRecord, NORDLYS } from '../support/arriving.ts'
import { enqueue } from '../../server/store/deliveries.ts'
import type { RecordRef } from '../../shared/record.ts'
import { pointWith, trigger } from '../support/triggering.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const FITS = { fits: [{ id: 'icp', name: 'Ideal customer', when: { field: 'person.company_size', atLeast: 200 } }] }
const POINT = pointWith([
  trigger('webinar', ['webinar'], { when: { fit: 'icp' }, tier: 'medium' }),
  trigger('education', ['webinar', 'content_download'], { tier: 'low' }),
])

/** The CRM tells that a record has changed, and it is read. */
const readAgain = async (workspace: string, ref: RecordRef, key: string) => {
  await world.read(workspace, (tx) => enqueue(tx, `read-${key}`, { kind: 'crm_pull', ref }, null))
  await world.sweep()
}

test('what a poor fit did is nurtured, and opens when the CRM shows that they fit: once, and since that moment', async () => {
  await world.at('2026-11-23T10:00:00Z')
  const { id, send, outcome } = await arriving(world, [POINT], { playbook: FITS })
  world.crm.put(leadRecord('ida', { fields: { company_size: 20 } }))
  const webinar = from('ida', 'webinar', '2026-11-16T10:00:00Z')
  const paper = from('ida', 'content_download', '2026-11-17T10:00:00Z')
  expect(await send(webinar)).toMatchObject({ outcome: 'nurtured' })
  expect(await send(paper)).toMatchObject({ outcome: 'nurtured' })
  await readAgain(id, leadOf('ida'), 'unchanged')
  expect(await outcome()).toEqual([])

  await world.at('2026-11-23T14:00:00Z')
  world.crm.put(leadRecord('ida', { fields: { company_size: '450' } }))
  await readAgain(id, leadOf('ida'), 'grown')
  const [risen, ...others] = await outcome()
  expect(others).toEqual([])
  expect(risen).toMatchObject({
    handoff: 'marketing_to_sdr crm/lead/ida',
    tier: 'medium',
    trigger: 'webinar',
    touchBy: '2026-11-24T17:00:00.000Z',
    touchpoints: [paper.id, webinar.id],
  })
  expect(risen?.t0).toMatch(/^2026-11-23T14:00/)
  await readAgain(id, leadOf('ida'), 'again')
  expect(await outcome()).toEqual([risen])
  expect(await send(webinar)).toMatchObject({ outcome: 'duplicate' })
})

test('what was nurtured for longer than 90 days rises no more', async () => {
  await world.at('2026-11-23T10:00:00Z')
  const { id, send, outcome } = await arriving(world, [POINT], { playbook: FITS })
  world.crm.put(leadRecord('jon', { fields: { company_size: 20 } }))
  await send(from('jon', 'webinar', '2026-08-24T10:00:00Z'))
  world.crm.put(leadRecord('jon', { fields: { company_size: 900 } }))
  await readAgain(id, leadOf('jon'), 'late')
  expect(await outcome()).toEqual([])
})

test('a company that grows raises what its people did, once for each of them', async () => {
  await world.at('2026-11-23T10:00:00Z')
  const byCompany = pointWith([
    trigger('webinar', ['webinar'], { when: { field: 'account.employees', atLeast: 200 }, tier: 'medium' }),
    trigger('education', ['webinar'], { tier: 'low' }),
  ])
  const { id, send, outcome } = await arriving(world, [byCompany], { companyFields: { employees: 30 } })
  await send(from('ida', 'webinar', '2026-11-16T10:00:00Z'))
  await send(from('jon', 'webinar', '2026-11-18T10:00:00Z'))
  await readAgain(id, NORDLYS, 'small')
  expect(await outcome()).toEqual([])
  world.crm.put({ ref: NORDLYS, buyer: {}, company: 'Nordlys Logistics', fields: { employees: 300 } })
  await Promise.all([readAgain(id, NORDLYS, 'grown'), readAgain(id, NORDLYS, 'grown-told-twice')])
  expect((await outcome()).map(({ handoff, tier }) => [handoff, tier])).toEqual([
    ['marketing_to_sdr crm/lead/ida', 'medium'],
    ['marketing_to_sdr crm/lead/jon', 'medium'],
  ])
})
