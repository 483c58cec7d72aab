import { isPresent, textOf } from '../../server/domain/condition.ts'
import type { Sighted } from '../../server/domain/trigger.ts'
import { recordKey } from '../../shared/record.ts'
import type { Count, Score, Scope, Trigger } from '../../shared/trigger.ts'

const DAY_MS = 86_400_000

/** Counts and scores by their plain words, each window built anew: what they rest on at a signal's instant, or null. */
export const plainRests = (trigger: Trigger, by: Sighted, counted: readonly Sighted[]): Set<string> | null => {
  const parts = [
    ...(trigger.counts ?? []).map((count) => fullWindow(count, trigger.kinds, by, counted)),
    ...(trigger.score === undefined ? [] : [reached(trigger.score, by, counted)]),
  ]
  return parts.some((part) => part === null)
    ? null
    : new Set([by.id, ...parts.flatMap((part) => (part ?? []).map(({ id }) => id))])
}

const fullWindow = (count: Count, kinds: readonly string[], by: Sighted, counted: readonly Sighted[]) => {
  const within = inWindow(counted, by, count.withinDays * DAY_MS, count.over).filter(({ kind }) =>
    (count.kinds ?? kinds).includes(kind),
  )
  const { sharing } = count
  const groups =
    sharing === undefined
      ? [within]
      : [...Map.groupBy(within, (signal) => valueOf(signal, sharing))].flatMap(([value, its]) =>
          value === null ? [] : [its],
        )
  const full = groups.filter((group) => isFull(count, group))
  return full.length === 0 ? null : full.flat()
}

const isFull = ({ atLeast, distinct }: Count, some: readonly Sighted[]): boolean =>
  some.length >= atLeast &&
  (distinct === undefined ||
    new Set(some.flatMap((signal) => valueOf(signal, distinct.of) ?? [])).size >= distinct.atLeast)

const reached = ({ over, weights, halfLifeDays, atLeast }: Score, by: Sighted, counted: readonly Sighted[]) => {
  const halfLifeMs = halfLifeDays * DAY_MS
  const weighed = inWindow(counted, by, 40 * halfLifeMs, over).filter(({ kind }) => Object.hasOwn(weights, kind))
  const sum = weighed.reduce(
    (sofar, { kind, at }) => sofar + (weights[kind] ?? 0) * 2 ** ((at - by.at) / halfLifeMs),
    0,
  )
  return sum >= atLeast * (1 - 1e-9) ? weighed : null
}

const inWindow = (counted: readonly Sighted[], by: Sighted, spanMs: number, over: Scope): Sighted[] =>
  counted.filter(
    ({ at, ref }) =>
      at <= by.at && at >= by.at - spanMs && (over === 'account' || recordKey(ref) === recordKey(by.ref)),
  )

const valueOf = (signal: Sighted, of: string): string | null => {
  if (of === 'contact') return signal.contact
  const value = signal.facts[of] ?? signal.facts[`signal.fields.${of}`] ?? signal.facts[`signal.${of}`]
  return isPresent(value) ? textOf(value) : null
}
