import type { Condition, Scalar } from '../../../shared/condition.ts'
import type { Fit } from '../../../shared/playbook.ts'
import { type Leaf, leavesIn } from '../mentioned.ts'
import { namedFits } from '../namedFits.ts'
import { type FieldLeaf, isTrueOf, type Way, type Ways, waysOf } from './values.ts'

/** How much may still be looked at. Where it is used up nothing is certain. */
export type Budget = { left: number }

/**
 * `found`: these facts do it. `perhaps`: they do if there is a text of which the patterns say so. `none`: certain, nothing does.
 * `unknown`: not decided within the budget, or a field can be in more ways than are told apart.
 */
export type Answer = { kind: 'found' | 'perhaps'; facts: Witness } | { kind: 'none' } | { kind: 'unknown' }

/** A record by the fields that it needs. */
export type Witness = Record<string, Scalar>

/** A condition made ready: leaves are numbered, fits are written out. */
export type Formula = { conjuncts: Node[]; fields: ReadonlySet<number>; possible: ReadonlyMap<number, Packed> }
type Node =
  | { all: Node[] }
  | { any: Node[] }
  | { not: Node }
  | { field: number; holds: readonly boolean[] }
  | { always: boolean }
/** For each way of a field whether it is among them. */
type Mask = readonly boolean[]
/** The same, 32 to a number. */
type Packed = readonly number[]

/** Questions about the conditions of one ladder. */
export type Solver = {
  formula(condition: Condition | undefined): Formula
  /** Whether there is a record of which one holds and all of the others do not. */
  without(wanted: readonly Formula[], others: readonly Formula[], budget: Budget): Answer
  /** False: certainly not both of one record; looks at each field for itself. */
  mayMeet(a: Formula, b: Formula): boolean
}

/** Takes apart the fields that these conditions speak of. `finite`: the values of a field, where all are known. */
export const createSolver = (
  conditions: readonly (Condition | undefined)[],
  fits: readonly Fit[],
  finite: Readonly<Record<string, readonly Scalar[]>>,
): Solver => {
  const named = namedFits(fits)
  const leaves = Map.groupBy(
    conditions.flatMap((each) => (each === undefined ? [] : spelled(each))),
    ({ field }) => field,
  )
  function spelled(condition: Condition): FieldLeaf[] {
    return leavesIn(condition).flatMap(({ leaf }) => ('fit' in leaf ? spelledFit(leaf.fit) : [leaf]))
  }
  function spelledFit(id: string): FieldLeaf[] {
    const fit = named.get(id)
    return fit === undefined ? [] : spelled(fit.when)
  }
  const names = [...leaves.keys()]
  const numberOf = new Map(names.map((name, i) => [name, i]))
  const ways: Ways[] = names.map((name) => waysOf(leaves.get(name)!, finite[name]))
  const node = (condition: Condition): Node => {
    if ('all' in condition) return { all: condition.all.map(node) }
    if ('any' in condition) return { any: condition.any.map(node) }
    if ('not' in condition) return { not: node(condition.not) }
    return leafNode(condition)
  }
  const known = new Map<string, Node>()
  const leafNode = (leaf: Leaf): Node => {
    if ('fit' in leaf) {
      const fit = named.get(leaf.fit)
      return fit === undefined ? { always: false } : node(fit.when)
    }
    const key = JSON.stringify(leaf)
    const field = numberOf.get(leaf.field)!
    const made = known.get(key) ?? { field, holds: ways[field]!.ways.map((way) => isTrueOf(leaf, way)) }
    known.set(key, made)
    return made
  }
  const formula = (condition: Condition | undefined): Formula => {
    const root: Node = condition === undefined ? { always: true } : node(condition)
    const fields = new Set<number>()
    gather(root, fields)
    return { conjuncts: 'all' in root ? root.all : [root], fields, possible: packed(masksOf(root, true)) }
  }
  return {
    formula,
    mayMeet: (a, b) => meet(a.possible, b.possible),
    without: (wanted, others, budget) => {
      if (wanted.some(({ possible }) => possible === NEVER)) return { kind: 'none' }
      const search = new Search(ways, budget, [
        ...wanted.flatMap(({ conjuncts }) => conjuncts),
        ...others.map(({ conjuncts }): Node => ({ not: { all: conjuncts } })),
      ])
      const given = search.run()
      if (given === 'unknown') return { kind: 'unknown' }
      const fields = [...wanted, ...others].flatMap((each) => [...each.fields])
      if (given === null) return { kind: fields.every((field) => ways[field]!.isWhole) ? 'none' : 'unknown' }
      const chosen = [...given].map(([field, at]): [string, Way] => [names[field]!, ways[field]!.ways[at]!])
      const facts = Object.fromEntries(
        chosen.flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])),
      )
      return { kind: chosen.some(([, { free }]) => free !== null) ? 'perhaps' : 'found', facts }
    },
  }
}

const NEVER: ReadonlyMap<number, Packed> = new Map()

const packed = (masks: ReadonlyMap<number, Mask> | null): ReadonlyMap<number, Packed> =>
  masks === null ? NEVER : new Map([...masks].map(([field, mask]) => [field, pack(mask)]))

