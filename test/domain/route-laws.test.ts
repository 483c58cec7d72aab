import fc from 'fast-check'
import { beforeAll, expect } from 'vitest'
import { route, type Route, type RouteInputs, wholeTrace } from '../../server/domain/route.ts'
import { law, seedLine } from '../support/law.ts'
import { CATCH_ALL, match, PEOPLE, routeInputs, withCatchAll } from '../support/routing.ts'

beforeAll(() => console.info(seedLine()))

const anyone = fc.constantFrom(...PEOPLE)

/** The same facts, told in another order. */
const told = routeInputs.chain((inputs) =>
  fc.tuple(
    fc.constant(inputs),
    fc.record({
      people: fc
        .shuffledSubarray(Object.entries(inputs.people), { minLength: Object.keys(inputs.people).length })
        .map(Object.fromEntries),
      refusedBy: shuffled(inputs.refusedBy),
      pools: fc
        .tuple(
          ...inputs.pools.map((pool) =>
            fc
              .tuple(shuffled(pool.members), shuffled(pool.standings))
              .map(([members, standings]) => ({ ...pool, members, standings })),
          ),
        )
        .chain(shuffled),
    }),
  ),
)
const shuffled = <T>(list: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...list], { minLength: list.length })

law('the order in which people, pools, members and refusals are told changes nothing', told, ([inputs, reordered]) => {
  expect(route({ ...inputs, ...reordered })).toEqual(route(inputs))
})

law('the same inputs give the same route, also after a round trip through JSON', routeInputs, (inputs) => {
  const before = JSON.stringify(inputs)
  const routed = route(inputs)
  expect(route(JSON.parse(before) as RouteInputs)).toEqual(routed)
  expect(JSON.stringify(inputs)).toBe(before)
  expect(JSON.parse(JSON.stringify(routed))).toEqual(routed)
})

law('nobody who has left or refused becomes owner or backup, and nobody is their own backup', routeInputs, (inputs) => {
  const routed = route(inputs)
  if (routed === null) return
  for (const person of [routed.owner, routed.backup]) {
    if (person === null) continue
    expect(inputs.people[person]?.status ?? 'left').not.toBe('left')
    expect(inputs.refusedBy).not.toContain(person)
  }
  expect(routed.backup).not.toBe(routed.owner)
})

law('the sender is neither owner nor backup, in no step', routeInputs, (inputs) => {
  const routed = route(inputs)
  if (routed === null || !inputs.sender) return
  expect([routed.owner, routed.backup]).not.toContain(inputs.sender)
})

law('only at the end of the ladder is a record given to somebody who is away or paused', routeInputs, (inputs) => {
  const routed = route(inputs)
  if (routed === null || routed.step === 'rest') return
  expect(['on_duty', 'off_duty']).toContain(inputs.people[routed.owner]?.status)
})

law('somebody owns every record while the catch-all is there and has not refused', withCatchAll, (inputs) => {
  expect(route(inputs)?.owner).toEqual(expect.any(String))
})

law(
  'nobody owns it only when the catch-all has refused, or nobody at all could take their place',
  routeInputs,
  (inputs) => {
    if (route(inputs) !== null || inputs.refusedBy.includes(CATCH_ALL)) return
    const isThere = (person: string) =>
      inputs.people[person]?.status !== 'left' && !inputs.refusedBy.includes(person) && inputs.sender !== person
    expect(isThere(CATCH_ALL)).toBe(false)
    const managers = Object.keys(inputs.people).filter((person) => inputs.people[person]?.manages && isThere(person))
    expect(managers).toEqual([])
  },
)

law('a step whose condition does not hold is not asked', routeInputs, (inputs) => {
  const routed = route(inputs)
  for (const { id, reason } of wholeTrace(inputs.ladder, routed?.trace ?? [])) {
    const when = inputs.ladder.find((step) => step.id === id)?.when
    const holds =
      when === undefined ||
      ('fit' in when
        ? inputs.facts?.['account.size'] === 200
        : 'not' in when !== (inputs.facts?.['account.status'] === 'customer'))
    if (reason === 'condition_not_met') expect(holds).toBe(false)
    else if (reason !== 'not_reached') expect(holds).toBe(true)
  }
})

law('a backup is missing only when nobody else whom the ladder knows could be one', routeInputs, (inputs) => {
  const routed = route(inputs)
  if (routed?.backup !== null) return
  const known = [
    ...inputs.pools
      .filter(({ id }) =>
        inputs.ladder.some((step) => step.kind === 'pool' && step.pool === id && step.when === undefined),
      )
      .flatMap(availableOf(inputs)),
    CATCH_ALL,
  ]
  const others = known.filter(
    (person) =>
      person !== routed.owner &&
      person !== inputs.sender &&
      inputs.people[person]?.status !== 'left' &&
      !inputs.refusedBy.includes(person),
  )
  expect(others).toEqual([])
})
const availableOf =
  (inputs: RouteInputs) =>
  (pool: RouteInputs['pools'][number]): string[] =>
    pool.standings
      .map(({ person }) => person)
      .filter((person) => ['on_duty', 'off_duty'].includes(inputs.people[person]?.status ?? ''))

