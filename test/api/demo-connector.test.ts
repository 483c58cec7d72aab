import { describe, expect, test } from 'vitest'
import type { CrmWrite } from '../../server/crm/connector.ts'
import { demoConnector } from '../../server/crm/demo/connector.ts'
import { changeAtThePage, configFor, connected, lead, ref } from '../support/demoConnector.ts'

const WRITES: CrmWrite[] = [
  { kind: 'owner', ownerEmail: 'dana@fairlead.example' },
  { kind: 'stage', stage: 'Working' },
  {
    kind: 'activity',
    channel: 'call',
    summary: 'Call: spoke, interested',
    byEmail: 'ana@fairlead.example',
    at: '2026-11-23T10:00:00Z',
  },
  {
    kind: 'activity',
    channel: 'note',
    summary: 'Handoff accepted: Demo request',
    byEmail: '',
    at: '2026-11-23T10:00:00.000Z',
  },
  { kind: 'task', summary: 'Demo call', dueAt: '2026-11-25T10:00:00Z', ownerEmail: 'ana@fairlead.example' },
]
const PLANS: CrmWrite[] = (['call', 'meeting'] as const).map((as) => ({
  kind: 'task',
  as,
  summary: 'Kick-off',
  dueAt: '2026-11-25T10:00:00Z',
  ownerEmail: 'ana@fairlead.example',
}))

describe('reading', () => {
  test('gives the buyer, the owner, the stage, the fields and what the form said', async () => {
    const { connector } = await connected({ now: () => new Date('2026-11-23T09:30:00Z') })
    expect(await connector.read(lead)).toEqual({
      ref: lead,
      buyer: {
        name: 'Maria Lindqvist',
        title: 'VP Operations',
        company: 'Nordlys Logistics',
        email: 'maria@nordlys.example',
        phone: '+46 8 555 0142',
        zone: 'Europe/Stockholm',
      },
      ownerEmail: 'ana@fairlead.example',
      ownerName: 'Ana Ferreira',
      stage: 'New',
      company: 'Nordlys Logistics',
      createdAt: '2026-11-23T09:30:00.000Z',
      activities: [],
      related: {
        account: ref('company', '201'),
        opportunities: [
          { ref: ref('deal', '401'), stage: 'Discovery', closed: null, createdAt: '2026-11-23T09:30:00.000Z' },
        ],
      },
      fields: { message: 'Route planning for 40 depots', company_size: 850, consent: true },
      request: { kind: 'demo_request', source: 'website', occurredAt: '2026-11-23T09:00:00.000Z' },
    })
  })

  test('takes no company for a person, and a deal’s contact for its buyer', async () => {
    const { connector } = await connected()
    expect(await connector.read(ref('company', '201'))).toMatchObject({
      buyer: { company: 'Nordlys Logistics' },
      company: 'Nordlys Logistics',
    })
    expect(await connector.read(ref('company', '201'))).not.toHaveProperty('buyer.name')
    expect(await connector.read(ref('deal', '401'))).toMatchObject({
      buyer: { name: 'Maria Lindqvist', email: 'maria@nordlys.example', company: 'Nordlys Logistics' },
    })
  })

  test.each(['9', '../users', '..', '', 'a/b', '1001?x'])('says gone for the id «%s»', async (id) => {
    const { connector } = await connected()
    expect(await connector.read(ref('lead', id))).toBe('gone')
  })

  test('leaves out what is no valid value of a buyer', async () => {
    const { connector } = await connected({
      seed: { users: [], records: [{ type: 'lead', id: '7', name: 'Bo', email: 'bo at home', phone: '' }] },
    })
    expect(await connector.read(ref('lead', '7'))).toMatchObject({ buyer: { name: 'Bo' }, fields: {} })
    expect(await connector.read(ref('lead', '7'))).not.toHaveProperty('buyer.email')
  })
})

