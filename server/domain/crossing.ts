import type { Count, Score, Scope, Trigger } from '../../shared/trigger.ts'
import { recordKey } from '../../shared/record.ts'
import { isPresent, textOf } from './condition.ts'
import type { Sighted } from './trigger.ts'

const DAY_MS = 86_400_000
/** After so many half-lives a signal weighs less than a millionth of a millionth. */
const HALF_LIVES_MAX = 40
/** So many signals of a record and its account are looked at, the latest ones: more than any of them has in a window. */
export const SIGNALS_MAX = 3_000

/**
 * Whether all counts and the score of a trigger are reached at the instant of this signal, by `counted` (oldest first): the ids of
 * what they rest on, or null. Every window ends at that instant and includes both of its ends.
 */
export const crossingAt = (trigger: Trigger, by: Sighted, counted: readonly Sighted[]): Set<string> | null => {
  const rests = new Set([by.id])
  for (const count of trigger.counts ?? []) {
    const full = fullWindow(count, trigger.kinds, by, counted)
    if (full === null) return null
    for (const { id } of full) rests.add(id)
  }
  if (trigger.score !== undefined) {
    const weighed = reached(trigger.score, by, counted)
    if (weighed === null) return null
    for (const { id } of weighed) rests.add(id)
  }
  return rests
}

const fullWindow = (
  count: Count,
  kinds: readonly string[],
  by: Sighted,
  counted: readonly Sighted[],
): Sighted[] | null => {
  const wanted = count.kinds ?? kinds
  const fromMs = by.at - count.withinDays * DAY_MS
  const within = between(counted, fromMs, by.at).filter(
    (signal) => wanted.includes(signal.kind) && isIn(count.over, signal, by),
  )
  const full = sharingOne(count.sharing, within).filter((some) => isFull(count, some))
  return full.length === 0 ? null : full.flat()
}

const isFull = ({ atLeast, distinct }: Count, some: readonly Sighted[]): boolean =>
  some.length >= atLeast &&
  (distinct === undefined ||
    new Set(some.flatMap((signal) => valueOf(signal, distinct.of) ?? [])).size >= distinct.atLeast)

/** Those with one value of a field, value by value; without a field all of them. */
const sharingOne = (field: string | undefined, signals: Sighted[]): Sighted[][] => {
  if (field === undefined) return [signals]
  const byValue = new Map<string, Sighted[]>()
  for (const signal of signals) {
    const value = valueOf(signal, field)
    if (value !== null) byValue.set(value, [...(byValue.get(value) ?? []), signal])
  }
  return [...byValue.values()]
}

/** The sum in the order of time, so that rounding never depends on what arrived first. */
const reached = ({ over, weights, halfLifeDays, atLeast }: Score, by: Sighted, counted: readonly Sighted[]) => {
  const halfLifeMs = halfLifeDays * DAY_MS
  const weighed = between(counted, by.at - HALF_LIVES_MAX * halfLifeMs, by.at).filter(
    (signal) => Object.hasOwn(weights, signal.kind) && isIn(over, signal, by),
  )
  const sum = weighed.reduce(
    (sofar, { kind, at }) => sofar + (weights[kind] ?? 0) * 2 ** ((at - by.at) / halfLifeMs),
    0,
  )
  return sum >= atLeast * (1 - 1e-12) ? weighed : null
}

/** Those from `fromMs` to `toMs`, both included, of a list that is in the order of time. */
const between = (inOrder: readonly Sighted[], fromMs: number, toMs: number): readonly Sighted[] =>
  inOrder.slice(
    placeOf(inOrder, (at) => at >= fromMs),
    placeOf(inOrder, (at) => at > toMs),
  )

/** The first place from which on it is so. */
const placeOf = (inOrder: readonly Sighted[], isSo: (at: number) => boolean): number => {
  let [low, high] = [0, inOrder.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isSo(inOrder[middle]?.at ?? Infinity)) high = middle
    else low = middle + 1
  }
  return low
}

/** How far back a trigger may look, in milliseconds. */
export const reachMs = ({ counts = [], score }: Trigger): number =>
  Math.max(
    0,
    ...counts.map(({ withinDays }) => withinDays * DAY_MS),
    score === undefined ? 0 : HALF_LIVES_MAX * score.halfLifeDays * DAY_MS,
  )

const isIn = (over: Scope, signal: Sighted, by: Sighted): boolean =>
  over === 'account' || recordKey(signal.ref) === recordKey(by.ref)

/** `contact`: who it was; else a fact by its place, or a field of the signal by its own name. */
const valueOf = (signal: Sighted, of: string): string | null => {
  if (of === 'contact') return signal.contact
  const value = signal.facts[of] ?? signal.facts[`signal.fields.${of}`] ?? signal.facts[`signal.${of}`]
  return isPresent(value) ? textOf(value) : null
}
