import { describe, expect, test } from 'vitest'
import { inMin, handoff } from '../support/views.ts'
import { sent, sentRow } from '../support/queueViews.ts'
import { quiet, until, workerWorld } from '../support/workerWorld.ts'

const second = handoff({ id: 'h-second', trigger: 'Legal review', version: 1 })

const withTwo = async () => {
  const world = workerWorld()
  world.server.put(handoff())
  world.server.others.set('h-second', second)
  await world.signedIn()
  const sidebar = world.sidebar(1)
  await sidebar.sidebar.state.query()
  return { world, sidebar, chosen: () => sidebar.sidebar.state.query({ handoffId: 'h-second' }) }
}

describe('another handoff of the record', () => {
  test('is shown when it is chosen, and acted on', async () => {
    const { world, sidebar, chosen } = await withTwo()
    expect(await chosen()).toMatchObject({ kind: 'handoff', handoff: { id: 'h-second' } })
    world.server.answerTo = () => {
      world.server.others.set('h-second', { ...second, state: 'accepted', version: 2 })
      return { outcome: 'done' }
    }
    expect(await sidebar.acts.accept.mutate({ handoffId: 'h-second' })).toEqual({ outcome: 'done' })
    expect(await chosen()).toMatchObject({ handoff: { id: 'h-second', state: 'accepted' }, freshness: 'fresh' })
    expect(await sidebar.sidebar.state.query()).toMatchObject({ handoff: { id: 'h-maria' } })
  })

  test('is read again when it has changed', async () => {
    const { world, chosen } = await withTwo()
    await chosen()
    world.server.others.set('h-second', { ...second, version: 5 })
    world.server.tell({ handoffId: 'h-second', record: second.record, version: 5, mine: true })
    await until(async () => {
      const state = await chosen()
      return state.kind === 'handoff' && state.handoff.version === 5
    })
  })

  test('is not shown on a record that it is none of, nor when it is gone', async () => {
    const { world, sidebar, chosen } = await withTwo()
    await chosen()
    world.browser.tabs.set(1, { id: 1, url: 'https://crm.example/leads/99' })
    expect(await chosen()).toMatchObject({ kind: 'no_handoff', record: { id: '99' } })
    await expect(sidebar.acts.accept.mutate({ handoffId: 'h-second' })).rejects.toMatchObject({
      data: { problem: { type: 'urn:baton:problem:moved-on' } },
    })
    world.browser.tabs.set(1, { id: 1, url: 'https://crm.example/leads/17' })
    const gone = await sidebar.sidebar.state.query({ handoffId: 'h-gone' })
    expect(gone).toMatchObject({ kind: 'handoff', handoff: { id: 'h-maria' } })
  })
})

describe('what I sent', () => {
  test('is read when somebody looks, and again after an act', async () => {
    const world = workerWorld()
    world.server.put(handoff())
    const popup = await world.signedIn()
    await quiet()
    expect(world.server.count('queue.sent')).toBe(0)
    world.server.sent = sent({ rows: [sentRow('priya', 'Priya Raman', { waits: true })] })
    expect(await popup.sent.state.query()).toMatchObject({
      kind: 'sent',
      sent: { rows: [{ id: 'priya', waits: true }] },
    })
    world.server.sent = sent({ rows: [sentRow('priya', 'Priya Raman', { state: 'accepted', since: inMin(0) })] })
    await popup.acts.giveContext.mutate({ handoffId: 'h-maria', values: { committee: 'The CFO alone' } })
    await popup.sent.state.query()
    await until(async () => {
      const state = await popup.sent.state.query()
      return state.kind === 'sent' && state.sent.rows[0]?.state === 'accepted'
    })
  })

  test('is nobody’s when nobody is signed in', async () => {
    const world = workerWorld()
    world.live()
    expect(await world.popup().sent.state.query()).toEqual({ kind: 'signed_out' })
  })
})
