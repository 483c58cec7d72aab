import type { Sighted } from './trigger.ts'

/** From the first instant at which a group was full up to the next at which it no longer was (`toMs`, not included). */
type Span = { fromMs: number; toMs: number }

/** Signals that are counted together: those of one key (a record, or the account) with one value. */
export type Group = { key: string; spans: Span[] }

/** What a group holds at present; signals come in and leave in the order of time. */
export type Tally = {
  add: (signal: Sighted) => void
  remove: (signal: Sighted) => void
  isFullAt: (at: number) => boolean
}

export type Window = {
  withinMs: number
  keyOf: (signal: Sighted) => string
  /** By what signals of one key are grouped; null: it is not counted. */
  valueOf: (signal: Sighted) => string | null
  tally: () => Tally
}

/** `reachedAt`: ids of the signals at whose instant some group of their key was full. `groupOf`: by id, of those that count. */
export type Reached = Pick<Window, 'withinMs' | 'keyOf'> & {
  reachedAt: ReadonlySet<string>
  groupOf: ReadonlyMap<string, Group>
}

type Filling = { group: Group; tally: Tally }

/** Moves a window over signals (oldest first): each comes in once and leaves once, whatever the window holds. */
export const sweep = (inOrder: readonly Sighted[], { withinMs, keyOf, valueOf, tally }: Window): Reached => {
  const byKey = new Map<string, Filling>()
  const inside: { signal: Sighted; filling: Filling }[] = []
  const full = new Map<string, number>()
  const reachedAt = new Set<string>()
  const keys = inOrder.map(keyOf)
  for (const [i, signal] of inOrder.entries()) {
    const value = valueOf(signal)
    if (value === null) continue
    const key = keys[i] ?? ''
    const name = value === '' ? key : JSON.stringify([key, value])
    const filling = byKey.get(name) ?? { group: { key, spans: [] }, tally: tally() }
    byKey.set(name, filling)
    inside.push({ signal, filling })
  }
  const changed = new Set<Filling>()
  let [first, next] = [0, 0]
  for (let from = 0; from < inOrder.length;) {
    const at = inOrder[from]?.at ?? 0
    let to = from + 1
    while (inOrder[to]?.at === at) to += 1
    for (; next < inside.length && (inside[next]?.signal.at ?? Infinity) <= at; next += 1)
      put(inside[next], 'add', changed)
    for (; first < next && (inside[first]?.signal.at ?? Infinity) < at - withinMs; first += 1)
      put(inside[first], 'remove', changed)
    // What decays may be full no more at a signal of its key, though nothing has left it.
    for (let i = from; i < to; i += 1) {
      const whole = byKey.get(keys[i] ?? '')
      if (whole !== undefined) changed.add(whole)
    }
    for (const { group, tally: held } of changed) turn(group, held.isFullAt(at), at, full)
    changed.clear()
    for (; from < to; from += 1) if (full.get(keys[from] ?? '')) reachedAt.add(inOrder[from]?.id ?? '')
  }
  return {
    withinMs,
    keyOf,
    reachedAt,
    groupOf: new Map(inside.map(({ signal, filling }) => [signal.id, filling.group])),
  }
}

const put = (
  entry: { signal: Sighted; filling: Filling } | undefined,
  how: 'add' | 'remove',
  changed: Set<Filling>,
): void => {
  if (entry === undefined) return
  const { signal, filling } = entry
  filling.tally[how](signal)
  changed.add(filling)
}

const turn = (group: Group, isFull: boolean, at: number, fullByKey: Map<string, number>): void => {
  const last = group.spans.at(-1)
  const wasFull = last?.toMs === Infinity
  if (isFull === wasFull) return
  fullByKey.set(group.key, (fullByKey.get(group.key) ?? 0) + (isFull ? 1 : -1))
  if (isFull) group.spans.push({ fromMs: at, toMs: Infinity })
  else if (last !== undefined) last.toMs = at
}

/** Whether a signal is in the window of this instant, in a group that is full then. */
export const isGroupAt = ({ withinMs, keyOf, groupOf }: Reached, { id, at }: Sighted, by: Sighted): boolean => {
  const group = groupOf.get(id)
  if (group === undefined || group.key !== keyOf(by) || at > by.at || at < by.at - withinMs) return false
  const span = group.spans[placeOf(group.spans, ({ toMs }) => toMs > by.at)]
  return span !== undefined && span.fromMs <= by.at
}

/** Whether a signal is in the window of any of these instants, in a group that is full then. */
export const groupAmong = (
  { withinMs, keyOf, groupOf }: Reached,
  bys: readonly Sighted[],
): ((signal: Sighted) => boolean) => {
  const instants = Map.groupBy(bys, keyOf)
  const times = new Map([...instants].map(([key, all]) => [key, all.map(({ at }) => at).toSorted((a, b) => a - b)]))
  const known = new Map<Group, { first: number; last: number }[]>()
  /** The spans of a group in which any of the instants lies, by the first and the last of them. */
  const usedOf = (group: Group, ofKey: readonly number[]) => {
    const found = known.get(group)
    if (found !== undefined) return found
    const used = group.spans.flatMap(({ fromMs, toMs }) => {
      const first = ofKey[placeOf(ofKey, (at) => at >= fromMs)]
      const last = ofKey[placeOf(ofKey, (at) => at >= toMs) - 1]
      return first === undefined || last === undefined || first > last ? [] : [{ first, last }]
    })
    known.set(group, used)
    return used
  }
  return ({ id, at }) => {
    const group = groupOf.get(id)
    const ofKey = group === undefined ? undefined : times.get(group.key)
    if (group === undefined || ofKey === undefined) return false
    const used = usedOf(group, ofKey)
    const span = used[placeOf(used, ({ last }) => last >= at)]
    if (span === undefined) return false
    const next = ofKey[placeOf(ofKey, (each) => each >= Math.max(at, span.first))]
    return next !== undefined && next - withinMs <= at
  }
}

/** The first place from which on it is so. */
const placeOf = <T>(inOrder: readonly T[], isSo: (item: T) => boolean): number => {
  let [low, high] = [0, inOrder.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isSo(inOrder[middle] as T)) high = middle
    else low = middle + 1
  }
  return low
}
