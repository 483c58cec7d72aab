import { recordKey } from '../../shared/record.ts'
import type { Count, Score, Scope, Trigger } from '../../shared/trigger.ts'
import { isPresent, textOf } from './condition.ts'
import { decayingSum } from './decayingSum.ts'
import type { Sighted } from './trigger.ts'
import { groupAmong, isGroupAt, type Reached, sweep } from './windowSweep.ts'

const DAY_MS = 86_400_000
/** After so many half-lives a signal weighs less than a millionth of a millionth. */
const HALF_LIVES_MAX = 40
/** What rounding may take from a sum; no score means it. */
const ROUNDING = 1e-9
/** So many signals of a record and its account are looked at, the latest ones: more than any of them has in a window. */
export const SIGNALS_MAX = 3_000

/** What all counts and the score of a trigger come to over a history. */
export type Crossing = {
  /** Whether all of them are reached at the instant of this signal, which is one of those counted. */
  isReachedAt: (by: Sighted) => boolean
  /** Whether it may not have been reached there without that signal. */
  restsOn: (by: Sighted, signal: Sighted) => boolean
  /** Makes ready the same question for many instants at which it was reached: does any of them rest on a signal? */
  anyRestsOn: (bys: readonly Sighted[]) => (signal: Sighted) => boolean
}

/**
 * Goes once over `counted` (oldest first) for each count and the score. Every window ends at a signal's instant and includes both
 * of its ends: signals at one instant see each other.
 */
export const crossingOf = (trigger: Trigger, counted: readonly Sighted[]): Crossing => {
  const parts = [
    ...(trigger.counts ?? []).map((count) => countOver(count, trigger.kinds, counted)),
    ...(trigger.score === undefined ? [] : [scoreOver(trigger.score, counted)]),
  ]
  return {
    isReachedAt: ({ id }) => parts.every(({ reachedAt }) => reachedAt.has(id)),
    restsOn: (by, signal) => signal.id === by.id || parts.some((part) => isGroupAt(part, signal, by)),
    anyRestsOn: (bys) => {
      const ids = new Set(bys.map(({ id }) => id))
      const among = parts.map((part) => groupAmong(part, bys))
      return (signal) => ids.has(signal.id) || among.some((isAmong) => isAmong(signal))
    },
  }
}

/** How far back a trigger may look, in milliseconds. */
export const reachMs = ({ counts = [], score }: Trigger): number =>
  Math.max(
    0,
    ...counts.map(({ withinDays }) => withinDays * DAY_MS),
    score === undefined ? 0 : HALF_LIVES_MAX * score.halfLifeDays * DAY_MS,
  )

const countOver = (count: Count, own: readonly string[], counted: readonly Sighted[]): Reached => {
  const { over, kinds = own, atLeast, distinct, sharing, withinDays } = count
  const wanted = new Set(kinds)
  return sweep(counted, {
    withinMs: withinDays * DAY_MS,
    keyOf: keyIn(over),
    valueOf: (signal) => (!wanted.has(signal.kind) ? null : sharing === undefined ? '' : valueOf(signal, sharing)),
    tally: () => {
      let size = 0
      const values = new Map<string, number>()
      const turn = (signal: Sighted, by: 1 | -1): void => {
        size += by
        const value = distinct === undefined ? null : valueOf(signal, distinct.of)
        if (value === null) return
        const times = (values.get(value) ?? 0) + by
        if (times === 0) values.delete(value)
        else values.set(value, times)
      }
      return {
        add: (signal) => turn(signal, 1),
        remove: (signal) => turn(signal, -1),
        isFullAt: () => size >= atLeast && (distinct === undefined || values.size >= distinct.atLeast),
      }
    },
  })
}

/** The sum in the order of time, so that rounding never depends on what arrived first. */
const scoreOver = ({ over, weights, halfLifeDays, atLeast }: Score, counted: readonly Sighted[]): Reached => {
  const halfLifeMs = halfLifeDays * DAY_MS
  return sweep(counted, {
    withinMs: HALF_LIVES_MAX * halfLifeMs,
    keyOf: keyIn(over),
    valueOf: ({ kind }) => (Object.hasOwn(weights, kind) ? '' : null),
    tally: () => {
      const sum = decayingSum(halfLifeMs)
      return {
        add: ({ kind, at }) => sum.add(weights[kind] ?? 0, at),
        remove: () => sum.removeOldest(),
        isFullAt: (at) => sum.at(at) >= atLeast * (1 - ROUNDING),
      }
    },
  })
}

/** What is counted together: signals of one record, or all of them. */
const keyIn = (over: Scope): ((signal: Sighted) => string) =>
  over === 'account' ? () => '' : ({ ref }) => recordKey(ref)

/** `contact`: who it was; else a fact by its place, or a field of the signal by its own name. */
const valueOf = (signal: Sighted, of: string): string | null => {
  if (of === 'contact') return signal.contact
  const value = signal.facts[of] ?? signal.facts[`signal.fields.${of}`] ?? signal.facts[`signal.${of}`]
  return isPresent(value) ? textOf(value) : null
}
