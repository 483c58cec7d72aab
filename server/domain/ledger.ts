/** What one member of a pool has had so far. `turns` is Σ of the ledger, `lastAt` the instant of the last turn. */
export type Standing = { person: string; weight: number; turns: number; lastAt: number | null }

/**
 * Orders members by whose turn it is: the lowest level (turns ÷ weight) first, then who waited longest, then the id.
 * Levels are compared as cross products, so that no rounding decides.
 */
export const byTurn = (members: readonly Standing[]): Standing[] => members.toSorted(compareTurn)

export const compareTurn = (a: Standing, b: Standing): number =>
  a.turns * b.weight - b.turns * a.weight ||
  (a.lastAt ?? 0) - (b.lastAt ?? 0) ||
  (a.person < b.person ? -1 : a.person > b.person ? 1 : 0)

/** A member of a pool with what is remembered of them. */
export type Seat = Standing & {
  /** With which weight their turns were counted so far; null: they are new here. */
  countedAs: number | null
  /** When last looked at they were away, paused or no member. */
  wasOut: boolean
  isOut: boolean
}

/** A line of the ledger that nobody's handoff has written. */
export type Correction = { person: string; turns: number; reason: 'joined' | 'reweighed' }

/**
 * What has to be put right before anybody is chosen. Whoever joins or comes back is brought to the average level of those who were
 * there all the time, upwards only, so that nobody is flooded with what they have missed. Another weight keeps everybody's level.
 */
export const settle = (seats: readonly Seat[]): Correction[] => {
  const reweighed = seats.map((seat) => {
    const turns = seat.countedAs === null ? seat.turns : Math.round((seat.turns * seat.weight) / seat.countedAs)
    return { seat, turns, by: turns - seat.turns }
  })
  const steady = reweighed.filter(({ seat }) => seat.countedAs !== null && !seat.wasOut && !seat.isOut)
  const average = steady.reduce((sum, { seat, turns }) => sum + turns / seat.weight, 0) / steady.length
  return reweighed.flatMap(({ seat, turns, by }): Correction[] => {
    const { person } = seat
    const comes = !seat.isOut && (seat.countedAs === null || seat.wasOut)
    const joinedAt = comes && steady.length > 0 ? Math.max(turns, Math.round(average * seat.weight)) : turns
    return [
      ...(by === 0 ? [] : [{ person, turns: by, reason: 'reweighed' as const }]),
      ...(joinedAt === turns ? [] : [{ person, turns: joinedAt - turns, reason: 'joined' as const }]),
    ]
  })
}
