import { describe, expect, test } from 'vitest'
import { endingAt } from '../support/mortal.ts'
import { DANA, handoff, inMin } from '../support/views.ts'
import { ACCOUNT, MARIA_URL, quiet, until, workerWorld } from '../support/workerWorld.ts'

const ACT = { handoffId: 'h-maria' }
const TOUCH = {
  ...ACT,
  channel: 'call',
  outcome: 'spoke_interested',
  next: { name: 'Demo call', at: inMin(60) },
} as const

describe('an act', () => {
  test('reaches the server once, with a key and the time of the press', async () => {
    const world = workerWorld()
    world.server.put(handoff())
    const popup = await world.signedIn()
    expect(await popup.acts.accept.mutate(ACT)).toEqual({ outcome: 'done' })
    expect(world.server.done).toEqual([
      {
        path: 'handoffs.accept',
        act: { handoffId: 'h-maria', key: expect.stringMatching(/^[0-9a-f-]{36}$/), pressedAt: inMin(0) },
      },
    ])
    expect(await world.store().acts(ACCOUNT)).toEqual([])
  })

  test('pressed twice at once is one act', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    const answers = await Promise.all([
      popup.acts.accept.mutate(ACT),
      popup.acts.accept.mutate(ACT),
      popup.acts.accept.mutate(ACT),
    ])
    expect(answers).toEqual(Array(3).fill({ outcome: 'done' }))
    expect(world.server.done).toHaveLength(1)
  })

  test('that lost a race says at once who won', async () => {
    const world = workerWorld()
    world.server.answerTo = () => ({ outcome: 'refused', refusal: 'taken', by: DANA, secondsBefore: 3 })
    const popup = await world.signedIn()
    expect(await popup.acts.accept.mutate(ACT)).toEqual({
      outcome: 'refused',
      refusal: 'taken',
      by: DANA,
      secondsBefore: 3,
    })
    expect(await world.store().refused(ACCOUNT, 'h-maria')).toBeUndefined()
  })

  test('that the server finds wrong fails with its problem, and is not tried again', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    world.server.failing = 'not-allowed'
    await expect(popup.acts.accept.mutate(ACT)).rejects.toMatchObject({ data: { problem: { status: 403 } } })
    expect(await world.store().acts(ACCOUNT)).toEqual([])
  })

  test('is refused to whoever is signed out', async () => {
    const world = workerWorld()
    world.live()
    await expect(world.popup().acts.accept.mutate(ACT)).rejects.toMatchObject({ data: { problem: { status: 401 } } })
  })
})

describe('while the server does not answer', () => {
  const offline = async () => {
    const world = workerWorld()
    world.server.put(handoff())
    const popup = await world.signedIn()
    const sidebar = world.sidebar(1)
    await sidebar.sidebar.state.query()
    world.server.isDown = true
    return { world, popup, sidebar }
  }

  test('acts are kept, shown as waiting, and sent in their order when it is back', async () => {
    const { world, popup, sidebar } = await offline()
    expect(await popup.acts.accept.mutate(ACT)).toEqual({ outcome: 'queued' })
    expect(await popup.acts.logTouch.mutate(TOUCH)).toEqual({ outcome: 'queued' })
    expect(await sidebar.sidebar.state.query()).toMatchObject({ kind: 'handoff', waitingAct: 'accept' })
    expect(await popup.session.state.query()).toMatchObject({ online: false, waitingActs: 1 })
    world.server.isDown = false
    world.browser.online()
    await until(() => world.server.done.length === 2)
    expect(world.server.done.map(({ path }) => path)).toEqual(['handoffs.accept', 'handoffs.logTouch'])
    await until(async () => (await popup.session.state.query()).waitingActs === 0)
  })

  test('the time of the press is kept', async () => {
    const { world, popup } = await offline()
    await popup.acts.accept.mutate(ACT)
    world.server.isDown = false
    world.time.advance(60 * 60_000)
    await until(() => world.server.done.length === 1)
    expect(world.server.done[0]?.act.pressedAt).toBe(inMin(0))
  })

  test('the same press again joins the one that waits', async () => {
    const { world, popup } = await offline()
    await popup.acts.accept.mutate(ACT)
    await popup.acts.accept.mutate(ACT)
    world.server.isDown = false
    world.browser.online()
    await until(() => world.server.done.length > 0)
    await quiet()
    expect(world.server.done).toHaveLength(1)
  })

  test('an alarm does not hammer it: tries become rarer', async () => {
    const { world, popup } = await offline()
    await popup.acts.accept.mutate(ACT)
    const before = world.server.count('handoffs.accept')
    for (let beat = 0; beat < 60; beat += 1) {
      world.time.advance(30_000)
      world.browser.alarm('pulse')
      await quiet()
    }
    expect(world.server.count('handoffs.accept') - before).toBeLessThan(16)
    world.server.isDown = false
    world.time.advance(5 * 60_000)
    await until(() => world.server.done.length === 1)
  })

  test('a kept act that lost meanwhile is told until it was seen', async () => {
    const { world, popup, sidebar } = await offline()
    await popup.acts.accept.mutate(ACT)
    world.server.answerTo = () => ({ outcome: 'refused', refusal: 'taken', by: DANA, secondsBefore: 40 })
    world.server.isDown = false
    world.browser.online()
    await until(async () => (await world.store().acts(ACCOUNT)).length === 0)
    const told = {
      about: 'h-maria',
      act: 'accept',
      pressedAt: inMin(0),
      refusal: 'taken',
      by: DANA,
      secondsBefore: 40,
    }
    expect(await sidebar.sidebar.state.query()).toMatchObject({ waitingAct: null, refusedAct: told })
    await sidebar.acts.seen.mutate({ about: 'h-maria' })
    expect(await sidebar.sidebar.state.query()).not.toHaveProperty('refusedAct')
  })

  test('one that the server stumbles over does not hold up other handoffs', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    world.server.failing = 'internal'
    expect(await popup.acts.accept.mutate(ACT)).toEqual({ outcome: 'queued' })
    expect(await popup.acts.logTouch.mutate(TOUCH)).toEqual({ outcome: 'queued' })
    const before = world.server.calls.length
    expect(await popup.acts.accept.mutate({ handoffId: 'h-tom' })).toEqual({ outcome: 'queued' })
    const sent = world.server.calls.slice(before).map(({ path, input }) => `${path} ${String(input.handoffId)}`)
    expect(sent).toEqual(['handoffs.accept h-maria', 'handoffs.accept h-tom'])
  })

  test('one that can no longer be sent is told, and the others go on', async () => {
    const { world, popup, sidebar } = await offline()
    const kept = { account: ACCOUNT, act: 'logTouch', about: 'h-maria', pressedAt: inMin(0) } as const
    const input = { ...ACT, channel: 'pigeon' }
    await world.store().addAct({ ...kept, input, key: 'key-of-an-earlier-version' })
    expect(await popup.acts.accept.mutate({ handoffId: 'h-tom' })).toEqual({ outcome: 'queued' })
    world.server.isDown = false
    world.browser.online()
    await until(async () => (await world.store().acts(ACCOUNT)).length === 0)
    expect(world.server.done.map(({ act }) => act.handoffId)).toEqual(['h-tom'])
    expect(world.server.count('handoffs.logTouch')).toBe(0)
    expect(await sidebar.sidebar.state.query()).toMatchObject({
      waitingAct: null,
      refusedAct: { act: 'logTouch', refusal: null, problem: { type: 'urn:baton:problem:invalid-field' } },
    })
  })

  test('acts of one person are never sent as another', async () => {
    const { world, popup } = await offline()
    await popup.acts.accept.mutate(ACT)
    await popup.session.signOut.mutate()
    expect(await world.store().acts(ACCOUNT)).toHaveLength(1)
    world.server.isDown = false
    world.browser.alarm('pulse')
    await quiet()
    expect(world.server.done).toEqual([])
  })
})

