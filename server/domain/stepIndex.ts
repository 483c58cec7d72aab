import type { Condition, Scalar } from '../../shared/condition.ts'
import type { LadderStep } from '../../shared/point.ts'
import { type Facts, isPresent, numberOf, textOf } from './condition.ts'
import type { NamedFits } from './namedFits.ts'

/** Positions of a ladder’s steps, a bit for each, 32 to a number: a short array of small integers is the quickest to copy. */
export type Bits = number[]

/** Takes out of `bits` the steps that want another value of some field than these facts have. Never one that could apply. */
export type StepIndex = (facts: Facts, bits: Bits) => void

/**
 * An index over what steps want to be equal. As many fields are looked up as spare more questions than they cost: which these are
 * depends on how many values are told apart, not on any record.
 */
export const indexSteps = (ladder: readonly LadderStep[], fits: NamedFits): StepIndex => {
  const wanted = ladder.map(({ when }) => (when === undefined ? [] : equalitiesOf(when, fits)))
  const fields = worthwhile(wanted).map((field) => indexField(field, wanted))
  return (facts, bits) => {
    for (const field of fields) keepOnly(field, facts[field.name], bits)
  }
}

/** What must equal one of these values for a condition to hold. */
type Equality = { field: string; values: readonly Scalar[] }

const equalitiesOf = (condition: Condition, fits: NamedFits): Equality[] => {
  if ('all' in condition) return condition.all.flatMap((each) => equalitiesOf(each, fits))
  if ('is' in condition) return [{ field: condition.field, values: [condition.is] }]
  if ('in' in condition) return [{ field: condition.field, values: condition.in }]
  if (!('fit' in condition)) return []
  const fit = fits.get(condition.fit)
  return fit === undefined ? [] : equalitiesOf(fit.when, fits)
}

/** One look-up takes as long as it takes to ask so many steps. */
const LOOK_UP_COST = 3

/** The fields to look up, the most useful first: each in turn the one that leaves the fewest steps to be asked. */
const worthwhile = (wanted: readonly Equality[][]): string[] => {
  const told = Map.groupBy(wanted.flat(), ({ field }) => field)
  const distinct = new Map(
    [...told].map(([field, all]) => [field, new Set(all.flatMap(({ values }) => values.map(textOf))).size]),
  )
  /** How likely it is that a step is still asked, were all values as frequent. */
  const likely = wanted.map(() => 1)
  const chanceOf = (at: number, field: string) =>
    Math.min(
      1,
      ...wanted[at]!.filter((each) => each.field === field).map(({ values }) => values.length / distinct.get(field)!),
    )
  const savedBy = (field: string) => likely.reduce((sum, chance, at) => sum + chance * (1 - chanceOf(at, field)), 0)
  const chosen: string[] = []
  const left = new Set(told.keys())
  while (left.size > 0) {
    const [best, saved] = [...left]
      .map((field): [string, number] => [field, savedBy(field)])
      .reduce((a, b) => (b[1] > a[1] ? b : a))
    if (saved < LOOK_UP_COST) break
    chosen.push(best)
    left.delete(best)
    for (const at of likely.keys()) likely[at]! *= chanceOf(at, best)
  }
  return chosen
}

/** `byKey`: the steps that want this value or do not ask for the field; `others`: those that do not ask for it. */
type FieldIndex = { name: string; byKey: Map<string, Bits>; others: Bits; hasNumbers: boolean }

const indexField = (name: string, wanted: readonly Equality[][]): FieldIndex => {
  const others = bitsOf(wanted.length)
  const own: { at: number; keys: string[] }[] = []
  for (const [at, equalities] of wanted.entries()) {
    // One of them is enough to find it by: the fewest values.
    const [best] = equalities
      .filter(({ field }) => field === name)
      .toSorted((a, b) => a.values.length - b.values.length)
    if (best === undefined) setBit(others, at)
    else own.push({ at, keys: [...new Set(best.values.flatMap(keysOf))] })
  }
  const byKey = new Map<string, Bits>()
  for (const { at, keys } of own) {
    for (const key of keys) {
      const bits = byKey.get(key) ?? others.slice()
      setBit(bits, at)
      byKey.set(key, bits)
    }
  }
  return { name, byKey, others, hasNumbers: own.some(({ keys }) => keys.some((key) => key.startsWith(' '))) }
}

const keepOnly = ({ byKey, others, hasNumbers }: FieldIndex, value: Scalar | undefined, bits: Bits): void => {
  if (!isPresent(value)) return and(bits, others)
  const asText = byKey.get(textOf(value)) ?? others
  const number = hasNumbers ? numberOf(value) : null
  const asNumber = number === null ? undefined : byKey.get(numberKey(number))
  if (asNumber === undefined) return and(bits, asText)
  for (let i = 0; i < bits.length; i++) bits[i]! &= asText[i]! | asNumber[i]!
}

const and = (bits: Bits, others: Bits): void => {
  for (let i = 0; i < bits.length; i++) bits[i]! &= others[i]!
}

/** Under what a wanted value is looked up; every value that equals it has one of these. */
const keysOf = (wanted: Scalar): string[] => {
  const number = numberOf(wanted)
  return number === null ? [textOf(wanted)] : [textOf(wanted), numberKey(number)]
}
/** No text begins with a blank once it is trimmed. */
const numberKey = (number: number): string => ` ${number}`

const bitsOf = (count: number): Bits => Array.from({ length: Math.ceil(count / 32) }, () => 0)

export const setBit = (bits: Bits, at: number): void => {
  bits[at >> 5]! |= 1 << (at & 31)
}

/** No steps but those at these positions. */
export const bitsAt = (count: number, positions: Iterable<number>): Bits => {
  const bits = bitsOf(count)
  for (const at of positions) setBit(bits, at)
  return bits
}