describe('writing', () => {
  test.each(WRITES)('$kind changes the CRM once, however often it is sent, and reads it back', async (write) => {
    const { crm, connector } = await connected()
    const first = await connector.write(lead, write, 'delivery-1')
    expect(await connector.write(lead, write, 'delivery-1')).toEqual(first)
    expect(first).toEqual(write.kind === 'owner' || write.kind === 'stage' ? {} : { externalId: expect.any(String) })
    expect(crm.effects()).toMatchObject([{ kind: write.kind, recordId: '1001', key: 'delivery-1', actor: 'baton' }])
  })

  test.each(WRITES)('$kind happens once when the CRM crashes before it answers', async (write) => {
    let crashes = 1
    const { crm, connector } = await connected({ crashBeforeAnswer: () => crashes-- > 0 })
    await expect(connector.write(lead, write, 'delivery-1')).rejects.toMatchObject({ name: 'CrmError', retry: true })
    await connector.write(lead, write, 'delivery-1')
    expect(crm.effects()).toHaveLength(1)
  })

  test.each(PLANS)('plans a $as once, also when the CRM crashes before it answers', async (write) => {
    let crashes = 1
    const { crm, connector } = await connected({ crashBeforeAnswer: () => crashes-- > 0 })
    await expect(connector.write(lead, write, 'delivery-1')).rejects.toMatchObject({ retry: true })
    const { externalId, differs } = await connector.write(lead, write, 'delivery-1')
    expect(differs).toBeUndefined()
    expect(crm.effects()).toMatchObject([{ kind: 'activity', key: 'delivery-1' }])
    expect(await connector.read(lead)).toMatchObject({
      activities: [
        {
          id: externalId,
          kind: 'as' in write ? write.as : '',
          state: 'planned',
          at: '2026-11-25T10:00:00Z',
          byEmail: 'ana@fairlead.example',
          byName: 'Ana Ferreira',
          ours: true,
          human: false,
        },
      ],
    })
  })

  test('plans nothing for somebody whom the CRM does not know', async () => {
    const { crm, connector } = await connected()
    const write = { ...PLANS[1], ownerEmail: 'x@y.example' } as CrmWrite
    await expect(connector.write(lead, write, 'delivery-1')).rejects.toMatchObject({
      message: 'The demo CRM has no user with this e-mail address',
      retry: false,
    })
    expect(crm.effects()).toEqual([])
  })

  test('tells what the CRM shows instead when somebody changed it in between', async () => {
    const { crm, connector } = await connected({}, async (input, init) => {
      const answer = await fetch(input, init)
      if (init?.method === 'PATCH') await changeAtThePage(crm.url, { ownerEmail: 'ana@fairlead.example' })
      return answer
    })
    const result = await connector.write(lead, { kind: 'owner', ownerEmail: 'dana@fairlead.example' }, 'delivery-1')
    expect(result).toEqual({
      differs: 'The demo CRM shows ana@fairlead.example as the owner, not dana@fairlead.example',
    })
  })

  test.each<[string, CrmWrite, string, string]>([
    [
      'an unknown owner',
      { kind: 'owner', ownerEmail: 'x@y.example' },
      '1001',
      'The demo CRM has no user with this e-mail address',
    ],
    ['an unknown stage', { kind: 'stage', stage: 'Limbo' }, '1001', 'The demo CRM has no such stage for this record'],
    ['a record that is gone', { kind: 'stage', stage: 'New' }, '9', 'The demo CRM has no lead «9» any more'],
    ['an id that bends the address', { kind: 'stage', stage: 'New' }, '..', 'The demo CRM has no lead «..» any more'],
    [
      'a summary that is too long',
      { ...WRITES[2], summary: 'x'.repeat(3_000) } as CrmWrite,
      '1001',
      'The demo CRM refused this',
    ],
  ])('gives up on %s, in plain words', async (_what, write, id, message) => {
    const { crm, connector } = await connected()
    await expect(connector.write(ref('lead', id), write, 'delivery-1')).rejects.toMatchObject({
      name: 'CrmError',
      message,
      retry: false,
    })
    expect(crm.effects()).toEqual([])
  })

  test('does not hurry with a key that the CRM does not take', async () => {
    const { crm } = await connected()
    const connector = demoConnector({ config: configFor(crm.url, 'other'), fetch })
    await expect(connector.read(lead)).rejects.toMatchObject({
      message: "The demo CRM does not take Baton's key",
      retry: true,
    })
  })
})

test('the address of a record leads to its page', async () => {
  const { crm, connector } = await connected()
  expect(connector.recordUrl(ref('company', '201'))).toBe(`${crm.url}/companies/201`)
  expect((await fetch(connector.recordUrl(lead))).status).toBe(200)
})
