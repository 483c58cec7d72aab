import type { Condition } from '../../shared/condition.ts'
import type { Fit } from '../../shared/playbook.ts'
import { namesIn } from './mentioned.ts'

/** A playbook's fits by their ids. */
export type NamedFits = {
  /** The fit of this id; undefined where there is none, and where it is made of itself: that is nobody's. */
  get: (id: string) => Fit | undefined
  circular: ReadonlySet<string>
  /** How many parts a condition has once every fit is written out where it is named. Beyond counting: Infinity. */
  sizeOf: (condition: Condition) => number
}

/** Looks them through once: the same list gives the same answer. */
export const namedFits = (fits: readonly Fit[]): NamedFits => {
  const found = known.get(fits)
  if (found !== undefined) return found
  const byId = new Map(fits.toReversed().map((fit) => [fit.id, fit]))
  const circular = circularIn(byId)
  const get = (id: string) => (circular.has(id) ? undefined : byId.get(id))
  const sizes = new Map<string, number>()
  const sizeOf = (condition: Condition): number => {
    if ('all' in condition) return condition.all.reduce((sum, each) => sum + sizeOf(each), 1)
    if ('any' in condition) return condition.any.reduce((sum, each) => sum + sizeOf(each), 1)
    if ('not' in condition) return 1 + sizeOf(condition.not)
    if (!('fit' in condition)) return 1
    const named = get(condition.fit)
    const size = sizes.get(condition.fit) ?? (named === undefined ? 1 : sizeOf(named.when))
    sizes.set(condition.fit, size)
    return size
  }
  const made: NamedFits = { get, circular, sizeOf }
  known.set(fits, made)
  return made
}

/** A playbook is a value, never changed in place. */
const known = new WeakMap<readonly Fit[], NamedFits>()

/** Those that lead back to themselves (Tarjan's strongly connected components). */
const circularIn = (byId: ReadonlyMap<string, Fit>): Set<string> => {
  const circular = new Set<string>()
  const ranks = new Map<string, number>()
  const path: string[] = []
  const open = new Set<string>()
  /** The lowest rank that can be reached from it, of those whose circle is not closed yet. */
  const visit = (id: string, when: Condition): number => {
    const rank = ranks.size
    let lowest = rank
    ranks.set(id, rank)
    path.push(id)
    open.add(id)
    const next = new Set(namesIn(when).flatMap(({ kind, name }) => (kind === 'fit' ? [name] : [])))
    for (const name of next) {
      const fit = byId.get(name)
      const seen = ranks.get(name)
      if (fit !== undefined && seen === undefined) lowest = Math.min(lowest, visit(name, fit.when))
      else if (seen !== undefined && open.has(name)) lowest = Math.min(lowest, seen)
    }
    if (lowest === rank) {
      const circle = path.splice(path.indexOf(id))
      for (const each of circle) {
        open.delete(each)
        if (circle.length > 1 || next.has(each)) circular.add(each)
      }
    }
    return lowest
  }
  for (const [id, { when }] of byId) if (!ranks.has(id)) visit(id, when)
  return circular
}
