import { describe, expect, test } from 'vitest'
import { problemIn } from '../../extension/api/problemIn.ts'
import { mayAskServer } from '../../extension/worker/relay.ts'
import { problem } from '../../shared/problem.ts'
import { me } from '../support/queueViews.ts'
import { quiet, until, workerWorld } from '../support/workerWorld.ts'

const ID = 'nmehchbbafckpekpafghimebambpejdd'
const ORIGIN = `chrome-extension://${ID}`

describe('what a page asks the server', () => {
  test('goes to the server with the token of whoever is signed in, and its answer comes back', async () => {
    const world = workerWorld()
    await world.signedIn()
    world.server.pages['people.list'] = () => ({ people: [], teams: [], grants: [] })
    expect(await world.options().people.list.query()).toEqual({ people: [], teams: [], grants: [] })
    const call = world.server.calls.find(({ path }) => path === 'people.list')
    expect(call?.access).toBe('access-1-baton.example')
  })

  test('is asked again once with a new token when the server refuses the old one', async () => {
    const world = workerWorld()
    await world.signedIn()
    world.server.pages['people.list'] = () => ({ people: [], teams: [], grants: [] })
    world.server.expireAccess()
    expect(await world.options().people.list.query()).toEqual({ people: [], teams: [], grants: [] })
    expect(world.server.count('people.list')).toBe(2)
    expect(world.server.rotations).toBe(2)
  })

  test('is refused with the problem that the server tells, field by field', async () => {
    const world = workerWorld()
    await world.signedIn()
    const taken = problem('invalid-field', 'See email.', [{ field: 'email', detail: 'is already somebody’s here' }])
    world.server.pages['people.invite'] = () => {
      throw taken
    }
    const input = { name: 'Dana', email: 'dana@acme.example', role: 'rep', teamId: null } as const
    const refused = await world.options().people.invite.mutate(input).catch(problemIn)
    expect(refused).toEqual(taken)
  })

  test('tells that the server does not answer, and that nobody is signed in', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    world.server.isDown = true
    expect(await world.options().people.list.query().catch(problemIn)).toMatchObject({
      type: 'urn:baton:problem:unreachable',
    })
    await popup.session.signOut.mutate()
    expect(await world.options().people.list.query().catch(problemIn)).toMatchObject({
      type: 'urn:baton:problem:signed-out',
    })
  })

  test('when refused for the role makes the worker look whether that has changed', async () => {
    const world = workerWorld()
    const popup = await world.signedIn()
    await quiet()
    world.server.me = me({ role: 'manager' })
    world.server.pages['people.list'] = () => {
      throw problem('not-allowed')
    }
    await world
      .options()
      .people.list.query()
      .catch(() => undefined)
    await until(async () => (await popup.session.state.query()).me?.person.role === 'manager')
  })

  test.each(['auth.refresh', 'auth.exchange', 'auth.signOut'])(
    'is never %s: tokens stay in the worker',
    async (path) => {
      const world = workerWorld()
      await world.signedIn()
      const before = world.server.calls.length
      const answers: unknown[] = []
      const port = world.browser.page({ id: ID, url: `${ORIGIN}/options.html` }).connect('baton')
      port.onMessage((message) => answers.push(message))
      port.post({ id: 1, method: 'mutation', path: `server.${path}`, input: { refresh: 'x'.repeat(30) } })
      await until(() => answers.length === 1)
      expect(answers[0]).toMatchObject({ id: 1, error: { data: { problem: { status: 403 } } } })
      expect(world.server.calls.length).toBe(before)
    },
  )

  test('and was to change is not sent twice when the worker is stopped meanwhile, but told to be unknown', async () => {
    const world = workerWorld()
    await world.signedIn()
    world.server.pages['people.revokeLink'] = () => undefined
    world.server.holding = 'people.revokeLink'
    const asked = world.options().people.revokeLink.mutate({ personId: 'dana' }).catch(problemIn)
    await until(() => world.server.held === 1)
    world.live()
    expect(await asked).toMatchObject({ type: 'urn:baton:problem:answer-lost' })
    await quiet()
    expect(world.server.count('people.revokeLink')).toBe(1)
  })

  test('and only reads is asked again by the next worker', async () => {
    const world = workerWorld()
    await world.signedIn()
    world.server.pages['people.list'] = () => ({ people: [], teams: [], grants: [] })
    world.server.holding = 'people.list'
    const asked = world.options().people.list.query()
    await until(() => world.server.held === 1)
    world.server.holding = null
    world.live()
    expect(await asked).toEqual({ people: [], teams: [], grants: [] })
  })
})

describe('who may ask the server', () => {
  test.each([
    ['the options page in a tab', { url: `${ORIGIN}/options.html`, tab: { id: 3 }, frameId: 0 }, true],
    ['the options page at a section', { url: `${ORIGIN}/options.html#people`, tab: { id: 3 }, frameId: 0 }, true],
    ['the popup', { url: `${ORIGIN}/popup.html` }, true],
    ['the sidebar in a page', { url: `${ORIGIN}/sidebar.html`, tab: { id: 3 }, frameId: 1 }, false],
    ['the sidebar in a tab of its own', { url: `${ORIGIN}/sidebar.html`, tab: { id: 3 }, frameId: 0 }, false],
    ['the options page in a frame', { url: `${ORIGIN}/options.html`, tab: { id: 3 }, frameId: 2 }, false],
    [
      'the options page in a frame that the browser does not name',
      { url: `${ORIGIN}/options.html`, tab: { id: 3 } },
      false,
    ],
    ['a page of another name', { url: `${ORIGIN}/x/options.html`, tab: { id: 3 }, frameId: 0 }, false],
    ['a page without an address', { tab: { id: 3 }, frameId: 0 }, false],
  ])('%s: %#', (_, sender, expected) => expect(mayAskServer({ id: ID, ...sender })).toBe(expected))

  test('the sidebar is refused, and the server hears nothing', async () => {
    const world = workerWorld()
    await world.signedIn()
    const before = world.server.calls.length
    const answers: unknown[] = []
    const port = world.browser.frame(1).connect('baton')
    port.onMessage((message) => answers.push(message))
    port.post({ id: 1, method: 'query', path: 'server.people.list' })
    port.post({ id: 2, method: 'mutation', path: 'server.people.invite', input: {} })
    port.post({ id: 3, method: 'subscription', path: 'server.changes' })
    await until(() => answers.length === 3)
    for (const answer of answers) expect(answer).toMatchObject({ error: { data: { code: 'FORBIDDEN' } } })
    expect(world.server.calls.slice(before).filter(({ path }) => path.startsWith('people'))).toEqual([])
  })
})
