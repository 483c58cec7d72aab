import { openDB } from 'idb'
import { describe, expect, test } from 'vitest'
import { appRouter } from '../../server/api/router.ts'
import { ACT_NAMES, type Pressed } from '../../extension/worker/acts.ts'
import { aboutOf } from '../../extension/worker/about.ts'
import type { WorkerClient } from '../../extension/api/worker.ts'
import { getUntypedClient } from '@trpc/client'
import { handoff, inMin } from '../support/views.ts'
import { ACCOUNT, quiet, until, workerWorld } from '../support/workerWorld.ts'

const handoffId = 'h-maria'
const record = { connection: 'demo', type: 'lead', id: '17' } as const
const HAND_OFF = { record, point: 'sales_to_cs', values: { scope: 'Forty depots' } }
const ALL: Pressed[] = [
  { act: 'accept', input: { handoffId, reason: 'The rest comes in the call.' } },
  { act: 'decline', input: { handoffId, reason: 'duplicate' } },
  { act: 'logTouch', input: { handoffId, channel: 'call', outcome: 'no_answer' } },
  { act: 'ask', input: { handoffId, items: ['committee'], giveBack: false } },
  { act: 'giveContext', input: { handoffId, values: { committee: 'CFO and head of IT' } } },
  { act: 'recall', input: { handoffId } },
  { act: 'reassign', input: { handoffId, to: 'p-ana', note: 'Her account.' } },
  { act: 'close', input: { handoffId, reason: 'asked_for_later', until: inMin(60) } },
  { act: 'reopen', input: { handoffId, note: 'They called.' } },
  { act: 'decideApproval', input: { handoffId, approve: false, note: 'No cap.' } },
  { act: 'tellEvidence', input: { handoffId, evidence: 'kick_off', note: 'I was there.' } },
  { act: 'handOff', input: HAND_OFF },
]

const press = (page: WorkerClient, { act, input }: Pressed): Promise<unknown> =>
  getUntypedClient(page).mutation(`acts.${act}`, input)

describe('every act', () => {
  test('is a procedure of the server, and is tried here', () => {
    const procedures = Object.keys(appRouter._def.procedures)
    expect(ACT_NAMES.filter((act) => !procedures.includes(`handoffs.${act}`))).toEqual([])
    expect(ALL.map(({ act }) => act)).toEqual(ACT_NAMES)
  })

  test.each(ALL)('reaches the server once, as it was pressed: $act', async (pressed) => {
    const world = workerWorld()
    const popup = await world.signedIn()
    expect(await press(popup, pressed)).toEqual({ outcome: 'done' })
    expect(world.server.done).toEqual([
      {
        path: `handoffs.${pressed.act}`,
        act: { ...pressed.input, key: expect.stringMatching(/^[0-9a-f-]{36}$/), pressedAt: inMin(0) },
      },
    ])
  })

  test('waits for the server, and is sent once in its order', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    world.server.isDown = true
    for (const pressed of ALL) expect(await press(popup, pressed)).toEqual({ outcome: 'queued' })
    world.server.isDown = false
    world.browser.online()
    await until(() => world.server.done.length === ALL.length)
    await quiet()
    expect(world.server.done.map(({ path }) => path)).toEqual(ALL.map(({ act }) => `handoffs.${act}`))
    expect(await world.store().acts(ACCOUNT)).toEqual([])
  })

  test('with something in it that is none of its fields is not taken', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    for (const { act, input } of ALL)
      await expect(press(popup, { act, input: { ...input, key: 1, more: 1 } } as unknown as Pressed)).rejects.toThrow()
    expect(world.server.done).toEqual([])
  })
})

test('two questions to the sender are two acts, the same one twice is one', async () => {
  const world = workerWorld()
  const popup = await world.signedIn()
  world.server.isDown = true
  for (const items of [['committee'], ['timeline'], ['committee']])
    await popup.acts.ask.mutate({ handoffId, items, giveBack: false })
  world.server.isDown = false
  world.browser.online()
  await until(() => world.server.done.length === 2)
  await quiet()
  expect(world.server.done.map(({ act }) => (act as unknown as { items: string[] }).items)).toEqual([
    ['committee'],
    ['timeline'],
  ])
})

