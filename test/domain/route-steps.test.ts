import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { route, type RouteInputs } from '../../server/domain/route.ts'
import type { LadderStep } from '../../shared/point.ts'
import { CATCH_ALL, FITS, PEOPLE, withCatchAll } from '../support/routing.ts'

/** One person in particular by each of the ways in which a ladder can name one; Ruth catches the rest. */
const WAYS: [kind: string, step: LadderStep, told: Partial<RouteInputs>, why: string][] = [
  ['opportunity_owner', { id: 'x', name: 'X', kind: 'opportunity_owner' }, { opportunityOwner: 'ana' }, 'opportunity'],
  ['relationship', { id: 'x', name: 'X', kind: 'relationship' }, { relationship: 'ana' }, 'relationship'],
  ['account_team', { id: 'x', name: 'X', kind: 'account_team', role: 'se' }, { team: { se: 'ana' } }, 'account_team'],
  ['person', { id: 'x', name: 'X', kind: 'person', person: 'ana' }, {}, 'person'],
]
const ACCOUNT = {
  account: 'nordlys',
  name: 'Nordlys',
  evidence: 'record' as const,
  value: 'Nordlys',
  owner: null,
  backup: null,
}
const scene = (step: LadderStep, told: Partial<RouteInputs>): RouteInputs => ({
  at: 0,
  ladder: [step, { id: 'rest', name: 'Rest', kind: 'catch_all', person: CATCH_ALL }],
  pools: [],
  match: ACCOUNT,
  people: {
    ana: { status: 'off_duty', manager: 'ben' },
    ben: { status: 'on_duty', manager: null, manages: true },
    [CATCH_ALL]: { status: 'on_duty', manager: 'ben' },
  },
  refusedBy: [],
  fits: FITS,
  ...told,
})

describe('somebody in particular', () => {
  test.each(WAYS)('%s: takes it, also after their day has ended', (_, step, told, why) => {
    expect(route(scene(step, told))).toMatchObject({ owner: 'ana', why, pool: null, step: 'x', instead: null })
  })
  test.each(WAYS)('%s: never what they sent themselves', (_, step, told) => {
    const routed = route({ ...scene(step, told), sender: 'ana' })
    expect(routed).toMatchObject({ owner: CATCH_ALL, why: 'catch_all', backup: 'ben' })
    expect(routed?.trace[0]).toMatchObject({
      reason: 'owner_unavailable',
      candidates: [{ person: 'ana', reason: 'is_sender' }],
    })
  })
  test.each([
    ['opportunity_owner', WAYS[0]![1], 'no_opportunity'],
    ['relationship', WAYS[1]![1], 'no_relationship'],
    ['account_team', WAYS[2]![1], 'nobody_in_role'],
  ] as const)('%s: the trace tells when there is nobody', (_, step, reason) => {
    expect(route(scene(step, {}))?.trace[0]).toMatchObject({ reason, candidates: [] })
  })
  test('a team without an account is nobody’s, and a role that every object inherits is nobody', () => {
    const [, , [, step, told]] = WAYS as [unknown, unknown, (typeof WAYS)[number]]
    expect(route({ ...scene(step, told), match: null })?.trace[0]?.reason).toBe('no_account')
    const inherited = { ...step, role: 'constructor' } as LadderStep
    expect(route(scene(inherited, told))?.trace[0]?.reason).toBe('nobody_in_role')
  })
})

describe('where the catch-all owner is the sender', () => {
  const sent = (told: Partial<RouteInputs> = {}): RouteInputs => ({
    ...scene({ id: 'first', name: 'Pool', kind: 'pool', pool: 'first' }, {}),
    pools: [
      { id: 'first', name: 'Pool', members: [], standings: [{ person: 'ana', weight: 1, turns: 0, lastAt: null }] },
    ],
    sender: CATCH_ALL,
    ...told,
  })
  const only = (people: RouteInputs['people']) => sent({ ladder: sent().ladder.slice(1), people })
  test('somebody of the pool takes it, as ever', () =>
    expect(route(sent())).toMatchObject({ owner: 'ana', why: 'pool' }))
  test('else it is their manager', () =>
    expect(route(sent({ ladder: sent().ladder.slice(1) }))).toMatchObject({
      owner: 'ben',
      why: 'catch_all',
      step: 'rest',
    }))
  test('else somebody who manages, the first by id', () =>
    expect(
      route(
        only({
          zoe: { status: 'on_duty', manager: null, manages: true },
          eli: { status: 'on_duty', manager: null, manages: true },
          gus: { status: 'on_duty', manager: null },
          [CATCH_ALL]: { status: 'on_duty', manager: null },
        }),
      ),
    ).toMatchObject({ owner: 'eli', step: 'rest' }))
  test('with nobody else there is no owner', () =>
    expect(route(only({ [CATCH_ALL]: { status: 'on_duty', manager: null } }))).toBeNull())
})

test('a decision of an earlier version, which knows of no facts, is replayed as it was', () => {
  const { facts: _, fits: __, sender: ___, team: ____, ...old } = fc.sample(withCatchAll, { numRuns: 1, seed: 3 })[0]!
  const ladder = old.ladder.map(({ when: _____, ...step }) => step as LadderStep)
  expect(route({ ...old, ladder })?.owner).toEqual(expect.any(String))
})

test('a name that every object inherits is nobody', () => {
  const inputs = fc.sample(withCatchAll, { numRuns: 1, seed: 1 })[0]!
  const found = {
    account: 'a',
    name: 'A',
    evidence: 'email_domain' as const,
    value: 'a.com',
    owner: 'constructor',
    backup: '__proto__',
  }
  const strange = { opportunityOwner: 'toString', relationship: 'valueOf', team: { se: '__proto__' } }
  expect([CATCH_ALL, ...PEOPLE]).toContain(route({ ...inputs, ...strange, match: found })?.owner)
})
