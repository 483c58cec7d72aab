import { describe, expect, test } from 'vitest'
import type { CrmActivity, CrmRecord } from '../../server/crm/connector.ts'
import type { DemoCrmOptions } from '../../server/demo/crm/demoCrm.ts'
import { connected, lead, ref } from '../support/demoConnector.ts'
import { ask, atThePage, demoSeed } from '../support/demoCrm.ts'

const ANA = 'ana@fairlead.example'
const call = { channel: 'call', summary: 'Spoke', byEmail: ANA, at: '2026-11-23T10:00:00Z' }
const meeting = { channel: 'meeting', summary: 'Kick-off', byEmail: ANA, at: '2026-11-25T10:00:00Z', state: 'planned' }

/** A CRM in which people work at the page of the lead 1001, and what the connector reads then. */
const watched = async (options?: Partial<DemoCrmOptions>, fetchBy?: typeof fetch) => {
  const { crm, connector } = await connected(options, fetchBy)
  const read = async (of = lead): Promise<CrmRecord> => {
    const record = await connector.read(of)
    if (record === 'gone') throw new Error('the record is gone')
    return record
  }
  const last = async (): Promise<CrmActivity | undefined> => (await read()).activities?.at(-1)
  const log = (body: object) => atThePage(crm.url, '/leads/1001/activities', 'POST', body)
  const end = async (body: object) => atThePage(crm.url, `/leads/1001/activities/${(await last())?.id}`, 'PATCH', body)
  return { crm, connector, read, last, log, end }
}

describe('what people did', () => {
  test('is told with who, when and how, and as theirs', async () => {
    const { last, log } = await watched({ now: () => new Date('2026-11-23T10:05:00Z') })
    expect(await log({ ...call, outcome: 'Interested' })).toBe(204)
    expect(await last()).toEqual({
      id: 'act-1',
      kind: 'call',
      direction: 'outbound',
      at: '2026-11-23T10:00:00Z',
      createdAt: '2026-11-23T10:05:00.000Z',
      byEmail: ANA,
      byName: 'Ana Ferreira',
      human: true,
      state: 'done',
      outcome: 'Interested',
      summary: 'Spoke',
    })
  })

  test.each<[string, object, Partial<CrmActivity>]>([
    ['a sequence is no human', { automated: true }, { human: false, direction: 'outbound' }],
    [
      'an answer of the buyer comes in',
      { channel: 'email', direction: 'inbound' },
      { direction: 'inbound', human: true },
    ],
    [
      "a meeting may be the buyer's choice",
      { ...meeting, bookedByBuyer: true },
      { bookedByBuyer: true, state: 'planned' },
    ],
  ])('%s', async (_what, marks, told) => {
    const { last, log } = await watched()
    expect(await log({ ...call, ...marks })).toBe(204)
    expect(await last()).toMatchObject(told)
  })

  test('a note goes to nobody', async () => {
    const { last, log } = await watched()
    await log({ ...call, channel: 'note' })
    expect(await last()).toMatchObject({ kind: 'note', human: true })
    expect(await last()).not.toHaveProperty('direction')
  })

  test('a meeting is booked, then held with an outcome; one held before its time was held now', async () => {
    const { last, log, end } = await watched({ now: () => new Date('2026-11-24T08:00:00Z') })
    await log(meeting)
    expect(await last()).toMatchObject({ kind: 'meeting', state: 'planned', at: '2026-11-25T10:00:00Z' })
    expect(await end({ state: 'done', outcome: 'Next step agreed' })).toBe(204)
    expect(await last()).toMatchObject({ state: 'done', outcome: 'Next step agreed', at: '2026-11-24T08:00:00.000Z' })
  })

  test("what Baton planned stays its own, and becomes a human's when a person says that it was held", async () => {
    const { connector, last, end } = await watched()
    const write = { kind: 'task', as: 'meeting', summary: 'Kick-off', dueAt: meeting.at, ownerEmail: ANA } as const
    await connector.write(lead, write, 'delivery-1')
    expect(await last()).toMatchObject({ ours: true, human: false })
    await end({ state: 'done', outcome: 'Next step agreed' })
    expect(await last()).toMatchObject({ ours: true, human: true, state: 'done' })
  })

  test('a task is planned until somebody did it', async () => {
    const { crm, last } = await watched({ now: () => new Date('2026-11-24T08:00:00Z') })
    const task = { summary: 'Send the offer', dueAt: '2026-11-25T10:00:00Z', ownerEmail: ANA }
    expect(await atThePage(crm.url, '/leads/1001/tasks', 'POST', task)).toBe(204)
    expect(await last()).toMatchObject({ kind: 'task', state: 'planned', at: task.dueAt, byEmail: ANA, human: true })
    expect(await atThePage(crm.url, `/leads/1001/tasks/${(await last())?.id}`, 'PATCH', { state: 'done' })).toBe(204)
    expect(await last()).toMatchObject({ kind: 'task', state: 'done', at: '2026-11-24T08:00:00.000Z' })
  })

  test('comes oldest first, the latest fifty of all', async () => {
    const at = (index: number) => new Date(Date.UTC(2026, 10, 1, 0, (index * 37) % 60)).toISOString()
    const activities = Array.from({ length: 60 }, (_, index) => ({
      ...call,
      channel: 'call' as const,
      id: `seed-${index}`,
      at: at(index),
    }))
    const seed = { users: [], records: [{ type: 'lead' as const, id: '1001', name: 'Bo', activities }] }
    const told = (await (await watched({ seed })).read()).activities ?? []
    expect(told.map((each) => each.at)).toEqual(
      activities
        .map((each) => each.at)
        .toSorted()
        .slice(10),
    )
  })
})

