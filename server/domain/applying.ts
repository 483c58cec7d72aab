import type { Condition, Scalar } from '../../shared/condition.ts'
import type { Fit } from '../../shared/playbook.ts'
import type { LadderStep } from '../../shared/point.ts'
import { compileCondition, type Facts, isPresent, numberOf, type Test, textOf } from './condition.ts'
import { type NamedFits, namedFits } from './namedFits.ts'

/** A step that the index selected, and whether its condition holds. */
export type Asked = { step: LadderStep; isMet: boolean }

/** A ladder made ready: its steps one after another as `next` asks for them; undefined after the last. */
export type Ladder = (facts: Facts, nowMs: number) => () => Asked | undefined

/**
 * Makes a ladder ready, once for each: conditions become closures, and steps that want one of some values of a field are found by
 * that value. A step that is passed over without being asked is one whose condition does not hold.
 */
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

const make = (ladder: readonly LadderStep[], fits: readonly Fit[]): Ladder => {
  const tests = ladder.map(({ when }): Test => (when === undefined ? () => true : compileCondition(when, fits)))
  const { anyway, indexes } = indexed(ladder, namedFits(fits))
  return (facts, nowMs) => {
    const lists: (readonly number[])[] = anyway.length === 0 ? [] : [anyway]
    for (const index of indexes) addSelected(index, facts[index.field], lists)
    const heads = lists.map(() => 0)
    return () => {
      const at = nextOf(lists, heads)
      const step = ladder[at]
      return step === undefined ? undefined : { step, isMet: tests[at]!(facts, nowMs) }
    }
  }
}

/** The lowest position that no list has given yet; each list is ascending. -1 at the end. */
const nextOf = (lists: readonly (readonly number[])[], heads: number[]): number => {
  let lowest = Number.MAX_SAFE_INTEGER
  for (let i = 0; i < lists.length; i++) lowest = Math.min(lowest, lists[i]![heads[i]!] ?? lowest)
  if (lowest === Number.MAX_SAFE_INTEGER) return -1
  for (let i = 0; i < lists.length; i++) if (lists[i]![heads[i]!] === lowest) heads[i]! += 1
  return lowest
}

/** The positions of the steps that want a value of a field, by that value. */
type Index = { field: string; byKey: Map<string, number[]>; hasNumbers: boolean }

const addSelected = ({ byKey, hasNumbers }: Index, value: Scalar | undefined, lists: (readonly number[])[]): void => {
  if (!isPresent(value)) return
  const asText = byKey.get(textOf(value))
  if (asText !== undefined) lists.push(asText)
  const number = hasNumbers ? numberOf(value) : null
  const asNumber = number === null ? undefined : byKey.get(numberKey(number))
  if (asNumber !== undefined) lists.push(asNumber)
}

/** Under what a wanted value is looked up; every value that equals it has one of these. */
const keysOf = (wanted: Scalar): string[] => {
  const number = numberOf(wanted)
  return [...new Set([textOf(wanted), ...(number === null ? [] : [numberKey(number)])])]
}
/** No text begins with a blank once it is trimmed. */
const numberKey = (number: number): string => ` ${number}`

/** What must equal one of these values for a condition to hold. */
type Equality = { field: string; values: readonly Scalar[] }

const indexed = (ladder: readonly LadderStep[], fits: NamedFits): { anyway: number[]; indexes: Index[] } => {
  const wanted = ladder.map(({ when }) => (when === undefined ? [] : equalitiesOf(when, fits)))
  const told = new Map<string, Set<string>>()
  for (const { field, values } of wanted.flat()) {
    const keys = told.get(field) ?? new Set<string>()
    told.set(field, keys)
    for (const value of values) keys.add(textOf(value))
  }
  /** How few steps a value of it selects: the more values are told apart and the fewer of them are wanted, the better. */
  const worth = ({ field, values }: Equality) => (told.get(field)?.size ?? 0) / values.length
  const anyway: number[] = []
  const byField = new Map<string, Index>()
  for (const [at, equalities] of wanted.entries()) {
    const [best] = equalities.toSorted((a, b) => worth(b) - worth(a))
    if (best === undefined) anyway.push(at)
    else addTo(byField, best, at)
  }
  return { anyway, indexes: [...byField.values()] }
}

const addTo = (byField: Map<string, Index>, { field, values }: Equality, at: number): void => {
  const index = byField.get(field) ?? { field, byKey: new Map<string, number[]>(), hasNumbers: false }
  byField.set(field, index)
  for (const key of new Set(values.flatMap(keysOf))) {
    index.byKey.set(key, [...(index.byKey.get(key) ?? []), at])
    index.hasNumbers ||= key.startsWith(' ')
  }
}

const equalitiesOf = (condition: Condition, fits: NamedFits): Equality[] => {
  if ('all' in condition) return condition.all.flatMap((each) => equalitiesOf(each, fits))
  if ('is' in condition) return [{ field: condition.field, values: [condition.is] }]
  if ('in' in condition) return [{ field: condition.field, values: condition.in }]
  if (!('fit' in condition)) return []
  const fit = fits.get(condition.fit)
  return fit === undefined ? [] : equalitiesOf(fit.when, fits)
}
