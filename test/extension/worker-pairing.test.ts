import { describe, expect, test } from 'vitest'
import { LINK, until, workerWorld, type WorkerWorld } from '../support/workerWorld.ts'

const MINUTE_MS = 60_000

describe('a code instead', () => {
  const pairing = async () => {
    const world = workerWorld()
    world.live()
    const popup = world.popup()
    expect(await popup.session.startPairing.mutate({ link: LINK })).toEqual({ ok: true })
    const tab = [...world.browser.tabs.values()].at(-1)?.url ?? ''
    return { world, popup, tab }
  }
  const shownIn = (world: WorkerWorld, tab: string): string => {
    const answer = world.server.consent.allow(tab)
    return 'code' in answer ? answer.code : ''
  }

  test('is shown by the page in a tab and typed in here', async () => {
    const { world, popup, tab } = await pairing()
    expect(new URL(tab).searchParams.has('redirect_uri')).toBe(false)
    expect((await popup.session.state.query()).pairing).toMatchObject({ server: 'https://baton.example' })
    expect(await popup.session.pair.mutate({ code: shownIn(world, tab) })).toEqual({ ok: true })
    expect(await popup.session.state.query()).toMatchObject({ pairing: null, me: { person: { name: 'Mara Lind' } } })
  })

  test('that was begun again with the same link has its whole time again, and the same page still works', async () => {
    const { world, popup, tab } = await pairing()
    world.time.advance(9 * MINUTE_MS)
    await popup.session.startPairing.mutate({ link: LINK })
    const again = [...world.browser.tabs.values()].at(-1)?.url ?? ''
    expect(new URL(again).searchParams.get('code_challenge')).toBe(new URL(tab).searchParams.get('code_challenge'))
    const code = shownIn(world, again)
    world.time.advance(5 * MINUTE_MS - 1_000)
    expect(await popup.session.pair.mutate({ code })).toEqual({ ok: true })
  })

  test('that is shown late is taken for as long as the server takes it', async () => {
    const { world, popup, tab } = await pairing()
    world.time.advance(4 * MINUTE_MS)
    const code = shownIn(world, tab)
    world.time.advance(5 * MINUTE_MS)
    expect(await popup.session.pair.mutate({ code: 'wrong' })).toMatchObject({
      problem: { type: 'urn:baton:problem:wrong-code' },
    })
    expect(await popup.session.pair.mutate({ code })).toEqual({ ok: true })
  })

  test('waits through a reload of the page and an end of the worker, for ten minutes', async () => {
    const { world, tab } = await pairing()
    const code = shownIn(world, tab)
    world.live()
    const popup = world.popup()
    world.time.advance(10 * MINUTE_MS - 1)
    expect((await popup.session.state.query()).pairing).not.toBeNull()
    world.time.advance(1)
    expect((await popup.session.state.query()).pairing).toBeNull()
    expect(await popup.session.pair.mutate({ code })).toMatchObject({
      problem: { type: 'urn:baton:problem:code-ended' },
    })
  })

  test('typed wrong five times is over, and until then each time the tries that are left are told', async () => {
    const { world, popup, tab } = await pairing()
    const code = shownIn(world, tab)
    const told: unknown[] = []
    for (let tries = 0; tries < 5; tries += 1) {
      const answer = await popup.session.pair.mutate({ code: 'wrong' })
      told.push(answer.ok ? 'in' : [answer.problem.type.split(':').at(-1), answer.problem.detail])
    }
    expect(told).toEqual([
      ['wrong-code', '4 tries are left.'],
      ['wrong-code', '3 tries are left.'],
      ['wrong-code', '2 tries are left.'],
      ['wrong-code', 'One try is left.'],
      ['code-ended', undefined],
    ])
    expect((await popup.session.state.query()).pairing).toBeNull()
    expect(await popup.session.pair.mutate({ code })).toMatchObject({ ok: false })
    await popup.session.startPairing.mutate({ link: LINK })
    const again = [...world.browser.tabs.values()].at(-1)?.url ?? ''
    expect(await popup.session.pair.mutate({ code: shownIn(world, again) })).toEqual({ ok: true })
  })

  test('whose answer gets lost is typed in again', async () => {
    const { world, popup, tab } = await pairing()
    const code = shownIn(world, tab)
    world.server.holding = 'auth.exchange'
    const first = popup.session.pair.mutate({ code })
    await until(() => world.server.held === 1)
    world.server.fail()
    expect(await first).toMatchObject({ ok: false })
    expect(await popup.session.pair.mutate({ code })).toEqual({ ok: true })
    expect(world.server.rotations).toBe(1)
  })

  test('can be given up', async () => {
    const { popup } = await pairing()
    await popup.session.stopPairing.mutate()
    expect((await popup.session.state.query()).pairing).toBeNull()
  })
})
