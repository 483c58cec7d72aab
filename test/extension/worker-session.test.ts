import { describe, expect, test } from 'vitest'
import { REDIRECT } from '../../extension/browser/fake.ts'
import { endingAt } from '../support/mortal.ts'
import { handoff } from '../support/views.ts'
import { LINK, quiet, until, workerWorld } from '../support/workerWorld.ts'

const HOUR_MS = 60 * 60_000

describe('signing in', () => {
  test('with a link tells who one is', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    expect(await popup.session.state.query()).toMatchObject({
      server: 'https://baton.example',
      me: { person: { name: 'Mara Lind' } },
      online: true,
      waitingActs: 0,
    })
    const page = new URL(world.browser.windows[0] ?? '')
    expect(page.origin + page.pathname).toBe('https://baton.example/authorize')
    expect(Object.fromEntries(page.searchParams)).toEqual({
      response_type: 'code',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
      device: 'Chrome on Linux',
      redirect_uri: REDIRECT,
    })
    expect(world.server.calls[0]).toMatchObject({ path: 'auth.exchange', input: { workspace: 'acme' } })
    expect([...world.browser.alarms]).toEqual(['pulse'])
  })

  test('with what is no link says so', async () => {
    const world = workerWorld()
    world.live()
    expect(await world.popup().session.signIn.mutate({ link: 'https://baton.example/elsewhere' })).toMatchObject({
      ok: false,
      problem: { status: 422, errors: [{ field: 'link' }] },
    })
  })

  test('at a server that does not answer says so', async () => {
    const world = workerWorld()
    world.live()
    world.server.isDown = true
    expect(await world.popup().session.signIn.mutate({ link: LINK })).toMatchObject({
      ok: false,
      problem: { type: 'urn:baton:problem:unreachable' },
    })
  })

  test('keeps no token where a content script could read it', async () => {
    const world = workerWorld()
    await world.signedIn()
    expect(JSON.stringify([...world.browser.local])).not.toMatch(/access-|refresh-/)
    expect(JSON.stringify([...world.browser.session])).not.toContain('refresh-')
    expect(world.browser.isProtected).toBe(true)
  })
})

describe('an access token', () => {
  test('that has less than a minute left is renewed before it is used, once for all who ask', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    await quiet()
    world.time.advance(14.5 * 60_000)
    const rotations = world.server.rotations
    for (const id of [21, 22, 23]) world.browser.tabs.set(id, { id, url: `https://crm.example/leads/${id}` })
    const sidebars = [21, 22, 23].map((id) => world.sidebar(id).sidebar.state.query())
    const [accepted, ...states] = await Promise.all([popup.acts.accept.mutate({ handoffId: 'a' }), ...sidebars])
    expect(accepted).toEqual({ outcome: 'done' })
    expect(states.map(({ kind }) => kind)).toEqual(['no_handoff', 'no_handoff', 'no_handoff'])
    expect(world.server.rotations).toBe(rotations + 1)
    expect(world.server.count('auth.refresh')).toBe(1)
  })

  test('that the server refuses is renewed once, and the call made again', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    world.server.expireAccess()
    expect(await popup.acts.accept.mutate({ handoffId: 'h-maria' })).toEqual({ outcome: 'done' })
    expect(world.server.rotations).toBe(2)
  })

  test('outlives a browser that forgets its memory', async () => {
    const world = workerWorld()
    await world.signedIn()
    world.browser.session.clear()
    world.live()
    expect(await world.popup().acts.accept.mutate({ handoffId: 'h-maria' })).toEqual({ outcome: 'done' })
  })

  test.each([-24, 24])('works with a browser clock that is %i hours off', async (hours) => {
    const world = workerWorld()
    world.ahead.ms = hours * HOUR_MS
    world.server.put(handoff())
    const popup = await world.signedIn()
    const sidebar = world.sidebar(1)
    const state = await sidebar.sidebar.state.query()
    expect(state).toMatchObject({ kind: 'handoff', aheadMs: hours * HOUR_MS })
    const rotations = world.server.rotations
    for (const handoffId of ['a', 'b', 'c']) await popup.acts.accept.mutate({ handoffId })
    expect(world.server.rotations).toBe(rotations)
  })
})

describe('a worker that is stopped', () => {
  test('at any step of a rotation stays signed in', async () => {
    let deaths = 0
    for (let n = 0; ; n += 1) {
      const world = workerWorld()
      await world.signedIn()
      await quiet()
      world.server.expireAccess()
      const life = endingAt(n)
      world.live(life)
      let isDone = false
      void world
        .popup()
        .acts.accept.mutate({ handoffId: 'h-maria' })
        .then(() => (isDone = true))
      await until(() => life.isOver() || isDone)
      if (!life.isOver()) break
      deaths += 1
      world.time.advance(30_000)
      world.live()
      await until(() => isDone)
      expect(world.server.isEnded, `stopped at step ${n}`).toBe(false)
    }
    expect(deaths).toBeGreaterThan(20)
  }, 60_000)
})

describe('a session that has ended', () => {
  test('at the server forgets all that was known of it here', async () => {
    const world = workerWorld()
    world.server.put(handoff())
    const popup = await world.signedIn()
    await world.sidebar(1).sidebar.state.query()
    world.server.isEnded = true
    world.server.expireAccess()
    world.browser.alarm('pulse')
    await until(async () => (await popup.session.state.query()).me === null)
    await quiet()
    expect(await world.sidebar(1).sidebar.state.query()).toEqual({ kind: 'signed_out' })
    expect(await popup.queue.state.query()).toEqual({ kind: 'signed_out' })
    expect(await world.store().answer('queue')).toBeUndefined()
    expect(world.browser.session.size).toBe(0)
    expect([...world.browser.alarms]).toEqual([])
    expect(world.browser.scripts).toEqual([])
    expect(world.browser.badge.text).toBe('')
  })

  test('leaves nothing behind of an answer that was still on its way', async () => {
    const world = workerWorld()
    world.server.put(handoff())
    const popup = await world.signedIn()
    world.server.holding = 'handoffs.forRecord'
    const asked = world.sidebar(1).sidebar.state.query()
    await until(() => world.server.held === 1)
    await popup.session.signOut.mutate()
    world.server.release()
    await asked
    await quiet()
    expect(await world.store().keyOfHandoff('h-maria')).toBeUndefined()
  })
})