describe('a worker that is stopped', () => {
  test('at any step of an accept still sends it exactly once', async () => {
    let deaths = 0
    for (let n = 0; ; n += 1) {
      const world = workerWorld()
      world.server.put(handoff())
      await world.signedIn()
      // The popup of the life that ends; it opens its line again to the next one.
      const life = endingAt(n)
      world.live(life)
      const popup = world.popup()
      let answer: unknown = null
      void popup.acts.accept.mutate(ACT).then((told) => (answer = told))
      await until(() => life.isOver() || answer !== null)
      if (!life.isOver()) break
      deaths += 1
      world.live()
      await until(() => answer !== null)
      await until(async () => (await world.store().acts(ACCOUNT)).length === 0)
      expect(answer, `stopped at step ${n}`).toEqual({ outcome: 'done' })
      expect(world.server.done, `stopped at step ${n}`).toHaveLength(1)
    }
    expect(deaths).toBeGreaterThan(20)
  }, 60_000)

  test('with a full outbox at any step sends each act exactly once, in order', async () => {
    for (let n = 0; ; n += 1) {
      const world = workerWorld()
      const popup = await world.signedIn()
      world.server.isDown = true
      for (const id of ['a', 'b', 'c']) await popup.acts.accept.mutate({ handoffId: id })
      await popup.acts.logTouch.mutate({ ...TOUCH, handoffId: 'a' })
      world.server.isDown = false
      const life = endingAt(n)
      world.live(life)
      await until(async () => life.isOver() || (await world.store().acts(ACCOUNT)).length === 0)
      if (!life.isOver()) break
      world.live()
      await until(async () => (await world.store().acts(ACCOUNT)).length === 0)
      expect(
        world.server.done.map(({ act }) => act.handoffId),
        `stopped at step ${n}`,
      ).toEqual(['a', 'b', 'c', 'a'])
    }
  }, 60_000)
})

test('the record and the queue are read again after an act', async () => {
  const world = workerWorld()
  world.server.put(handoff())
  const popup = await world.signedIn()
  const sidebar = world.sidebar(1)
  expect(await sidebar.sidebar.state.query()).toMatchObject({ handoff: { state: 'offered' } })
  world.server.answerTo = () => {
    world.server.put(handoff({ state: 'accepted', version: 4 }))
    return { outcome: 'done' }
  }
  await popup.acts.accept.mutate(ACT)
  expect(world.browser.tabs.get(1)?.url).toBe(MARIA_URL)
  expect(await sidebar.sidebar.state.query()).toMatchObject({ handoff: { state: 'accepted' }, freshness: 'fresh' })
})