describe('what a record is linked to', () => {
  test('a deal names its account and contact, and how it ended', async () => {
    const { crm, read } = await watched()
    const deal = ref('deal', '401')
    expect(await read(deal)).toMatchObject({
      related: { account: ref('company', '201'), contact: ref('contact', '301') },
    })
    expect(await read(deal)).not.toHaveProperty('closed')
    await atThePage(crm.url, '/deals/401', 'PATCH', { stage: 'Closed won', fields: { amount: 96_000 } })
    expect(await read(deal)).toMatchObject({ stage: 'Closed won', closed: 'won' })
    expect(await read(ref('contact', '301'))).toMatchObject({
      related: { opportunities: [{ ref: deal, stage: 'Closed won', closed: 'won', amount: 96_000 }] },
    })
  })

  test('a company shows its dates, figures and its team as fields', async () => {
    const { crm, read } = await watched()
    const fields = { renewal_date: '2027-02-01', health_score: 41, account_manager: 'dana@fairlead.example' }
    await atThePage(crm.url, '/companies/201', 'PATCH', { fields })
    expect((await read(ref('company', '201'))).fields).toEqual({ domain: 'nordlys.example', ...fields })
  })

  test('who may not be contacted is marked', async () => {
    const { crm, read } = await watched()
    expect(await read()).not.toHaveProperty('doNotContact')
    await atThePage(crm.url, '/leads/1001', 'PATCH', { fields: { do_not_contact: true } })
    expect(await read()).toMatchObject({ doNotContact: true })
  })

  test('who set the stage and the owner is told when they said who they are', async () => {
    const { crm, read } = await watched({ now: () => new Date('2026-11-24T08:00:00Z') })
    await atThePage(crm.url, '/leads/1001', 'PATCH', { stage: 'Working' })
    expect(await read()).toMatchObject({ stageSetBy: { name: 'you', at: '2026-11-24T08:00:00.000Z' } })
    const dana = 'dana@fairlead.example'
    await atThePage(crm.url, '/leads/1001', 'PATCH', { stage: 'Qualified', ownerEmail: dana, byEmail: dana })
    expect(await read()).toMatchObject({ stageSetBy: { email: dana }, ownerSetBy: { email: dana } })
    await ask(crm.url, '/leads/1001', { method: 'PATCH', body: { stage: 'Nurture' } })
    expect((await read()).stageSetBy).toEqual({ name: 'baton', at: '2026-11-24T08:00:00.000Z' })
  })
})

test.each<[string, object, CrmActivity[] | undefined]>([
  ['activities that are no list', { activities: 'many' }, undefined],
  ['links that are none', { related: 7 }, []],
  ['one activity that cannot be read', { activities: [{ id: 'x' }] }, []],
  ['a time that is none', { createdAt: 'yesterday' }, []],
])('%s do not hide the record', async (_what, odd, activities) => {
  const { read } = await watched({ seed: demoSeed() }, async (input, init) => {
    const answer = await fetch(input, init)
    return Response.json({ ...((await answer.json()) as object), ...odd })
  })
  const record = await read()
  expect(record).toMatchObject({ ownerEmail: ANA, stage: 'New' })
  expect(record.activities).toEqual(activities)
})
