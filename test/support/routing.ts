import fc from 'fast-check'
import type { AccountMatch, Availability, RouteInputs } from '../../server/domain/route.ts'
import type { LadderStep, Pool } from '../../shared/playbook.ts'

/** Random routing inputs: eight people of whom a ladder knows some, pools that overlap, a match that may name strangers. */
export const PEOPLE = ['ana', 'ben', 'cleo', 'dana', 'eli', 'finn', 'gus', 'hana']
export const CATCH_ALL = 'ruth'
const EVERYBODY = [...PEOPLE, CATCH_ALL]
const STRANGER = 'nobody-here'

const person = fc.constantFrom(...PEOPLE)

export const availability: fc.Arbitrary<Availability> = fc
  .record({
    status: fc.constantFrom<Availability['status'][]>(
      'on_duty',
      'on_duty',
      'on_duty',
      'off_duty',
      'away',
      'paused',
      'left',
    ),
    manager: fc.option(fc.constantFrom(...EVERYBODY)),
    awayUntil: fc.constantFrom(1_800_000_000_000, 1_900_000_000_000),
  })
  .map(({ awayUntil, ...rest }) => (rest.status === 'away' ? { ...rest, awayUntil } : rest))

export const people: fc.Arbitrary<Record<string, Availability>> = fc
  .tuple(...EVERYBODY.map(() => availability))
  .map((all) => Object.fromEntries(EVERYBODY.map((id, i) => [id, all[i]!])))

export const match: fc.Arbitrary<AccountMatch> = fc.record({
  account: fc.constant('nordlys'),
  name: fc.constant('Nordlys Logistics'),
  evidence: fc.constant('email_domain' as const),
  value: fc.constant('nordlys.com'),
  owner: fc.option(fc.oneof({ weight: 9, arbitrary: person }, { weight: 1, arbitrary: fc.constant(STRANGER) })),
  backup: fc.option(fc.oneof({ weight: 9, arbitrary: person }, { weight: 1, arbitrary: fc.constant(STRANGER) })),
})

const pool = (id: string): fc.Arbitrary<RouteInputs['pools'][number]> =>
  fc
    .uniqueArray(
      fc.record({
        person,
        weight: fc.integer({ min: 1, max: 4 }),
        turns: fc.integer({ min: -2, max: 8 }),
        lastAt: fc.option(fc.constantFrom(1_000, 2_000, 3_000)),
      }),
      { minLength: 1, selector: (standing) => standing.person },
    )
    .map((standings) => ({
      id,
      name: `Pool ${id}`,
      members: standings.map((each): Pool['members'][number] => ({ person: each.person, weight: each.weight })),
      standings,
    }))

/** Named owner and pools in any order, some left out; the catch-all last. */
export const ladder: fc.Arbitrary<LadderStep[]> = fc
  .shuffledSubarray<LadderStep>([
    { id: 'named', name: 'Named account', kind: 'named_account_owner' },
    { id: 'first', name: 'First pool', kind: 'pool', pool: 'first' },
    { id: 'second', name: 'Second pool', kind: 'pool', pool: 'second' },
  ])
  .map((steps) => [...steps, { id: 'rest', name: 'Everything else', kind: 'catch_all', person: CATCH_ALL }])

export const routeInputs: fc.Arbitrary<RouteInputs> = fc.record({
  at: fc.constant(1_700_000_000_000),
  ladder,
  pools: fc.tuple(pool('first'), pool('second')),
  match: fc.option(match, { freq: 3 }),
  people,
  refusedBy: fc.subarray(EVERYBODY, { maxLength: 4 }),
})

/** The same, with a catch-all who is there and has not refused. */
export const withCatchAll: fc.Arbitrary<RouteInputs> = routeInputs.filter(
  ({ people: all, refusedBy }) => all[CATCH_ALL]?.status !== 'left' && !refusedBy.includes(CATCH_ALL),
)
