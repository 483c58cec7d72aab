import { describe, expect, test } from 'vitest'
import type { WindowAnswer } from '../../extension/browser/browser.ts'
import { REDIRECT } from '../../extension/browser/fake.ts'
import { endingAt } from '../support/mortal.ts'
import { me } from '../support/queueViews.ts'
import { LINK, OTHER_LINK, quiet, SECOND_LINK, until, workerWorld, type WorkerWorld } from '../support/workerWorld.ts'

const out = () => {
  const world = workerWorld()
  world.live()
  return { world, popup: world.popup() }
}

/** The window is left alone by its page: it ends like this. */
const windowEnds = (world: WorkerWorld, how: (page: URL) => WindowAnswer) => (world.browser.answerWindow = how)

const allowed = (world: WorkerWorld, page: URL): string => {
  const answer = world.server.consent.allow(page)
  return 'redirect' in answer ? answer.redirect : ''
}

describe('the sign-in window', () => {
  test('that is closed changes nothing, and the same link goes on', async () => {
    const { world, popup } = out()
    const allow = world.browser.answerWindow
    windowEnds(world, () => ({ kind: 'closed' }))
    expect(await popup.session.signIn.mutate({ link: LINK })).toMatchObject({
      ok: false,
      problem: { type: 'urn:baton:problem:window-closed' },
    })
    expect((await popup.session.state.query()).me).toBeNull()
    world.browser.answerWindow = allow
    expect(await popup.session.signIn.mutate({ link: LINK })).toEqual({ ok: true })
    const challenges = world.browser.windows.map((page) => new URL(page).searchParams.get('code_challenge'))
    expect(new Set(challenges).size).toBe(1)
  })

  test('in which somebody says no is as good as closed', async () => {
    const { world, popup } = out()
    windowEnds(world, (page) => {
      const query = new URLSearchParams({ error: 'access_denied', state: page.searchParams.get('state') ?? '' })
      return { kind: 'answer', address: `${REDIRECT}?${query}` }
    })
    expect(await popup.session.signIn.mutate({ link: LINK })).toMatchObject({
      problem: { type: 'urn:baton:problem:window-closed' },
    })
  })

  test.each<[string, (world: WorkerWorld, page: URL) => string]>([
    ['with another state', (world, page) => allowed(world, page).replace(/state=./, 'state=!')],
    ['without a state', (world, page) => allowed(world, page).replace(/&state=.*/, '')],
    [
      'at another origin',
      (world, page) => allowed(world, page).replace('chromiumapp.org', 'chromiumapp.org.evil.example'),
    ],
    ['at another path', (world, page) => allowed(world, page).replace('.org/?', '.org/x?')],
    ['without a code', (world, page) => allowed(world, page).replace(/code=[^&]*&/, '')],
    ['that is no address', () => 'nothing'],
  ])('whose answer comes %s is not believed, and no code is traded', async (_, forge) => {
    const { world, popup } = out()
    windowEnds(world, (page) => ({ kind: 'answer', address: forge(world, page) }))
    expect(await popup.session.signIn.mutate({ link: LINK })).toMatchObject({
      ok: false,
      problem: { type: 'urn:baton:problem:answer-not-ours' },
    })
    expect(world.server.count('auth.exchange')).toBe(0)
    expect((await popup.session.state.query()).me).toBeNull()
  })

  test('that this browser does not have leads to a code', async () => {
    const { world, popup } = out()
    world.browser.hasWindow = false
    expect(await popup.session.signIn.mutate({ link: LINK })).toMatchObject({
      problem: { type: 'urn:baton:problem:window-failed' },
    })
  })

  test('whose answer gets lost at the server goes on with the same code, without another window', async () => {
    const { world, popup } = out()
    world.server.holding = 'auth.exchange'
    const first = popup.session.signIn.mutate({ link: LINK })
    await until(() => world.server.held === 1)
    world.server.fail()
    expect(await first).toMatchObject({ ok: false, problem: { type: 'urn:baton:problem:unreachable' } })
    world.time.advance(30_000)
    expect(await popup.session.signIn.mutate({ link: LINK })).toEqual({ ok: true })
    expect(world.browser.windows).toHaveLength(1)
    expect(world.server.rotations).toBe(1)
  })

  test('with a link that was used before says so', async () => {
    const { world, popup } = out()
    await popup.session.signIn.mutate({ link: LINK })
    await popup.session.signOut.mutate()
    expect(await popup.session.signIn.mutate({ link: LINK })).toMatchObject({
      ok: false,
      problem: { type: 'urn:baton:problem:link-used' },
    })
    expect(await world.store().pendingSignIn()).toBeUndefined()
  })
})