const pack = (mask: Mask): Packed => {
  const bits = Array.from({ length: Math.ceil(mask.length / 32) }, () => 0)
  for (const [i, is] of mask.entries()) if (is) bits[i >> 5]! |= 1 << (i & 31)
  return bits
}

const meet = (a: Formula['possible'], b: Formula['possible']): boolean => {
  if (a === NEVER || b === NEVER) return false
  for (const [field, mask] of a) {
    const other = b.get(field)
    if (other !== undefined && !mask.some((bits, i) => (bits & other[i]!) !== 0)) return false
  }
  return true
}

const gather = (node: Node, into: Set<number>): void => {
  if ('field' in node) into.add(node.field)
  else if ('not' in node) gather(node.not, into)
  else if ('all' in node) for (const each of node.all) gather(each, into)
  else if ('any' in node) for (const each of node.any) gather(each, into)
}

/** Of each field the ways in which the node can be as wanted, at most: a field that is not named can be in all. Null: in none. */
const masksOf = (node: Node, wanted: boolean): ReadonlyMap<number, Mask> | null => {
  if ('always' in node) return node.always === wanted ? new Map() : null
  if ('not' in node) return masksOf(node.not, !wanted)
  if ('field' in node) {
    const mask = node.holds.map((is) => is === wanted)
    return mask.includes(true) ? new Map([[node.field, mask]]) : null
  }
  const isEach = 'all' in node === wanted
  const parts = ('all' in node ? node.all : node.any).map((each) => masksOf(each, wanted))
  return isEach ? both(parts) : either(parts.filter((part) => part !== null))
}

const both = (parts: readonly (ReadonlyMap<number, Mask> | null)[]): ReadonlyMap<number, Mask> | null => {
  const masks = new Map<number, Mask>()
  for (const part of parts) {
    if (part === null) return null
    for (const [field, mask] of part) {
      const before = masks.get(field)
      const now = before === undefined ? mask : mask.map((is, i) => is && before[i]!)
      if (!now.includes(true)) return null
      masks.set(field, now)
    }
  }
  return masks
}

const either = (parts: readonly ReadonlyMap<number, Mask>[]): ReadonlyMap<number, Mask> | null => {
  const [first, ...rest] = parts
  if (first === undefined) return null
  const shared = [...first].filter(([field]) => rest.every((part) => part.has(field)))
  return new Map(
    shared.map(([field, mask]) => [field, mask.map((is, i) => is || rest.some((part) => part.get(field)![i]!))]),
  )
}

/** Tries the ways of one field after another, and turns back where something can no longer be met. */
class Search {
  readonly #given = new Map<number, number>()
  readonly #ways: readonly Ways[]
  readonly #budget: Budget
  readonly #all: readonly Node[]
  constructor(ways: readonly Ways[], budget: Budget, all: readonly Node[]) {
    this.#ways = ways
    this.#budget = budget
    this.#all = all
  }

  /** The way of each field that was chosen; null: there is none. */
  run(left: readonly Node[] = this.#all): ReadonlyMap<number, number> | null | 'unknown' {
    const open: Node[] = []
    let field: number | null = null
    for (const node of left) {
      this.#budget.left -= 1
      const undecided = this.#look(node)
      if (undecided === false) return null
      if (undecided === true) continue
      open.push(node)
      field ??= undecided
    }
    if (field === null) return new Map(this.#given)
    if (this.#budget.left <= 0) return 'unknown'
    // A way that tells nothing apart from another, as far as this is about, is tried once.
    const tried = new Set<string>()
    const leaves: (readonly boolean[])[] = []
    for (const node of open) leavesOf(node, field, leaves)
    const { ways } = this.#ways[field]!
    let isUnknown = false
    for (const [at, way] of ways.entries()) {
      const likeness = `${way.free === null} ${leaves.map((holds) => (holds[at] ? 1 : 0)).join('')}`
      if (tried.has(likeness)) continue
      tried.add(likeness)
      this.#given.set(field, at)
      const found = this.run(open)
      if (found === 'unknown') isUnknown = true
      else if (found !== null) return found
      this.#given.delete(field)
      if (this.#budget.left <= 0) return 'unknown'
    }
    return isUnknown ? 'unknown' : null
  }

  /** Whether it holds as far as fields are chosen, else a field that it depends on. */
  #look(node: Node): boolean | number {
    if ('always' in node) return node.always
    if ('field' in node) {
      const at = this.#given.get(node.field)
      return at === undefined ? node.field : node.holds[at]!
    }
    if ('not' in node) {
      const inner = this.#look(node.not)
      return typeof inner === 'boolean' ? !inner : inner
    }
    const ends = 'any' in node
    let open: number | null = null
    for (const each of 'all' in node ? node.all : node.any) {
      const inner = this.#look(each)
      if (inner === ends) return ends
      if (typeof inner === 'number') open ??= inner
    }
    return open ?? !ends
  }
}

const leavesOf = (node: Node, field: number, into: (readonly boolean[])[]): void => {
  if ('field' in node) {
    if (node.field === field) into.push(node.holds)
  } else if ('not' in node) leavesOf(node.not, field, into)
  else if ('all' in node) for (const each of node.all) leavesOf(each, field, into)
  else if ('any' in node) for (const each of node.any) leavesOf(each, field, into)
}
