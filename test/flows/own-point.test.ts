import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportPlaybook } from '../../server/actions/exportPlaybook.ts'
import { importPlaybook } from '../../server/actions/importPlaybook.ts'
import { lead, leadRef } from '../support/builders.ts'
import { atPoint } from '../support/point.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const PARTNER = `
  - id: partner_to_channel
    name: Partner → Channel manager
    from: Partner
    to: Channel manager
    recordTypes: [lead]
    triggers:
      - { id: registered, name: Deal registered, kinds: [deal_registered], tier: high }
    ladder:
      - { id: gus, name: The channel manager, kind: person, person: gus@example.com }
      - { id: rest, name: Everything else, kind: catch_all, person: ruth@example.com }
    context:
      - { item: partner, name: Partner, need: required, fields: [fields.partner] }
    coverage: office
    tiers:
      high: { accept: { kind: working, minutes: 30 }, touch: { kind: working, minutes: 120 } }
      medium: null
      low: null
    nextAction: { name: Call the partner, inWorkingDays: 1, at: "10:00" }
    completion:
      - { id: agreed, name: Registration agreed, signs: [], byHand: true }
    closedReasons: [dismissed, duplicate, other]
    escalation: []
`

test('a workspace adds a point of its own to the file; its signals open handoffs there, and those that are open stay as they are', async () => {
  const point = await atPoint(world, lead(leadRef()))
  const before = await point.signals('demo_request', { fields: { message: 'A demo for 40 depots, please' } })
  const otto = point.as('ruth')
  const file = await exportPlaybook(world.env, otto)
  const text = `${file?.text.trimEnd()}\n${PARTNER}`
  const published = await importPlaybook(world.env, otto, { text, reason: 'Partners' })
  expect(published.findings.filter(({ kind }) => kind === 'error')).toEqual([])
  expect(published.version).toBe(2)
  const id = await point.signals('deal_registered', { fields: { partner: 'Havn Consulting' } })
  expect(await point.one('gus', id)).toMatchObject({
    mine: true,
    point: { name: 'Partner → Channel manager' },
    missing: [],
    receipt: { playbookVersion: 2 },
  })
  expect(await point.one('ana', before)).toMatchObject({ receipt: { playbookVersion: 1 } })
})