test('a worker that is stopped at any step of a sign-in signs in once, in one session', async () => {
  let deaths = 0
  for (let n = 0; ; n += 1) {
    const world = workerWorld()
    const life = endingAt(n)
    world.live(life)
    let answer: unknown
    void world
      .popup()
      .session.signIn.mutate({ link: LINK })
      .then((told) => (answer = told))
    await until(() => life.isOver() || answer !== undefined)
    await quiet()
    if (!life.isOver()) break
    deaths += 1
    world.time.advance(30_000)
    world.live()
    await until(() => answer !== undefined)
    expect(answer, `stopped at step ${n}`).toEqual({ ok: true })
    await quiet()
    expect(world.server.isEnded, `stopped at step ${n}`).toBe(false)
    expect(await world.popup().acts.accept.mutate({ handoffId: 'h' }), `stopped at step ${n}`).toEqual({
      outcome: 'done',
    })
    expect(await world.store().pendingSignIn(), `stopped at step ${n}`).toBeUndefined()
  }
  expect(deaths).toBeGreaterThan(20)
}, 60_000)

test('a code that a stopped worker left behind is traded by the next one, also when the page is gone', async () => {
  const { world, popup } = out()
  world.server.holding = 'auth.exchange'
  void popup.session.signIn.mutate({ link: LINK }).catch(() => undefined)
  await until(() => world.server.held === 1)
  const kept = await world.store().pendingSignIn()
  expect(kept?.code).toBeDefined()
  world.server.fail()
  world.live()
  const other = world.popup()
  await until(async () => (await other.session.state.query()).me !== null)
})

describe('another role', () => {
  test('is learned when the line is up again, and told to pages', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    await quiet()
    const topics: string[] = []
    popup.changes.subscribe(undefined, { onData: (topic) => topics.push(topic) })
    await quiet()
    world.server.me = me({ role: 'manager' })
    world.server.cut()
    world.browser.alarm('pulse')
    await until(async () => (await popup.session.state.query()).me?.person.role === 'manager')
    expect(topics).toEqual(expect.arrayContaining(['session', 'server']))
  })

  test('of somebody else who is signed in by now is not taken for one’s own', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    await quiet()
    world.server.me = me({ role: 'admin' })
    world.server.holding = 'me'
    world.server.cut()
    world.browser.alarm('pulse')
    await until(() => world.server.held > 0)
    await popup.session.signIn.mutate({ link: OTHER_LINK })
    world.server.release()
    await quiet()
    expect(await popup.session.state.query()).toMatchObject({
      server: 'https://other.example',
      me: { person: { role: 'rep' } },
    })
  })
})

describe('signing out everywhere', () => {
  test('ends all sessions at the server and this one here', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    expect(await popup.session.signOutEverywhere.mutate()).toEqual({ ok: true })
    expect(world.server.isEnded).toBe(true)
    expect((await popup.session.state.query()).me).toBeNull()
    expect(await popup.session.signIn.mutate({ link: SECOND_LINK })).toEqual({ ok: true })
  })

  test('changes nothing when the server does not answer', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    world.server.isDown = true
    expect(await popup.session.signOutEverywhere.mutate()).toMatchObject({ ok: false })
    expect((await popup.session.state.query()).me).not.toBeNull()
  })
})

test('a browser in which it was just installed is shown the options page, unless somebody is signed in', async () => {
  const { world, popup } = out()
  world.browser.install(false)
  await quiet()
  expect(world.browser.optionsOpened).toBe(0)
  world.browser.install(true)
  await until(() => world.browser.optionsOpened === 1)
  await popup.session.signIn.mutate({ link: LINK })
  world.browser.install(true)
  await quiet()
  expect(world.browser.optionsOpened).toBe(1)
})
