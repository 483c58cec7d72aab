import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { byTurn, type Seat, settle, type Standing } from '../../server/domain/ledger.ts'
import { law, seedLine } from '../support/law.ts'

beforeAll(() => console.info(seedLine()))

const weight = fc.integer({ min: 1, max: 20 })
const member = fc.record({ person: fc.stringMatching(/^[a-z]{1,6}$/), weight })
const pool = fc.uniqueArray(member, { minLength: 1, maxLength: 8, selector: ({ person }) => person })
const standing = fc.record({
  person: fc.stringMatching(/^[a-z]{1,6}$/),
  weight: fc.integer({ min: 1, max: 100 }),
  turns: fc.integer({ min: -5, max: 300 }),
  lastAt: fc.option(fc.nat(5)),
})
const standings = fc.uniqueArray(standing, { minLength: 1, maxLength: 8, selector: ({ person }) => person })

/** Everybody equally available: each turn goes to whose turn it is. `sameInstant`: all in one millisecond. */
const rotate = (members: Standing[], turns: number, sameInstant: boolean, after: (now: Standing[]) => void): void => {
  let now = members
  for (let at = 1; at <= turns; at += 1) {
    const [next] = byTurn(now)
    now = now.map((each) => (each === next ? { ...each, turns: each.turns + 1, lastAt: sameInstant ? 1 : at } : each))
    after(now)
  }
}
const fresh = (members: { person: string; weight: number }[]): Standing[] =>
  members.map((each) => ({ ...each, turns: 0, lastAt: null }))
const levels = (members: Standing[]): number[] => members.map(({ turns, weight: of }) => turns / of)
const spread = (members: Standing[]): number => Math.max(...levels(members)) - Math.min(...levels(members))

law(
  'levels of people equally available differ by at most one turn of the smallest weight, after every turn',
  fc.tuple(pool, fc.integer({ min: 1, max: 120 }), fc.boolean()),
  ([members, turns, sameInstant]) => {
    const bound = 1 / Math.min(...members.map(({ weight: of }) => of)) + 1e-9
    rotate(fresh(members), turns, sameInstant, (now) => expect(spread(now)).toBeLessThanOrEqual(bound))
  },
  20_000,
)

law(
  'over a full round everybody has had as many turns as they weigh',
  pool,
  (members) => {
    const round = members.reduce((sum, { weight: of }) => sum + of, 0)
    let last: Standing[] = []
    rotate(fresh(members), round, false, (now) => (last = now))
    expect(last.map(({ turns }) => turns)).toEqual(members.map(({ weight: of }) => of))
  },
  20_000,
)

law(
  'levels that have drifted apart never drift further',
  standings,
  (members) => {
    const widest = Math.max(spread(members), 1 / Math.min(...members.map(({ weight: of }) => of))) + 1e-9
    rotate(members, 60, false, (now) => expect(spread(now)).toBeLessThanOrEqual(widest))
  },
  20_000,
)

const small = fc.uniqueArray(
  fc.record({
    person: fc.stringMatching(/^[a-z]{1,6}$/),
    weight: fc.integer({ min: 1, max: 4 }),
    turns: fc.integer({ min: -3, max: 9 }),
    lastAt: fc.constant(null),
  }),
  {
    minLength: 1,
    maxLength: 6,
    selector: ({ person }) => person,
  },
)

law(
  'rotation closes the gap that a correction left, by as many turns as the others are behind',
  small,
  (members) => {
    const top = Math.max(...levels(members))
    const behind = members.reduce((sum, { turns, weight: of }) => sum + Math.ceil((top + 1) * of - turns), 0)
    let last: Standing[] = []
    rotate(members, behind, false, (now) => (last = now))
    expect(spread(last)).toBeLessThanOrEqual(1 / Math.min(...members.map(({ weight: of }) => of)) + 1e-9)
  },
  20_000,
)

law(
  'whose turn it is does not depend on the order in which members are told',
  standings.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
  ([list, reordered]) => {
    expect(byTurn(reordered)).toEqual(byTurn(list))
  },
)

test('the lowest level is next, then who waited longest, then the id', () => {
  const of = (person: string, turns: number, weightOf: number, lastAt: number | null): Standing => ({
    person,
    turns,
    weight: weightOf,
    lastAt,
  })
  const order = byTurn([
    of('dana', 2, 2, 5),
    of('cleo', 1, 1, 5),
    of('ben', 1, 1, 3),
    of('ana', 1, 3, 9),
    of('eli', 0, 1, null),
  ])
  expect(order.map(({ person }) => person)).toEqual(['eli', 'ana', 'ben', 'cleo', 'dana'])
})

