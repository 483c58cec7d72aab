import { describe, expect, test } from 'vitest'
import { lateness } from '../../extension/worker/badge.ts'
import { queue, queueRow } from '../support/queueViews.ts'
import { clock, NOW_MS } from '../support/views.ts'
import { quiet, until, workerWorld } from '../support/workerWorld.ts'

const MINUTE_MS = 60_000
const late = queueRow('late', 'Tom Okafor', { clock: clock('accept', 27, -12) })
const soon = queueRow('soon', 'Maria Lindqvist', { clock: clock('accept', 5, 10) })
const later = queueRow('later', 'Kenji Mori', { clock: clock('touch', 5, 100) })
const still = queueRow('still', 'Lea Brandt', { clock: null })

describe('lateness', () => {
  test('counts the rows whose deadline has passed, and knows the next one', () => {
    expect(lateness(queue({ mine: [late, soon, later, still] }), NOW_MS)).toEqual({
      late: 1,
      nextMs: NOW_MS + 10 * MINUTE_MS,
    })
  })

  test("counts a manager's team, and nobody twice", () => {
    expect(lateness(queue({ mine: [late], team: [late, { ...late, id: 'other' }] }), NOW_MS).late).toBe(2)
  })

  test('begins with the very instant of the deadline', () => {
    const due = NOW_MS + 10 * MINUTE_MS
    expect(lateness(queue({ mine: [soon] }), due - 1)).toEqual({ late: 0, nextMs: due })
    expect(lateness(queue({ mine: [soon] }), due)).toEqual({ late: 1, nextMs: null })
  })
})

describe('the badge', () => {
  const shown = async (rows = [late, soon, later], aheadMs = 0) => {
    const world = workerWorld()
    world.ahead.ms = aheadMs
    world.server.queue = queue({ mine: rows })
    await world.signedIn()
    await until(async () => (await world.store().answer('queue')) !== undefined)
    await quiet()
    return world
  }

  test('is red, with words, for what is late', async () => {
    const world = await shown()
    expect(world.browser.badge).toEqual({ text: '1', title: 'Baton: one of your handoffs is late', color: '#c62828' })
  })

  test('is empty when nothing is late', async () => {
    expect((await shown([soon])).browser.badge).toMatchObject({ text: '', title: 'Baton' })
  })

  test('counts the next one the moment its deadline passes, with nothing asked', async () => {
    const world = await shown()
    const asked = world.server.calls.length
    world.time.advance(10 * MINUTE_MS - 1)
    expect(world.browser.badge.text).toBe('1')
    world.time.advance(1)
    expect(world.browser.badge).toMatchObject({ text: '2', title: 'Baton: 2 of your handoffs are late' })
    world.time.advance(90 * MINUTE_MS)
    expect(world.browser.badge.text).toBe('3')
    expect(world.server.calls.length).toBe(asked)
  })

  test("goes by the server's clock", async () => {
    expect((await shown([soon], 15 * MINUTE_MS)).browser.badge.text).toBe('1')
  })

  test('follows a change at the server', async () => {
    const world = await shown()
    world.server.queue = queue({ mine: [soon] })
    world.server.tell({ handoffId: 'late', record: late.record, version: 2, mine: true })
    await until(() => world.browser.badge.text === '')
  })

  test('counts the kept queue when a new life of the worker finds no server', async () => {
    const world = await shown()
    world.server.isDown = true
    world.time.advance(20 * MINUTE_MS)
    world.browser.badge.text = ''
    world.live()
    await until(() => world.browser.badge.text === '2')
  })

  test('is polled by the alarm when the line is lost', async () => {
    const world = await shown()
    world.server.cut()
    world.server.queue = queue({ mine: [late, { ...late, id: 'another' }] })
    world.browser.alarm('pulse')
    await until(() => world.browser.badge.text === '2')
  })
})
