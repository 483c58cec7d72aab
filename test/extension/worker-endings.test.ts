import { describe, expect, test } from 'vitest'
import { endingAt } from '../support/mortal.ts'
import { OTHER_LINK, SECOND_LINK, quiet, until, workerWorld, type WorkerWorld } from '../support/workerWorld.ts'

const DAY_MS = 24 * 60 * 60_000

const pulse = async (world: WorkerWorld): Promise<void> => {
  world.browser.alarm('pulse')
  await quiet()
}

/** Signed out by hand while the server did not answer. */
const signedOutAlone = async () => {
  const world = workerWorld()
  const popup = await world.signedIn()
  await quiet()
  world.server.cut()
  world.server.isDown = true
  await popup.session.signOut.mutate()
  await quiet()
  return { world, popup }
}

describe('signing out', () => {
  test('ends the session at the server too, and then leaves nothing to do', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    await popup.session.signOut.mutate()
    expect(await popup.session.state.query()).toMatchObject({ server: 'https://baton.example', me: null })
    await until(() => world.server.isEnded)
    await until(() => world.browser.alarms.size === 0)
    expect(await world.store().session()).toMatchObject({ refresh: null, me: null })
    expect(await world.store().endings()).toEqual([])
  })

  test('needs no access token that is still good', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    world.server.expireAccess()
    world.browser.session.clear()
    await popup.session.signOut.mutate()
    await until(() => world.server.isEnded)
  })

  test('while a token is being renewed ends the session all the same', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    await quiet()
    world.server.expireAccess()
    world.server.holding = 'auth.refresh'
    const asked = popup.acts.accept.mutate({ handoffId: 'h-maria' })
    await until(() => world.server.held === 1)
    await popup.session.signOut.mutate()
    world.server.release()
    await asked
    await until(() => world.server.isEnded)
    expect(await popup.session.state.query()).toMatchObject({ me: null })
    expect(world.server.done).toEqual([])
  })
})

describe('while the server does not answer', () => {
  test('one is signed out here at once, and there as soon as it answers', async () => {
    const { world, popup } = await signedOutAlone()
    expect(await popup.session.state.query()).toMatchObject({ me: null })
    expect(await popup.queue.state.query()).toEqual({ kind: 'signed_out' })
    expect(await world.store().session()).toMatchObject({ refresh: null, me: null })
    expect([...world.browser.alarms]).toEqual(['pulse'])
    await pulse(world)
    expect(world.server.isEnded).toBe(false)
    world.server.isDown = false
    await pulse(world)
    expect(world.server.isEnded).toBe(true)
    expect([...world.browser.alarms]).toEqual([])
    const told = world.server.count('auth.signOut')
    await pulse(world)
    expect(world.server.count('auth.signOut')).toBe(told)
  })

  test('a browser that was started anew still tells it', async () => {
    const { world } = await signedOutAlone()
    world.browser.alarms.clear()
    world.live()
    await until(() => world.browser.alarms.has('pulse'))
    world.server.isDown = false
    await pulse(world)
    expect(world.server.isEnded).toBe(true)
  })

  test('signing in again does not keep the earlier session alive, nor end the new one', async () => {
    const { world, popup } = await signedOutAlone()
    expect(await popup.session.signIn.mutate({ link: OTHER_LINK })).toEqual({ ok: true })
    world.server.isDown = false
    await pulse(world)
    expect(world.server.isEnded).toBe(true)
    expect(world.other.isEnded).toBe(false)
    expect(await popup.acts.accept.mutate({ handoffId: 'h-maria' })).toEqual({ outcome: 'done' })
    expect([...world.browser.alarms]).toEqual(['pulse'])
  })

  test('a token that would have expired by now is not told any more', async () => {
    const { world } = await signedOutAlone()
    world.time.advance(30 * DAY_MS)
    await pulse(world)
    expect(await world.store().endings()).toHaveLength(1)
    world.time.advance(1)
    await pulse(world)
    expect(await world.store().endings()).toEqual([])
    expect([...world.browser.alarms]).toEqual([])
  })
})

test.each([
  ['not-allowed', 0],
  ['signed-out', 0],
  ['unavailable', 1],
  ['internal', 1],
] as const)('an answer of «%s» leaves %i sessions to be told', async (problem, left) => {
  const { world } = await signedOutAlone()
  world.server.isDown = false
  world.server.failing = problem
  await pulse(world)
  expect(await world.store().endings()).toHaveLength(left)
})

test('a worker that is stopped at any step of a sign-out ends the session there, or is still signed in', async () => {
  let deaths = 0
  for (let n = 0; ; n += 1) {
    const world = workerWorld()
    await world.signedIn()
    await quiet()
    const life = endingAt(n)
    world.live(life)
    await quiet()
    let isDone = false
    void world
      .popup()
      .session.signOut.mutate()
      .then(() => (isDone = true))
    await until(() => life.isOver() || isDone)
    await quiet()
    if (!life.isOver()) break
    deaths += 1
    world.live()
    await pulse(world)
    const session = await world.store().session()
    expect(world.server.isEnded, `stopped at step ${n}`).toBe(session?.me === null)
    expect(await world.store().endings()).toEqual([])
  }
  expect(deaths).toBeGreaterThan(20)
}, 60_000)

test('signing in anew where one is signed in ends the earlier session only', async () => {
  const world = workerWorld()
  const popup = await world.signedIn()
  expect(await popup.session.signIn.mutate({ link: SECOND_LINK })).toEqual({ ok: true })
  await until(() => world.server.count('auth.signOut') === 1)
  await quiet()
  expect(world.server.isEnded).toBe(false)
  expect(await popup.acts.accept.mutate({ handoffId: 'h-maria' })).toEqual({ outcome: 'done' })
})
