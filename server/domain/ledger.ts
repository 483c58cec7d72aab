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
