import type { Fit } from '../../shared/playbook.ts'
import type { LadderStep } from '../../shared/point.ts'
import { compileCondition, type Facts, type Test } from './condition.ts'
import { namedFits } from './namedFits.ts'
import { bitsAt, indexSteps } from './stepIndex.ts'

/** Told of a step that may apply, and whether its condition holds; true ends the walk. */
export type Visit = (step: LadderStep, isMet: boolean) => boolean

/** A ladder made ready. A step that is passed over without being asked is one whose condition does not hold. */
export type Ladder = {
  /** Asks steps in the ladder's order. */
  walk(facts: Facts, nowMs: number, visit: Visit): void
  /** The same of those alone that can give a backup: pools and the catch-all. */
  walkBackers(facts: Facts, nowMs: number, visit: Visit): void
}

/** Makes a ladder ready, once for each: conditions become closures, and what they want to be equal an index. */
export const readyLadder = (ladder: readonly LadderStep[], fits: readonly Fit[]): Ladder => {
  const byFits = known.get(ladder) ?? new WeakMap<readonly Fit[], Ladder>()
  known.set(ladder, byFits)
  const found = byFits.get(fits)
  if (found !== undefined) return found
  const made = make(ladder, fits)
  byFits.set(fits, made)
  return made
}

/** A playbook is a value, never changed in place. */
const known = new WeakMap<readonly LadderStep[], WeakMap<readonly Fit[], Ladder>>()

/** So few steps are asked without a look-up. */
const FEW = 8

const make = (ladder: readonly LadderStep[], fits: readonly Fit[]): Ladder => {
  const tests = ladder.map(({ when }): Test => (when === undefined ? () => true : compileCondition(when, fits)))
  const keepPossible = indexSteps(ladder, namedFits(fits))
  const among = (positions: readonly number[]): Ladder['walk'] => {
    if (positions.length <= FEW)
      return (facts, nowMs, visit) => {
        for (const at of positions) if (visit(ladder[at]!, tests[at]!(facts, nowMs))) return
      }
    const all = bitsAt(ladder.length, positions)
    return (facts, nowMs, visit) => {
      const bits = all.slice()
      keepPossible(facts, bits)
      for (let word = 0; word < bits.length; word++) {
        for (let left = bits[word]!; left !== 0; left &= left - 1) {
          const at = word * 32 + 31 - Math.clz32(left & -left)
          if (visit(ladder[at]!, tests[at]!(facts, nowMs))) return
        }
      }
    }
  }
  const positions = [...ladder.keys()]
  return {
    walk: among(positions),
    walkBackers: among(positions.filter((at) => ladder[at]!.kind === 'pool' || ladder[at]!.kind === 'catch_all')),
  }
}
