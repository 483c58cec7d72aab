import { proveLadder } from '../../server/domain/prove/ladder.ts'
import type { Context, Figure } from '../support/figures.ts'
import { ladderOf, rulesOf } from './decisions.ts'

const ROUNDS = 5

/** How long it takes to prove a ladder of a thousand rules; another one in each round, since what is proved once is remembered. */
export const proving = async ({ seed, progress }: Context): Promise<Figure[]> => {
  const times = Array.from({ length: ROUNDS }, (_, round) => {
    const ladder = ladderOf(rulesOf(1_000, seed + round))
    const from = performance.now()
    const proved = proveLadder({ id: 'point', ladder }, [])
    const tookMs = performance.now() - from
    const undecided = proved.filter(({ code }) => code === 'undecided').length
    progress(`${Math.round(tookMs)} ms, ${proved.length} findings, ${undecided} undecided`)
    return { tookMs, undecided }
  })
  const medianMs = times.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)]!
  const undecided = times.reduce((sum, each) => sum + each.undecided, 0)
  return [
    {
      id: 'P9',
      what: `prover on 1,000 rules over 20 fields, ${undecided} undecided in all rounds`,
      value: Math.round(medianMs),
      unit: 'ms',
      target: 2_000,
      n: ROUNDS,
      holds: medianMs <= 2_000,
    },
  ]
}
