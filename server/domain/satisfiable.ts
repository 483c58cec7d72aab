import type { Condition, Scalar } from '../../shared/condition.ts'
import type { Fit } from '../../shared/playbook.ts'
import { compileCondition, type Facts, numberOf, textOf } from './condition.ts'
import { type NamedFits, namedFits } from './namedFits.ts'

type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown } | { fit: unknown }>
/** A leaf, or its opposite. */
type Literal = { leaf: Leaf; isTrue: boolean }

/** How much may be looked at, in steps of some tenths of a microsecond. Where it is not enough nothing is certain. */
export type Effort = { left: number }

/** Ways in which a condition can hold that are looked at; where there are more it counts as possible. */
const WAYS_MAX = 2_000
/** Parts, literals and values that one question may look at. */
const STEPS_MAX = 50_000

/**
 * Whether all of these can hold at once. `false` is certain, `true` means that no contradiction was found: text and dates are not
 * taken apart further than two beginnings of one text. `effort` is shared by many questions: when it is used up, all is possible.
 */
export const canHold = (conditions: readonly Condition[], fits: readonly Fit[], effort?: Effort): boolean => {
  const given = Math.min(STEPS_MAX, effort?.left ?? STEPS_MAX)
  const own = { left: given }
  const ways = waysOf({ all: [...conditions] }, true, namedFits(fits), own)
  const isPossibly = ways === null || ways.some((way) => isConsistent(way, own))
  if (effort !== undefined) effort.left -= given - own.left
  return isPossibly
}

/** Whether one holds wherever the other does. `true` is certain. */
export const implies = (
  premises: readonly Condition[],
  conclusion: Condition | undefined,
  fits: readonly Fit[],
  effort?: Effort,
): boolean => conclusion === undefined || !canHold([...premises, { not: conclusion }], fits, effort)

/** Takes so many steps; false: there are not as many left. */
const spend = (effort: Effort, steps: number): boolean => {
  effort.left = Math.max(0, effort.left - steps)
  return effort.left > 0
}

/** Every way to make it true, or false, as a list of literals; null: too many. What is too much is never built. */
const waysOf = (condition: Condition, isTrue: boolean, fits: NamedFits, effort: Effort): Literal[][] | null => {
  if (!spend(effort, 1)) return null
  if ('not' in condition) return waysOf(condition.not, !isTrue, fits, effort)
  if ('fit' in condition) {
    const named = fits.get(condition.fit)
    return named === undefined ? (isTrue ? [] : [[]]) : waysOf(named.when, isTrue, fits, effort)
  }
  if (!('all' in condition) && !('any' in condition)) return [[{ leaf: condition, isTrue }]]
  const isEach = 'all' in condition === isTrue
  let ways: Literal[][] = isEach ? [[]] : []
  for (const each of 'all' in condition ? condition.all : condition.any) {
    const part = waysOf(each, isTrue, fits, effort)
    if (part === null) return null
    if ((isEach ? ways.length * part.length : ways.length + part.length) > WAYS_MAX) return null
    const literals = isEach ? ways.length * lengthOf(part) + part.length * lengthOf(ways) : lengthOf(part)
    if (!spend(effort, literals)) return null
    if (isEach) ways = ways.flatMap((way) => part.map((more) => [...way, ...more]))
    else ways.push(...part)
  }
  return ways
}

const lengthOf = (ways: readonly Literal[][]): number => ways.reduce((sum, way) => sum + way.length, 0)

const isConsistent = (literals: readonly Literal[], effort: Effort): boolean => {
  if (!spend(effort, literals.length)) return true
  const byField = Map.groupBy(literals, ({ leaf }) => leaf.field)
  return [...byField].every(([, ofField]) => isPossible(once(ofField), effort))
}

/** A fit that is named twice says the same twice. */
const once = (literals: readonly Literal[]): Literal[] => [
  ...new Map(literals.map((literal) => [`${literal.isTrue} ${textOfLeaf(literal.leaf)}`, literal])).values(),
]

/** Whether some value, or its absence, satisfies all that is said about one field. */
const isPossible = (literals: readonly Literal[], effort: Effort): boolean => {
  const [{ leaf: { field } } = { leaf: { field: '' } }] = literals
  if (literals.every((literal) => isMet(literal, {}))) return true
  // What a handoff is says nothing before there is one.
  if (field.startsWith('handoff.')) return false
  if (literals.some(({ leaf, isTrue }) => 'present' in leaf && leaf.present !== isTrue)) return false
  if (literals.some(({ leaf, isTrue }) => isTrue && 'is' in leaf && leaf.is === null)) return false
  if (new Set(literals.map(({ leaf }) => textOfLeaf(leaf))).size < literals.length) return false
  const isFinite = literals.some(({ leaf, isTrue }) => isTrue && ('is' in leaf || 'in' in leaf))
  if (isFinite) {
    const values = candidates(literals)
    if (
      !spend(effort, values.length * literals.reduce((sum, { leaf }) => sum + ('in' in leaf ? leaf.in.length : 1), 0))
    )
      return true
    return values.some((value) => literals.every((literal) => mayBeMet(literal, field, value)))
  }
  return isRange(literals) && haveOneBeginning(literals)
}

const isMet = ({ leaf, isTrue }: Literal, facts: Facts): boolean => compileCondition(leaf, NO_FITS)(facts, 0) === isTrue
const NO_FITS: readonly Fit[] = []

/** One number can be written in several ways, so about its text nothing is certain. */
const mayBeMet = (literal: Literal, field: string, value: Scalar): boolean => {
  const { leaf, isTrue } = literal
  if ('withinDays' in leaf || 'withinPastDays' in leaf || 'matches' in leaf) return true
  const isNumber = value !== null && numberOf(value) !== null
  if (isNumber && ('startsWith' in leaf || (!isTrue && ('is' in leaf || 'in' in leaf)))) return true
  return isMet(literal, { [field]: value })
}

/** Every value that is named, as it is written and, where it is one, as a number. */
const candidates = (literals: readonly Literal[]): Scalar[] => [
  ...new Set(
    literals
      .flatMap(({ leaf }) => ('is' in leaf ? [leaf.is] : 'in' in leaf ? leaf.in : []))
      .flatMap((value) => {
        const number = value === null ? null : numberOf(value)
        return number === null ? [value] : [value, number]
      }),
  ),
]

const isRange = (literals: readonly Literal[]): boolean => {
  const ranges = literals.flatMap(({ leaf, isTrue }) =>
    isTrue && ('atLeast' in leaf || 'below' in leaf) ? [leaf as { atLeast?: number; below?: number }] : [],
  )
  const from = Math.max(-Infinity, ...ranges.map(({ atLeast = -Infinity }) => atLeast))
  const to = Math.min(Infinity, ...ranges.map(({ below = Infinity }) => below))
  return ranges.length === 0 || from < to
}

/** The longest begins with all of them. */
const haveOneBeginning = (literals: readonly Literal[]): boolean => {
  const starts = literals.flatMap(({ leaf, isTrue }) =>
    isTrue && 'startsWith' in leaf ? [textOf(leaf.startsWith)] : [],
  )
  const longest = starts.reduce((best, start) => (start.length > best.length ? start : best), '')
  return starts.every((start) => longest.startsWith(start))
}

/** Equal for leaves that say the same. */
const textOfLeaf = (leaf: Leaf): string => {
  const known = texts.get(leaf) ?? JSON.stringify(Object.entries(leaf).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  texts.set(leaf, known)
  return known
}
const texts = new WeakMap<Leaf, string>()
