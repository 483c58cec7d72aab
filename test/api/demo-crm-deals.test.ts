import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ask, atThePage, startDemoCrm, stateFolder, type Ask } from '../support/demoCrm.ts'

const ANA = 'ana@fairlead.example'
const meeting = { channel: 'meeting', summary: 'Kick-off', byEmail: ANA, at: '2026-11-25T10:00:00Z', state: 'planned' }

describe('a deal', () => {
  test('is created for a company, goes through its stages and ends', async () => {
    const { url, effects } = await startDemoCrm()
    const body = {
      name: 'More depots',
      companyId: '201',
      contactId: '301',
      ownerEmail: ANA,
      fields: { amount: 12_000 },
    }
    const { status, body: created } = await ask(url, '/deals', { method: 'POST', body })
    expect({ status, created }).toMatchObject({
      status: 201,
      created: { type: 'deal', company: 'Nordlys Logistics', stage: 'Discovery', fields: { amount: 12_000 } },
    })
    for (const stage of ['Qualified', 'Technical validation', 'Proposal', 'Legal review', 'Closed lost'])
      expect((await ask(url, `/deals/${created.id}`, { method: 'PATCH', body: { stage } })).body.stage).toBe(stage)
    expect((await ask(url, `/deals/${created.id}`)).body).toMatchObject({ closed: 'lost', ownerName: 'Ana Ferreira' })
    expect((await ask(url, '/companies/201')).body.related.opportunities.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(['401', created.id]),
    )
    const stages = ['stage', 'stage', 'stage', 'stage', 'stage']
    const told = (id: string) => effects().flatMap(({ recordId, kind }) => (recordId === id ? [kind] : []))
    expect(told(created.id)).toEqual(['created', ...stages])
    // Both show their deals: a new one is news of theirs, its stages are not.
    expect([told('201'), told('301')]).toEqual([['field'], ['field']])
  })

  test('has its fields changed one by one, with what was there before in its timeline', async () => {
    const { url, effects } = await startDemoCrm()
    const set = (fields: object) => atThePage(url, '/deals/401', 'PATCH', { fields })
    expect(await set({ amount: 96_000, discount: 15, terms: 'Net 60' })).toBe(204)
    expect(await set({ amount: 90_000, terms: null })).toBe(204)
    expect(await set({ amount: 90_000 })).toBe(204)
    const { fields, changes } = (await ask(url, '/deals/401')).body
    expect(fields).toEqual({ amount: 90_000, discount: 15 })
    expect(changes.slice(-2)).toMatchObject([
      { what: 'field', field: 'amount', from: '96000', to: '90000', actor: 'you' },
      { what: 'field', field: 'terms', from: 'Net 60' },
    ])
    expect(effects().map(({ kind }) => kind)).toEqual(['field', 'field'])
  })
})

test.each<[string, string, Ask, number, string, string?]>([
  [
    'a deal of no company',
    '/deals',
    { method: 'POST', body: { name: 'x', companyId: '9' } },
    422,
    'invalid-field',
    'companyId',
  ],
  [
    'a meeting planned for nobody',
    '/deals/401/activities',
    { method: 'POST', body: { ...meeting, byEmail: '' } },
    422,
    'unknown-owner',
    'byEmail',
  ],
  [
    'an activity that is not there',
    '/deals/401/activities/act-9',
    { method: 'PATCH', body: { state: 'done' } },
    404,
    'not-found',
  ],
  [
    'a task that is not there',
    '/deals/401/tasks/task-9',
    { method: 'PATCH', body: { state: 'done' } },
    404,
    'not-found',
  ],
  [
    'a state that is none',
    '/deals/401/activities/act-9',
    { method: 'PATCH', body: { state: 'late' } },
    422,
    'invalid-field',
    'state',
  ],
  ['a change of nothing', '/deals/401/activities/act-9', { method: 'PATCH', body: {} }, 422, 'invalid-field', 'body'],
  ['fields without one', '/deals/401', { method: 'PATCH', body: { fields: {} } }, 422, 'invalid-field', 'fields'],
  [
    'a list for a field',
    '/deals/401',
    { method: 'PATCH', body: { fields: { risks: [] } } },
    422,
    'invalid-field',
    'fields.risks',
  ],
])('%s is refused and changes nothing', async (_what, path, request, status, kind, field) => {
  const { url, effects } = await startDemoCrm()
  const answer = await ask(url, path, request)
  expect(answer).toMatchObject({ status, body: { type: `urn:demo-crm:problem:${kind}` } })
  expect(answer.body.errors?.[0]?.field).toBe(field)
  expect(effects()).toEqual([])
})

