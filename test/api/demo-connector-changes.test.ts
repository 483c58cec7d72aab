import { expect, onTestFinished, test } from 'vitest'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import { connectOnce } from '../../server/crm/registry.ts'
import { demoRequest, team } from '../support/builders.ts'
import { changeAtThePage, configFor, connected, lead } from '../support/demoConnector.ts'
import { DEMO_KEY, demoSeed, startDemoCrm } from '../support/demoCrm.ts'
import { createWorld } from '../support/world.ts'

/** What changed since a cursor; this CRM can always be asked. */
const since = async (connector: Awaited<ReturnType<typeof connected>>['connector'], cursor: string | null) => {
  const answer = await connector.changesSince?.(cursor)
  if (answer === undefined) throw new Error('the demo CRM cannot be asked')
  return answer
}

test('an owner who was set on the page is named, with who set them', async () => {
  const { crm, connector } = await connected()
  await changeAtThePage(crm.url, { ownerEmail: 'dana@fairlead.example' })
  expect(await connector.read(lead)).toMatchObject({
    ownerEmail: 'dana@fairlead.example',
    ownerName: 'Dana Weiss',
    ownerSetBy: { name: 'you' },
  })
})

test('asked for the first time it begins now; then it tells each change once, under its webhook’s id', async () => {
  const told: string[] = []
  const hook = { url: 'http://baton.example/hook', secret: 'secret' }
  const { crm, connector } = await connected({
    hook,
    fetch: (_url, init) => {
      told.push((JSON.parse(String(init?.body)) as { id: string }).id)
      return Promise.resolve(new Response(null, { status: 202 }))
    },
  })
  await changeAtThePage(crm.url, { stage: 'Working' })
  const first = await since(connector, null)
  expect(first).toMatchObject({ changes: [], more: false })
  // One event, though two things change.
  await changeAtThePage(crm.url, { ownerEmail: 'dana@fairlead.example', stage: 'Qualified' })
  await crm.hooksSettled()
  const second = await since(connector, first.cursor)
  expect(second.changes).toEqual([{ ref: lead, key: told.at(-1), actor: 'you' }])
  expect(await since(connector, second.cursor)).toEqual({ changes: [], cursor: second.cursor, more: false })
})

test('what Baton did itself is not told', async () => {
  const { connector } = await connected()
  const { cursor } = await since(connector, null)
  await connector.write(lead, { kind: 'owner', ownerEmail: 'dana@fairlead.example' }, 'delivery-1')
  expect((await since(connector, cursor)).changes).toEqual([])
})

test('many changes are told in parts', async () => {
  const { crm, connector } = await connected()
  const { cursor } = await since(connector, null)
  const make = (index: number) =>
    fetch(`${crm.url}/api/leads`, {
      method: 'POST',
      headers: { authorization: `Bearer ${DEMO_KEY}` },
      body: JSON.stringify({ name: `Lead ${index}` }),
    })
  for (let index = 0; index < 201; index += 1) expect((await make(index)).status).toBe(201)
  const first = await since(connector, cursor)
  expect(first.more).toBe(true)
  expect((await since(connector, first.cursor)).more).toBe(false)
})

test('an owner who is set on its page becomes the owner of the handoff', async () => {
  const world = await createWorld(connectOnce())
  onTestFinished(() => world.close())
  await world.at('2026-11-23T10:00:00Z')
  const crm = await startDemoCrm({ seed: { ...demoSeed(), users: team().people } })
  const connection = { ...configFor(crm.url), name: 'Demo CRM' }
  const { id, as } = await world.workspace({ connections: [connection] })
  expect(await receiveSignal(world.env, id, demoRequest(lead))).toMatchObject({ outcome: 'opened' })
  await world.sweep()
  expect((await changeAtThePage(crm.url, { ownerEmail: 'dana@example.com' })).status).toBe(204)
  await world.fastForward('70 seconds')
  const { handoff } = await viewRecord(world.env, as('dana'), lead)
  expect(handoff).toMatchObject({ mine: true, why: { reason: 'crm_changed', name: 'Demo CRM' } })
  // Who uses its pages it calls «you»: that is nobody here.
  expect(handoff?.history.findLast(({ kind }) => kind === 'assigned')).toEqual({
    at: expect.any(String),
    kind: 'assigned',
    detail: 'crm_changed',
    to: { id: 'dana', name: 'Dana Berg' },
    crm: 'Demo CRM',
  })
})
