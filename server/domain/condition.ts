import { Temporal } from 'temporal-polyfill'
import type { Condition, Scalar } from '../../shared/condition.ts'
import { numberIn } from '../../shared/number.ts'
import type { Fit } from '../../shared/playbook.ts'
import { type NamedFits, namedFits } from './namedFits.ts'
import { readPattern } from './pattern.ts'

/** What is known, by its place: `person.title`, `account.segment`, `signal.fields.product`. */
export type Facts = Readonly<Record<string, Scalar | undefined>>

/** The playbook's named fits, and the instant that dates are compared with (epoch milliseconds). */
export type Given = { fits: readonly Fit[]; nowMs: number }

/** A condition made ready: true where it holds of these facts. */
export type Test = (facts: Facts, nowMs: number) => boolean

/** Whether it holds. What is absent (nothing, null, blank text) satisfies nothing but `present: false` and `not`. */
export const holds = (condition: Condition | undefined, facts: Facts, { fits, nowMs }: Given): boolean =>
  condition === undefined || compileCondition(condition, fits)(facts, nowMs)

/** Compiles once: the same condition with the same list of fits gives the same closure, and each fit has one. */
export const compileCondition = (condition: Condition, fits: readonly Fit[]): Test => {
  const known = compiled.get(fits) ?? { conditions: new WeakMap<Condition, Test>(), fits: new Map<string, Test>() }
  compiled.set(fits, known)
  const found = known.conditions.get(condition)
  if (found !== undefined) return found
  const test = compile(condition, { named: namedFits(fits), tests: known.fits })
  known.conditions.set(condition, test)
  return test
}

/** A playbook is a value, never changed in place. */
const compiled = new WeakMap<readonly Fit[], { conditions: WeakMap<Condition, Test>; fits: Map<string, Test> }>()

const DAY_MS = 86_400_000

/** The fits that a condition may name, and those of them that are made ready. */
type Ready = { named: NamedFits; tests: Map<string, Test> }

const compile = (condition: Condition, ready: Ready): Test => {
  if ('all' in condition) {
    const tests = condition.all.map((each) => compile(each, ready))
    const [first, second] = tests
    // The common case, without a loop: rules are asked a million times a second.
    if (first !== undefined && second !== undefined && tests.length === 2)
      return (facts, nowMs) => first(facts, nowMs) && second(facts, nowMs)
    return (facts, nowMs) => {
      for (const test of tests) if (!test(facts, nowMs)) return false
      return true
    }
  }
  if ('any' in condition) {
    const tests = condition.any.map((each) => compile(each, ready))
    return (facts, nowMs) => tests.some((test) => test(facts, nowMs))
  }
  if ('not' in condition) {
    const test = compile(condition.not, ready)
    return (facts, nowMs) => !test(facts, nowMs)
  }
  if ('fit' in condition) return compileFit(condition.fit, ready)
  const { field } = condition
  const test = ofValue(condition)
  if ('present' in condition) return (facts) => isPresent(facts[field]) === condition.present
  return (facts, nowMs) => {
    const value = facts[field]
    return isPresent(value) && test(value, nowMs)
  }
}

const compileFit = (id: string, ready: Ready): Test => {
  const found = ready.tests.get(id)
  if (found !== undefined) return found
  const fit = ready.named.get(id)
  const test = fit === undefined ? () => false : compile(fit.when, ready)
  ready.tests.set(id, test)
  return test
}

type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown } | { fit: unknown }>
type Present = Exclude<Scalar, null>

const ofValue = (leaf: Leaf): ((value: Present, nowMs: number) => boolean) => {
  if ('is' in leaf) return equalsOne([leaf.is])
  if ('in' in leaf) return equalsOne(leaf.in)
  if ('startsWith' in leaf) {
    const start = textOf(leaf.startsWith)
    return (value) => textOf(value).startsWith(start)
  }
  if ('matches' in leaf) {
    const pattern = readPattern(leaf.matches)
    return 'find' in pattern ? (value) => pattern.find(String(value).trim()) : () => false
  }
  if ('withinDays' in leaf) {
    const spanMs = leaf.withinDays * DAY_MS
    return (value, nowMs) => {
      const at = spanOf(value)
      return at !== null && at.untilMs >= nowMs && at.fromMs <= nowMs + spanMs
    }
  }
  if ('withinPastDays' in leaf) {
    const spanMs = leaf.withinPastDays * DAY_MS
    return (value, nowMs) => {
      const at = spanOf(value)
      return at !== null && at.fromMs <= nowMs && at.untilMs >= nowMs - spanMs
    }
  }
  if ('present' in leaf) return () => leaf.present
  const { atLeast = -Infinity, below = Infinity } = leaf
  return (value) => {
    const number = numberOf(value)
    return number !== null && number >= atLeast && number < below
  }
}

/** Numbers compare as numbers, also where one side is written as text; all else as text, whatever its case. */
const equalsOne = (wanted: readonly Scalar[]): ((value: Present) => boolean) => {
  const given = wanted.filter(isWanted)
  const texts = new Set(given.filter((each) => typeof each !== 'number').map(textOf))
  const numbers = new Set(given.flatMap((each) => (typeof each === 'number' ? [each] : [])))
  const all = new Set(given.map(numberOf))
  const [text] = texts
  const isText =
    texts.size === 1 ? (value: Present) => textOf(value) === text : (value: Present) => texts.has(textOf(value))
  if (numbers.size === 0) return (value) => (typeof value === 'number' ? all.has(value) : isText(value))
  return (value) => (typeof value === 'number' ? all.has(value) : isText(value) || numbers.has(numberOf(value) ?? NaN))
}
const isWanted = (wanted: Scalar): wanted is Present =>
  wanted !== null && !(typeof wanted === 'number' && !Number.isFinite(wanted))

export const isPresent = (value: Scalar | undefined): value is Present =>
  value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '')

/** As two texts are compared: trimmed, in lower case. */
export const textOf = (value: Scalar): string => String(value).trim().toLowerCase()

/** A number, or a text that is one; null: it is none. */
export const numberOf = (value: Scalar): number | null => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'string' ? numberIn(value) : null
}

/** The first and last millisecond of a date or an instant in ISO 8601; a bare date is the whole day, a time without a zone is one in UTC. */
const spanOf = (value: Present): { fromMs: number; untilMs: number } | null => {
  const text = typeof value === 'string' ? value.trim() : ''
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null
  const isDay = text.length === 10
  try {
    const isZoned = /(?:z|[+-]\d{2}:?\d{2})$/i.test(text.slice(10))
    const fromMs = (isZoned ? Temporal.Instant.from(text) : Temporal.PlainDateTime.from(text).toZonedDateTime('UTC'))
      .epochMilliseconds
    return { fromMs, untilMs: isDay ? fromMs + DAY_MS - 1 : fromMs }
  } catch {
    return null
  }
}