law('the whole trace names every step once, in the ladder’s order, and one of them won', routeInputs, (inputs) => {
  const routed = route(inputs)
  if (routed === null) return
  const whole = wholeTrace(inputs.ladder, routed.trace)
  expect(whole.map(({ id }) => id)).toEqual(inputs.ladder.map(({ id }) => id))
  const won = whole.filter(({ reason }) => reason === 'won')
  expect(won.map(({ id }) => id)).toEqual([routed.step])
  expect(chosenIn(routed)).toEqual([routed.owner])
  const at = whole.findIndex(({ reason }) => reason === 'won')
  expect(
    whole.slice(at + 1).every(({ reason, candidates }) => reason === 'not_reached' && candidates.length === 0),
  ).toBe(true)
})
const chosenIn = ({ trace }: Route): string[] =>
  trace.flatMap(({ candidates }) => candidates.filter(({ reason }) => reason === 'chosen').map(({ person }) => person))

law(
  'a pool’s step shows each member once, and says of nobody chosen that they were passed over',
  routeInputs,
  (inputs) => {
    for (const step of route(inputs)?.trace.filter(
      ({ kind, reason }) => kind === 'pool' && reason !== 'not_reached' && reason !== 'condition_not_met',
    ) ?? []) {
      const pool = inputs.pools.find(({ id }) => id === step.id)
      expect(step.candidates.map(({ person }) => person).toSorted()).toEqual(
        pool?.members.map(({ person }) => person).toSorted(),
      )
      for (const { person, reason } of step.candidates) {
        const status = inputs.people[person]?.status
        if (['away', 'paused', 'left', 'off_duty'].includes(reason)) expect(status).toBe(reason)
        if (reason === 'refused_before') expect(inputs.refusedBy).toContain(person)
      }
    }
  },
)

law('among those on duty in the winning pool, the owner has the lowest level', routeInputs, (inputs) => {
  const routed = route(inputs)
  const standings = inputs.pools.find(({ id }) => id === routed?.pool)?.standings ?? []
  const owner = standings.find(({ person }) => person === routed?.owner)
  if (owner === undefined) return
  const onDuty = standings.filter(
    ({ person }) =>
      inputs.people[person]?.status === 'on_duty' && !inputs.refusedBy.includes(person) && inputs.sender !== person,
  )
  if (onDuty.length > 0) expect(onDuty).toContain(owner)
  for (const other of onDuty) expect(owner.turns / owner.weight).toBeLessThanOrEqual(other.turns / other.weight + 1e-9)
})

law('a pool pays a turn exactly when the pool’s step won', routeInputs, (inputs) => {
  const routed = route(inputs)
  if (routed === null) return
  expect(routed.pool !== null).toBe(routed.why === 'pool')
})

/** A named owner and a backup, both there; the ladder asks the account first. */
const named = fc
  .tuple(withCatchAll, match, anyone, anyone)
  .filter(([, , owner, backup]) => owner !== backup)
  .map(([inputs, found, owner, backup]) => ({
    inputs: {
      ...inputs,
      ladder: [
        { id: 'named', name: 'Named account', kind: 'named_account_owner' as const },
        ...inputs.ladder.filter(({ kind }) => kind !== 'named_account_owner'),
      ],
      match: { ...found, owner, backup },
      refusedBy: [],
      sender: null,
    },
    owner,
    backup,
  }))
const but = (
  inputs: RouteInputs,
  who: string,
  status: 'on_duty' | 'off_duty' | 'away' | 'paused' | 'left',
): RouteInputs => ({
  ...inputs,
  people: {
    ...inputs.people,
    [who]: { status, manager: null, ...(status === 'away' ? { awayUntil: 1_800_000_000_000 } : {}) },
  },
})

law(
  'a named owner whose day has merely ended keeps the record',
  fc.tuple(named, fc.constantFrom('on_duty' as const, 'off_duty' as const)),
  ([{ inputs, owner }, status]) => {
    expect(route(but(inputs, owner, status))).toMatchObject({ owner, why: 'named_account', instead: null, pool: null })
  },
)

law('a named owner who is away gives it to their backup, who stands in', named, ({ inputs, owner, backup }) => {
  const routed = route(but(but(inputs, owner, 'away'), backup, 'on_duty'))
  expect(routed).toMatchObject({
    owner: backup,
    why: 'named_account',
    instead: { person: owner, awayUntil: 1_800_000_000_000 },
  })
  expect(routed?.backup).not.toBe(owner)
})

law(
  'with owner and backup both out the ladder goes on',
  fc.tuple(named, fc.constantFrom('away' as const, 'paused' as const, 'left' as const)),
  ([{ inputs, owner, backup }, status]) => {
    const routed = route(but(but(inputs, owner, status), backup, status))
    expect(routed?.trace[0]).toMatchObject({
      reason: 'owner_unavailable',
      candidates: [
        { person: owner, reason: status },
        { person: backup, reason: status },
      ],
    })
    expect(routed?.step).not.toBe('named')
  },
)
