/** Weights that halve every so often, of which the oldest leaves first. It only ever adds, so that nothing is lost by rounding. */
export type DecayingSum = {
  /** `at` is never before that of another. */
  add: (weight: number, at: number) => void
  removeOldest: () => void
  /** What all of them weigh at an instant, none of them being later. */
  at: (at: number) => number
}

type Weighed = { weight: number; at: number }

/** Each of its steps takes a fixed time on average. Instants are epoch milliseconds. */
export const decayingSum = (halfLifeMs: number): DecayingSum => {
  // The older ones, newest first, each with the sum of itself and what came after it, as of the newest of them.
  let older: number[] = []
  let olderAt = 0
  let newer: Weighed[] = []
  let newerSum = 0
  let newerAt = 0
  const after = (sum: number, fromMs: number, toMs: number): number =>
    sum === 0 ? 0 : sum * 2 ** ((fromMs - toMs) / halfLifeMs)
  const turnOver = (): void => {
    olderAt = newerAt
    let sum = 0
    older = newer.toReversed().map(({ weight, at }) => (sum += after(weight, at, olderAt)))
    newer = []
    newerSum = 0
  }
  return {
    add: (weight, at) => {
      newerSum = after(newerSum, newerAt, at) + weight
      newerAt = at
      newer.push({ weight, at })
    },
    removeOldest: () => {
      if (older.length === 0) turnOver()
      older.pop()
    },
    at: (at) => after(older.at(-1) ?? 0, olderAt, at) + after(newerSum, newerAt, at),
  }
}
