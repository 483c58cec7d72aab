import type { Condition, Scalar } from '../../shared/condition.ts'
import type { Fit } from '../../shared/playbook.ts'
import { compileCondition, type Facts, numberOf, textOf } from './condition.ts'

type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown } | { fit: unknown }>
/** A leaf, or its opposite. */
type Literal = { leaf: Leaf; isTrue: boolean }

/** Ways in which a condition can hold that are looked at; where there are more it counts as possible. */
const WAYS_MAX = 2_000

/**
 * Whether all of these can hold at once. `false` is certain, `true` means that no contradiction was found: text and dates are not
 * taken apart further than two beginnings of one text.
 */
export const canHold = (conditions: readonly Condition[], fits: readonly Fit[]): boolean => {
  const ways = waysOf({ all: [...conditions] }, true, fits, [])
  return ways === null || ways.some(isConsistent)
}

/** Whether one holds wherever the other does. `true` is certain. */
export const implies = (
  premises: readonly Condition[],
  conclusion: Condition | undefined,
  fits: readonly Fit[],
): boolean => conclusion === undefined || !canHold([...premises, { not: conclusion }], fits)

/** Every way to make it true, or false, as a list of literals; null: too many. */
const waysOf = (
  condition: Condition,
  isTrue: boolean,
  fits: readonly Fit[],
  within: readonly string[],
): Literal[][] | null => {
  if ('not' in condition) return waysOf(condition.not, !isTrue, fits, within)
  if ('fit' in condition) {
    const named = fits.find(({ id }) => id === condition.fit)
    if (named === undefined || within.includes(condition.fit)) return isTrue ? [] : [[]]
    return waysOf(named.when, isTrue, fits, [...within, condition.fit])
  }
  if (!('all' in condition) && !('any' in condition)) return [[{ leaf: condition, isTrue }]]
  const parts = ('all' in condition ? condition.all : condition.any).map((each) => waysOf(each, isTrue, fits, within))
  const isEach = 'all' in condition === isTrue
  let ways: Literal[][] = isEach ? [[]] : []
  for (const part of parts) {
    if (part === null) return null
    ways = isEach ? ways.flatMap((way) => part.map((more) => [...way, ...more])) : [...ways, ...part]
    if (ways.length > WAYS_MAX) return null
  }
  return ways
}

const isConsistent = (literals: readonly Literal[]): boolean => {
  const byField = Map.groupBy(literals, ({ leaf }) => leaf.field)
  return [...byField].every(([, ofField]) => isPossible(ofField))
}

/** Whether some value, or its absence, satisfies all that is said about one field. */
const isPossible = (literals: readonly Literal[]): boolean => {
  const [{ leaf: { field } } = { leaf: { field: '' } }] = literals
  if (literals.every((literal) => isMet(literal, {}))) return true
  // What a handoff is says nothing before there is one.
  if (field.startsWith('handoff.')) return false
  if (literals.some(({ leaf, isTrue }) => 'present' in leaf && leaf.present !== isTrue)) return false
  if (literals.some(({ leaf, isTrue }) => isTrue && 'is' in leaf && leaf.is === null)) return false
  if (literals.some((one) => literals.some((other) => one.isTrue !== other.isTrue && isSame(one.leaf, other.leaf))))
    return false
  const isFinite = literals.some(({ leaf, isTrue }) => isTrue && ('is' in leaf || 'in' in leaf))
  if (isFinite)
    return candidates(literals).some((value) => literals.every((literal) => mayBeMet(literal, field, value)))
  return isRange(literals) && haveOneBeginning(literals)
}

const isMet = ({ leaf, isTrue }: Literal, facts: Facts): boolean => compileCondition(leaf, NO_FITS)(facts, 0) === isTrue
const NO_FITS: readonly Fit[] = []

/** One number can be written in several ways, so about its text nothing is certain. */
const mayBeMet = (literal: Literal, field: string, value: Scalar): boolean => {
  const { leaf, isTrue } = literal
  if ('withinDays' in leaf || 'withinPastDays' in leaf) return true
  const isNumber = value !== null && numberOf(value) !== null
  if (isNumber && ('startsWith' in leaf || (!isTrue && ('is' in leaf || 'in' in leaf)))) return true
  return isMet(literal, { [field]: value })
}

/** Every value that is named, as it is written and, where it is one, as a number. */
const candidates = (literals: readonly Literal[]): Scalar[] =>
  literals
    .flatMap(({ leaf }) => ('is' in leaf ? [leaf.is] : 'in' in leaf ? leaf.in : []))
    .flatMap((value) => {
      const number = value === null ? null : numberOf(value)
      return number === null ? [value] : [value, number]
    })

const isRange = (literals: readonly Literal[]): boolean => {
  const ranges = literals.flatMap(({ leaf, isTrue }) =>
    isTrue && ('atLeast' in leaf || 'below' in leaf) ? [leaf as { atLeast?: number; below?: number }] : [],
  )
  const from = Math.max(-Infinity, ...ranges.map(({ atLeast = -Infinity }) => atLeast))
  const to = Math.min(Infinity, ...ranges.map(({ below = Infinity }) => below))
  return ranges.length === 0 || from < to
}

const haveOneBeginning = (literals: readonly Literal[]): boolean => {
  const starts = literals.flatMap(({ leaf, isTrue }) =>
    isTrue && 'startsWith' in leaf ? [textOf(leaf.startsWith)] : [],
  )
  return starts.every((a) => starts.every((b) => a.startsWith(b) || b.startsWith(a)))
}

const isSame = (a: Leaf, b: Leaf): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
const sorted = (leaf: Leaf) => Object.entries(leaf).toSorted(([a], [b]) => (a < b ? -1 : 1))