test('each thing that a person does at a page is told to the webhook once, and saying it again is no news', async () => {
  const told: string[] = []
  const { url, hooksSettled } = await startDemoCrm({
    hook: { url: 'http://hook.example/', secret: 'x' },
    fetch: (_input, init) => {
      const { event, actor } = JSON.parse(String(init?.body)) as Record<string, string>
      told.push(`${event} by ${actor}`)
      return Promise.resolve(new Response(null, { status: 202 }))
    },
  })
  const at = (path: string, method: 'POST' | 'PATCH', body: object) => atThePage(url, `/deals/401${path}`, method, body)
  await at('/activities', 'POST', meeting)
  const { id } = (await ask(url, '/deals/401')).body.activities[0]
  await at(`/activities/${id}`, 'PATCH', { state: 'done', outcome: 'Interested' })
  await at(`/activities/${id}`, 'PATCH', { state: 'done', outcome: 'Interested' })
  await at('/tasks', 'POST', { summary: 'Send it', dueAt: meeting.at, ownerEmail: ANA })
  const task = (await ask(url, '/deals/401')).body.tasks[0]
  await at(`/tasks/${task.id}`, 'PATCH', { state: 'done' })
  await at(`/tasks/${task.id}`, 'PATCH', { state: 'done' })
  await at('', 'PATCH', { fields: { amount: 1 } })
  await at('', 'PATCH', { stage: 'Proposal' })
  await hooksSettled()
  expect(told).toEqual(Array.from({ length: 6 }, () => 'record.changed by you'))
})

test('a state file of the first version is read, and what Baton wrote then is known as its own', async () => {
  const at = '2026-11-23T10:00:00.000Z'
  const effect = (kind: string, actor: string) => ({ kind, type: 'lead', recordId: '7', actor, at })
  const activity = { channel: 'call', summary: 'x', byEmail: ANA, at }
  const task = { summary: 'y', dueAt: at, ownerEmail: ANA, createdAt: at }
  const bare = {
    type: 'lead',
    id: '7',
    name: 'Bo',
    stage: 'New',
    fields: {},
    createdAt: at,
    updatedAt: at,
    changes: [],
  }
  const stateFile = join(stateFolder(), 'state.json')
  const earlier = {
    users: [{ email: ANA, name: 'Ana Ferreira' }],
    records: [
      {
        ...bare,
        activities: ['seed-1', 'act-1', 'act-2'].map((id) => ({ id, ...activity })),
        tasks: [{ id: 'task-3', ...task }],
      },
    ],
    answers: {},
    effects: [effect('activity', 'you'), effect('activity', 'baton'), effect('task', 'baton')],
    hooks: [],
    lastNumber: 3,
  }
  writeFileSync(stateFile, JSON.stringify(earlier))
  const { url, stop } = await startDemoCrm({ stateFile })
  const actors = async (of: string) => {
    const { activities, tasks } = (await ask(of, '/leads/7')).body
    return [...activities, ...tasks].map(({ actor }: { actor?: string }) => actor)
  }
  expect(await actors(url)).toEqual([undefined, 'you', 'baton', 'baton'])
  expect((await ask(url, '/leads/7/activities', { method: 'POST', body: activity })).body.id).toBe('act-4')
  await stop()
  expect(await actors((await startDemoCrm({ stateFile })).url)).toEqual([undefined, 'you', 'baton', 'baton', 'baton'])
})
