import { Temporal } from 'temporal-polyfill'
import type { Condition, Scalar } from '../../../shared/condition.ts'
import type { Fit } from '../../../shared/playbook.ts'
import { compileCondition, isPresent, numberOf, textOf } from '../condition.ts'
import type { Leaf } from '../mentioned.ts'
import { readPattern } from '../pattern.ts'

/** A leaf that speaks of a field. */
export type FieldLeaf = Exclude<Leaf, { fit: unknown }>

/**
 * One of the ways in which a field can be: `value` stands for all values of which the same is true. `free`: what patterns say of
 * it, where no particular value is meant; whether there is such a text is not known.
 */
export type Way = { value: Scalar | undefined; free: ReadonlyMap<string, boolean> | null }

/** All ways of one field. `isWhole` false: there are more than these, so that nothing can be said of all of them. */
export type Ways = { ways: Way[]; isWhole: boolean }

/** The day of the week and the time do not matter: values are moved with it. */
export const NOW_MS = Temporal.Instant.from('2026-01-14T12:00:00Z').epochMilliseconds
const DAY_MS = 86_400_000
/** More patterns on one field are not taken apart. */
const PATTERNS_MAX = 4

/**
 * The ways that a field can be, as far as these leaves tell them apart. `finite`: all the values that it can have, where they are
 * known beforehand.
 */
export const waysOf = (leaves: readonly FieldLeaf[], finite?: readonly Scalar[]): Ways => {
  if (finite !== undefined) return { ways: finite.map(only), isWhole: true }
  const wanted = leaves.flatMap((leaf) => ('is' in leaf ? [leaf.is] : 'in' in leaf ? leaf.in : [])).filter(isPresent)
  const limits = leaves.flatMap((leaf) =>
    'atLeast' in leaf || 'below' in leaf ? [leaf.atLeast, leaf.below].filter((limit) => limit !== undefined) : [],
  )
  const numbers = [...wanted.map(numberOf).filter((number) => number !== null), ...limits]
  const starts = leaves.flatMap((leaf) => ('startsWith' in leaf ? [textOf(leaf.startsWith)] : []))
  const dates = leaves.flatMap((leaf) => ('withinDays' in leaf || 'withinPastDays' in leaf ? [leaf] : []))
  const patterns = [...new Set(leaves.flatMap((leaf) => ('matches' in leaf ? [leaf.matches] : [])))]
  const told = [numbers.length > 0, starts.length > 0 || wanted.length > 0, dates.length > 0]
  const isMixed =
    (numbers.length > 0 && (starts.length > 0 || patterns.length > 0)) ||
    (dates.length > 0 && (told[0]! || told[1]! || patterns.length > 0))
  const texts = [...wanted.map(textOf), ...starts, ...starts.map((start) => `${start}${ELSE}`), ELSE]
  const known = once([undefined, ...texts, ...numberWays(numbers), ...(dates.length > 0 ? dateWays(dates) : [])]).map(
    only,
  )
  return {
    ways: patterns.length === 0 ? known : [...known, ...freeWays(patterns, starts)],
    isWhole: !isMixed && patterns.length <= PATTERNS_MAX && numbers.every((number) => Math.abs(number) < 1e15),
  }
}

const only = (value: Scalar | undefined): Way => ({ value, free: null })
const once = (values: readonly (Scalar | undefined)[]): (Scalar | undefined)[] => [...new Set(values)]

/** Goes on with a text in a way that no playbook names. */
const ELSE = '~ something else'

/** Each number, as a number and written otherwise, and one in each gap between them. */
const numberWays = (numbers: readonly number[]): Scalar[] => {
  const sorted = [...new Set(numbers)].toSorted((a, b) => a - b)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return []
  const between = sorted.slice(1).map((number, i) => (sorted[i]! + number) / 2)
  return [first - 1, ...sorted.flatMap((number) => [number, `+${number}`.replace('+-', '-0')]), ...between, last + 1]
}

/** Instants and whole days at the edge of each span, just beside it and far away. */
const dateWays = (leaves: readonly FieldLeaf[]): Scalar[] => {
  const edges = [
    0,
    ...leaves.flatMap((leaf) =>
      'withinDays' in leaf ? [leaf.withinDays] : 'withinPastDays' in leaf ? [-leaf.withinPastDays] : [],
    ),
  ]
  const instant = (atMs: number) => Temporal.Instant.fromEpochMilliseconds(atMs).toString()
  return edges.flatMap((days) => {
    const atMs = NOW_MS + days * DAY_MS
    const near = [-1, 0, 1]
    return [...near.map((by) => instant(atMs + by)), ...near.map((by) => instant(atMs + by * DAY_MS).slice(0, 10))]
  })
}

/** Any text of which the patterns say this or that; it may begin as some other leaf asks. */
const freeWays = (patterns: readonly string[], starts: readonly string[]): Way[] => {
  const some = patterns.slice(0, PATTERNS_MAX)
  return Array.from(
    { length: 2 ** some.length },
    (_, bits) => new Map(some.map((each, i) => [each, (bits & (1 << i)) !== 0])),
  )
    .flatMap((free) => [ELSE, ...starts.map((start) => `${start}${ELSE}`)].map((value): Way => ({ value, free })))
    .filter(({ free }) => [...free!].every(([pattern, isFound]) => !isFound || 'find' in readPattern(pattern)))
}

/** Whether a leaf holds of a way. */
export const isTrueOf = (leaf: FieldLeaf, { value, free }: Way): boolean =>
  'matches' in leaf && free !== null
    ? (free.get(leaf.matches) ?? false)
    : compileCondition(leaf satisfies Condition, NO_FITS)({ [leaf.field]: value }, NOW_MS)
const NO_FITS: readonly Fit[] = []