test('three turns of weight nine are as many as one of weight three: who waited longer is next', () => {
  const [first] = byTurn([
    { person: 'b', turns: 3, weight: 9, lastAt: 1 },
    { person: 'a', turns: 1, weight: 3, lastAt: 2 },
  ])
  expect(first?.person).toBe('b')
})

// ── Who joins, who comes back, and other weights

const seat = (more: Partial<Seat> & { person: string }): Seat => ({
  weight: 1,
  turns: 0,
  lastAt: null,
  countedAs: 1,
  wasOut: false,
  isOut: false,
  ...more,
})
/** The seats with what was put right. */
const settled = (seats: readonly Seat[]): Seat[] => {
  const corrections = settle(seats)
  return seats.map((each) => ({
    ...each,
    turns: corrections.reduce((sum, { person, turns }) => (person === each.person ? sum + turns : sum), each.turns),
    countedAs: each.weight,
    wasOut: each.isOut,
  }))
}
const anySeat = fc
  .tuple(standing, fc.option(weight, { nil: null }), fc.boolean(), fc.boolean())
  .map(([each, countedAs, wasOut, isOut]): Seat => ({ ...each, countedAs, wasOut, isOut }))
const anySeats = fc.uniqueArray(anySeat, { minLength: 1, maxLength: 8, selector: ({ person }) => person })

law('what is put right once needs nothing more', anySeats, (seats) => {
  expect(settle(settled(seats))).toEqual([])
})

law('whoever joins or comes back is brought to the average of those who stayed, upwards only', anySeats, (seats) => {
  const after = settled(seats)
  const same = (each: Seat) => seats.find(({ person }) => person === each.person)!
  const stayed = after.filter((each) => !each.isOut && same(each).countedAs !== null && !same(each).wasOut)
  const average = stayed.reduce((sum, { turns, weight: of }) => sum + turns / of, 0) / stayed.length
  for (const each of after) {
    const before = same(each)
    const comes = !each.isOut && (before.countedAs === null || before.wasOut)
    const joined = settle(seats).some(({ person, reason }) => person === each.person && reason === 'joined')
    if (joined) {
      expect(comes && stayed.length > 0).toBe(true)
      expect(Math.abs(each.turns / each.weight - average)).toBeLessThanOrEqual(0.5 / each.weight + 1e-9)
    } else if (comes && stayed.length > 0) {
      expect(each.turns / each.weight).toBeGreaterThanOrEqual(average - 0.5 / each.weight - 1e-9)
    }
  }
  for (const { reason, turns } of settle(seats)) if (reason === 'joined') expect(turns).toBeGreaterThan(0)
})

law('another weight keeps the level, as near as whole turns can', anySeats, (seats) => {
  for (const { person, turns, reason } of settle(seats)) {
    if (reason !== 'reweighed') continue
    const { turns: had, weight: now, countedAs } = seats.find((each) => each.person === person)!
    expect(Math.abs((had + turns) / now - had / countedAs!)).toBeLessThanOrEqual(0.5 / now + 1e-9)
  }
})

type Move = { kind: 'turn' } | { kind: 'toggle' | 'back' | 'reweigh' | 'join'; who: number; weight: number }
const moves = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant<Move>({ kind: 'turn' }) },
    fc
      .tuple(fc.constantFrom('toggle', 'back', 'reweigh', 'join'), fc.nat(7), weight)
      .map(([kind, who, of]): Move => ({ kind, who, weight: of }) as Move),
  ),
  { maxLength: 80 },
)

law(
  'rotation never widens what corrections have left: levels of those who are there come within one turn of the smallest weight',
  fc.tuple(pool, moves),
  ([members, all]) => {
    let now = members.map((each) => seat({ ...each, countedAs: null }))
    for (const [at, move] of all.entries()) {
      if (move.kind === 'join' && now.length < 10)
        now = [...now, seat({ person: `new${at}`, weight: move.weight, countedAs: null })]
      now = now.map((each, i) => {
        if (i !== (move.kind === 'turn' ? -1 : move.who % now.length)) return each
        if (move.kind === 'toggle') return { ...each, isOut: !each.isOut }
        if (move.kind === 'reweigh') return { ...each, weight: move.weight }
        return move.kind === 'back' && each.turns > 0 ? { ...each, turns: each.turns - 1 } : each
      })
      now = settled(now)
      const there = now.filter(({ isOut }) => !isOut)
      if (move.kind !== 'turn' || there.length === 0) continue
      const bound = Math.max(spread(there), 1 / Math.min(...there.map(({ weight: of }) => of))) + 1e-9
      const [next] = byTurn(there)
      now = now.map((each) => (each.person === next!.person ? { ...each, turns: each.turns + 1, lastAt: at } : each))
      expect(spread(now.filter(({ isOut }) => !isOut))).toBeLessThanOrEqual(bound)
    }
  },
  20_000,
)