describe('handing a record over', () => {
  const onDeal = async () => {
    const world = workerWorld()
    await world.signedIn()
    const sidebar = world.sidebar(1)
    expect(await sidebar.sidebar.state.query()).toMatchObject({ kind: 'no_handoff', waitingAct: null })
    return { world, sidebar }
  }

  test('shows the handoff that came of it', async () => {
    const { world, sidebar } = await onDeal()
    world.server.answerTo = () => {
      world.server.put(handoff())
      return { outcome: 'done', handoffId }
    }
    expect(await sidebar.acts.handOff.mutate(HAND_OFF)).toEqual({ outcome: 'done', handoffId })
    expect(await sidebar.sidebar.state.query()).toMatchObject({ kind: 'handoff', handoff: { id: handoffId } })
  })

  test('is kept while the server does not answer, and what came of it is told', async () => {
    const { world, sidebar } = await onDeal()
    world.server.isDown = true
    expect(await sidebar.acts.handOff.mutate(HAND_OFF)).toEqual({ outcome: 'queued' })
    expect(await sidebar.sidebar.state.query()).toMatchObject({ kind: 'no_handoff', waitingAct: 'handOff' })
    world.server.answerTo = () => ({ outcome: 'refused', refusal: 'missing_context', items: ['risks'] })
    world.server.isDown = false
    world.browser.online()
    await until(async () => (await world.store().acts(ACCOUNT)).length === 0)
    expect(await sidebar.sidebar.state.query()).toMatchObject({
      waitingAct: null,
      refusedAct: { act: 'handOff', refusal: 'missing_context', items: ['risks'] },
    })
    await sidebar.acts.seen.mutate({ about: aboutOf(HAND_OFF) })
    expect(await sidebar.sidebar.state.query()).not.toHaveProperty('refusedAct')
  })

  test('is taken for the record that the tab shows only', async () => {
    const { world, sidebar } = await onDeal()
    const other = { ...HAND_OFF, record: { ...record, id: '18' } }
    await expect(sidebar.acts.handOff.mutate(other)).rejects.toMatchObject({
      data: { problem: { type: 'urn:baton:problem:moved-on' } },
    })
    expect(world.server.done).toEqual([])
  })
})

test('what an earlier version kept is sent by this one', async () => {
  const world = workerWorld()
  const earlier = await openDB(world.database, 3, {
    upgrade: (db) => {
      for (const table of ['session', 'answers'])
        db.createObjectStore(table, table === 'answers' ? { keyPath: 'key' } : {})
      const acts = db.createObjectStore('acts', { keyPath: 'seq', autoIncrement: true })
      acts.createIndex('press', ['account', 'handoffId', 'kind'], { unique: true })
      db.createObjectStore('refused', { keyPath: ['account', 'handoffId'] })
      db.createObjectStore('endings', { keyPath: 'refresh' })
      db.createObjectStore('signIn')
    },
  })
  const input = { channel: 'call', outcome: 'sent', next: { name: 'Demo', at: inMin(60) } }
  const kept = { account: ACCOUNT, handoffId, pressedAt: inMin(-5), attempts: 1 }
  await earlier.add('acts', { ...kept, key: 'an-earlier-key', kind: 'log_touch', input })
  await earlier.add('refused', { account: ACCOUNT, handoffId, kind: 'accept', pressedAt: inMin(-5), refusal: 'taken' })
  earlier.close()
  expect(await world.store().refused(ACCOUNT, handoffId)).toMatchObject({ act: 'accept', refusal: 'taken' })
  expect(await world.store().acts(ACCOUNT)).toMatchObject([
    { act: 'logTouch', about: handoffId, input: { ...input, handoffId }, attempts: 1 },
  ])
})
