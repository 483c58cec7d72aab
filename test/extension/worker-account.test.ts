import { openDB } from 'idb'
import { describe, expect, test } from 'vitest'
import { endingAt } from '../support/mortal.ts'
import { me } from '../support/queueViews.ts'
import { DANA, handoff } from '../support/views.ts'
import { ACCOUNT, OTHER_LINK, SECOND_LINK, quiet, until, workerWorld } from '../support/workerWorld.ts'

const ACT = { handoffId: 'h-maria' }

/** An act pressed at one server, which does not answer any more; the other server has a person of the same id. */
const keptAtOne = async () => {
  const world = workerWorld()
  world.server.put(handoff())
  const popup = await world.signedIn()
  await world.sidebar(1).sidebar.state.query()
  await quiet()
  world.server.cut()
  world.server.isDown = true
  expect(await popup.acts.accept.mutate(ACT)).toEqual({ outcome: 'queued' })
  return { world, popup }
}

describe('at another server with a person of the same id', () => {
  test('what was pressed at the first one is neither sent nor shown, and is sent back there', async () => {
    const { world, popup } = await keptAtOne()
    world.other.put(handoff())
    await popup.session.signIn.mutate({ link: OTHER_LINK })
    world.browser.online()
    await quiet()
    expect(world.other.done).toEqual([])
    expect(await popup.session.state.query()).toMatchObject({ waitingActs: 0 })
    expect(await world.sidebar(1).sidebar.state.query()).toMatchObject({ kind: 'handoff', waitingAct: null })
    world.server.isDown = false
    await popup.session.signIn.mutate({ link: SECOND_LINK })
    await until(() => world.server.done.length === 1)
    expect(world.other.done).toEqual([])
  })

  test('what the first one refused is not told', async () => {
    const { world, popup } = await keptAtOne()
    world.server.answerTo = () => ({ outcome: 'refused', refusal: 'taken', by: DANA, secondsBefore: 3 })
    world.server.isDown = false
    world.browser.online()
    await until(async () => (await world.store().refused(ACCOUNT, 'h-maria')) !== undefined)
    world.other.put(handoff())
    await popup.session.signIn.mutate({ link: OTHER_LINK })
    expect(await world.sidebar(1).sidebar.state.query()).not.toHaveProperty('refusedAct')
    await popup.session.signIn.mutate({ link: SECOND_LINK })
    expect(await world.sidebar(1).sidebar.state.query()).toHaveProperty('refusedAct')
  })

  test('the rest of an outbox that was being sent to the first one waits', async () => {
    const { world, popup } = await keptAtOne()
    await popup.acts.accept.mutate({ handoffId: 'h-tom' })
    world.server.isDown = false
    world.server.holding = 'handoffs.accept'
    world.browser.online()
    await until(() => world.server.held === 1)
    await popup.session.signIn.mutate({ link: OTHER_LINK })
    world.server.release()
    await quiet()
    expect(world.other.done).toEqual([])
    expect((await world.store().acts(ACCOUNT)).map(({ about }) => about)).toEqual(['h-tom'])
  })
})

test('a token that a stopped worker left behind is never used at another server', async () => {
  const world = workerWorld()
  const popup = await world.signedIn()
  const left = world.browser.session.get('access')
  await popup.session.signIn.mutate({ link: OTHER_LINK })
  world.browser.session.set('access', left)
  expect(await popup.acts.accept.mutate(ACT)).toEqual({ outcome: 'done' })
  expect(JSON.stringify(world.other.calls)).not.toContain('-baton.example')
})

test('a token that is being renewed at one server holds up nobody at another', async () => {
  const world = workerWorld()
  const popup = await world.signedIn()
  await quiet()
  world.server.expireAccess()
  world.server.holding = 'auth.refresh'
  void popup.acts.accept.mutate(ACT)
  await until(() => world.server.held === 1)
  await popup.session.signIn.mutate({ link: OTHER_LINK })
  world.other.put(handoff())
  world.other.expireAccess()
  expect(await world.sidebar(1).sidebar.state.query()).toMatchObject({ kind: 'handoff', freshness: 'fresh' })
})

test('an answer is kept only for the session that it was given to', async () => {
  const store = workerWorld().store()
  const answer = { key: 'queue', value: 1, asOfMs: 0, aheadMs: 0 }
  const session = { server: 'https://baton.example', refresh: 'one', me: me() }
  await store.keepSession(session)
  await store.keepAnswer(answer)
  expect(await store.answer('queue')).toEqual(answer)
  await store.keepSession({ ...session, refresh: 'two' })
  expect(await store.answer('queue')).toBeUndefined()
  await store.endSession(0)
  await store.keepAnswer(answer)
  expect(await store.answer('queue')).toBeUndefined()
})

test('acts of the first version, which name no server, are not sent to any', async () => {
  const world = workerWorld()
  const first = await openDB(world.database, 1, {
    upgrade: (db) => {
      db.createObjectStore('session')
      const answers = db.createObjectStore('answers', { keyPath: 'key' })
      for (const index of ['asOfMs', 'handoffId']) answers.createIndex(index, index)
      const acts = db.createObjectStore('acts', { keyPath: 'seq', autoIncrement: true })
      acts.createIndex('press', ['person', 'handoffId', 'kind'], { unique: true })
      db.createObjectStore('refused', { keyPath: ['person', 'handoffId'] })
    },
  })
  await first.add('acts', { person: 'p-mara', kind: 'accept', ...ACT, key: 'key-of-the-press', input: {}, attempts: 1 })
  await first.put('session', { server: 'https://baton.example', refresh: 'kept', me: me() }, 'current')
  first.close()
  expect(await world.store().acts(ACCOUNT)).toEqual([])
  expect(await world.store().session()).toMatchObject({ refresh: 'kept' })
  const popup = await world.signedIn()
  expect(await popup.acts.accept.mutate(ACT)).toEqual({ outcome: 'done' })
  expect(world.server.done).toHaveLength(1)
})

test('a worker that is stopped at any step between two servers gives neither what is of the other', async () => {
  let deaths = 0
  for (let n = 0; ; n += 1) {
    const { world } = await keptAtOne()
    const life = endingAt(n)
    world.live(life)
    await quiet()
    let isDone = false
    void world
      .popup()
      .session.signIn.mutate({ link: OTHER_LINK })
      .then(() => (isDone = true))
    await until(() => life.isOver() || isDone)
    await quiet()
    if (!life.isOver()) break
    deaths += 1
    world.live()
    await until(() => isDone)
    await quiet()
    const sidebar = world.sidebar(1)
    const asked = await sidebar.sidebar.state.query()
    expect(asked, `stopped at step ${n}`).toMatchObject({ kind: 'no_handoff' })
    expect(world.other.done, `stopped at step ${n}`).toEqual([])
    expect(JSON.stringify(world.other.calls), `stopped at step ${n}`).not.toContain('-baton.example')
    expect(JSON.stringify(world.server.calls), `stopped at step ${n}`).not.toContain('-other.example')
    world.server.isDown = false
    world.browser.alarm('pulse')
    await until(() => world.server.isEnded)
    expect(world.other.isEnded, `stopped at step ${n}`).toBe(false)
  }
  expect(deaths).toBeGreaterThan(20)
}, 60_000)
