import fc from 'fast-check'
import type { AccountMatch, Availability, RouteInputs } from '../../server/domain/route.ts'
import type { Condition } from '../../shared/condition.ts'
import type { LadderStep } from '../../shared/point.ts'
import type { Pool } from '../../shared/playbook.ts'

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
    manages: fc.boolean(),
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

/** Holds of some facts, of none or of all. */
const condition: fc.Arbitrary<Condition | undefined> = fc.constantFrom<(Condition | undefined)[]>(
  undefined,
  undefined,
  undefined,
  { field: 'account.status', is: 'customer' },
  { not: { field: 'account.status', is: 'customer' } },
  { fit: 'icp' },
)
export const FITS = [{ id: 'icp', name: 'Ideal', when: { field: 'account.size', atLeast: 100 } }]

const kinds: fc.Arbitrary<LadderStep[]> = fc.shuffledSubarray<LadderStep>([
  { id: 'named', name: 'Named account', kind: 'named_account_owner' },
  { id: 'deal', name: 'Open deal', kind: 'opportunity_owner' },
  { id: 'known', name: 'In touch', kind: 'relationship' },
  { id: 'team', name: 'Team', kind: 'account_team', role: 'se' },
  { id: 'gus', name: 'Gus', kind: 'person', person: 'gus' },
  { id: 'first', name: 'First pool', kind: 'pool', pool: 'first' },
  { id: 'second', name: 'Second pool', kind: 'pool', pool: 'second' },
])

/** Steps of every kind in any order, some left out, some under a condition; the catch-all last. */
export const ladder: fc.Arbitrary<LadderStep[]> = kinds
  .chain((steps) =>
    fc.tuple(
      ...steps.map((step) => condition.map((when): LadderStep => (when === undefined ? step : { ...step, when }))),
    ),
  )
  .map((steps): LadderStep[] => [
    ...steps,
    { id: 'rest', name: 'Everything else', kind: 'catch_all', person: CATCH_ALL },
  ])

const anybody = fc.oneof({ weight: 9, arbitrary: person }, { weight: 1, arbitrary: fc.constant(STRANGER) })

export const routeInputs: fc.Arbitrary<RouteInputs> = fc.record({
  at: fc.constant(1_700_000_000_000),
  ladder,
  pools: fc.tuple(pool('first'), pool('second')),
  match: fc.option(match, { freq: 3 }),
  people,
  refusedBy: fc.subarray(EVERYBODY, { maxLength: 4 }),
  facts: fc.record({
    'account.status': fc.constantFrom('customer', 'target', 'prospect'),
    'account.size': fc.constantFrom(20, 200),
  }),
  fits: fc.constant(FITS),
  sender: fc.option(fc.constantFrom(...EVERYBODY)),
  team: fc.record({ se: anybody, am: anybody }, { requiredKeys: [] }),
  opportunityOwner: fc.option(anybody),
  relationship: fc.option(anybody),
})

/** The same, with a catch-all who is there, has not refused and is not the sender. */
export const withCatchAll: fc.Arbitrary<RouteInputs> = routeInputs.filter(
  ({ people: all, refusedBy, sender }) =>
    all[CATCH_ALL]?.status !== 'left' && !refusedBy.includes(CATCH_ALL) && sender !== CATCH_ALL,
)
