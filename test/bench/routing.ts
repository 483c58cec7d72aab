import type { Facts } from '../../server/domain/condition.ts'
import type { Context, Figure, Group } from '../support/figures.ts'
import { recordsOf, rulesOf } from './decisions.ts'
import { proving } from './proving.ts'
import { baton, type Engine, jsonLogic, jsonLogicTraced, jsonRules, zen } from './engines.ts'

const SIZES = [10, 100, 1_000]
const PEERS = [jsonLogic, jsonLogicTraced, zen, jsonRules]
/** How many rounds; the median counts. */
const ROUNDS = 9
const ROUND_MS = 250

/** Decisions a second, the median of some rounds. */
const rateOf = async ({ decide }: Engine, records: readonly Facts[]): Promise<number> => {
  const rates: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const from = performance.now()
    let done = 0
    while (performance.now() - from < ROUND_MS) {
      // The clock is looked at once in a while: a decision takes less than a microsecond.
      for (let i = 0; i < 50; i++) {
        const owner = decide(records[(done + i) % records.length]!)
        if (typeof owner !== 'string') await owner
      }
      done += 50
    }
    // The first warms up.
    if (round > 0) rates.push((1_000 * done) / (performance.now() - from))
  }
  return rates.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)]!
}

/** How many records two engines decide otherwise. */
const differencesOf = async (a: Engine, b: Engine, records: readonly Facts[]): Promise<number> => {
  let different = 0
  for (const facts of records) if ((await a.decide(facts)) !== (await b.decide(facts))) different += 1
  return different
}

const measure = async (size: number, { seed, progress }: Context): Promise<Figure[]> => {
  const rules = rulesOf(size, seed)
  const records = recordsOf(1_000, seed + 1)
  const ours = baton(rules)
  const value = await rateOf(ours, records)
  progress(`baton: ${Math.round(value)} decisions a second, with their trace`)
  const figures: Figure[] = []
  for (const make of PEERS) {
    const other = await make(rules, progress)
    const peerValue = await rateOf(other, records)
    const different = await differencesOf(ours, other, records)
    const ratio = value / peerValue
    const least = size === 1_000 ? 80 : size === 100 ? 1 : 0
    figures.push({
      id: 'P1',
      what: `decisions with trace, one core, ${size} rules over 20 fields; ${different} of ${records.length} records decided otherwise`,
      value: Math.round(value),
      unit: '/s',
      target: 1_000_000,
      peer: other.name,
      peerValue: Math.round(peerValue),
      ratio: Number(ratio.toPrecision(3)),
      n: ROUNDS,
      holds: value >= 1_000_000 && ratio >= least && different === 0,
    })
  }
  return figures
}

/** How fast it is decided who owns a record, beside engines that decide the same. */
export const routing: Group = {
  about: 'routing decisions beside libraries of rules, on the same records, in turn; proofs of a ladder',
  parts: {
    ...Object.fromEntries(SIZES.map((size) => [`${size} rules`, (context: Context) => measure(size, context)])),
    prover: proving,
  },
}
