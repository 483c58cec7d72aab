import type { DiffLine } from '../../shared/draft.ts'
import type { Playbook } from '../../shared/playbook.ts'

/**
 * What differs between two playbooks, in words: what was added, taken away, moved, and which fields have other values. Parts are
 * told apart by their ids, so that a step that was moved is no other step. Nothing differs: no lines, and only then.
 */
export const diffPlaybooks = (was: Playbook, becomes: Playbook): DiffLine[] => inObject(was, becomes, [], [])

type Thing = Record<string, unknown>

const inObject = (was: Thing, becomes: Thing, path: readonly string[], where: readonly string[]): DiffLine[] =>
  [...new Set([...Object.keys(becomes), ...Object.keys(was)])].flatMap((key) =>
    inField(was[key], becomes[key], [...path, key], where),
  )

const inField = (was: unknown, becomes: unknown, path: readonly string[], where: readonly string[]): DiffLine[] => {
  if (isSame(was, becomes)) return []
  const field = path.at(-1) ?? ''
  if (isKeyedList(was) && isKeyedList(becomes)) return inList(was, becomes, path, [...where, wordOf(field)])
  // A rule of another kind is another rule: its fields have nothing to say to each other.
  const isSameKind = isThing(was) && isThing(becomes) && was.kind === becomes.kind && !CONDITIONS.has(field)
  if (isSameKind) return inObject(was, becomes, path, [...where, wordOf(field)])
  return [{ path: path.join('.'), where: [...where], field: wordOf(field), was: said(was), becomes: said(becomes) }]
}

const inList = (was: Thing[], becomes: Thing[], path: readonly string[], where: readonly string[]): DiffLine[] => {
  const before = new Map(was.map((each, index) => [keyOf(each), { each, index }]))
  const after = new Set(becomes.map(keyOf))
  const line = (each: Thing, index: number, field: string, old: string | null, next: string | null): DiffLine => ({
    path: [...path, String(index)].join('.'),
    where: [...where, nameOf(each)],
    field,
    was: old,
    becomes: next,
  })
  const gone = was.flatMap((each, index) =>
    after.has(keyOf(each)) ? [] : [line(each, index, 'taken away', said(each), null)],
  )
  const rank = (list: Thing[], others: (key: string) => boolean) => list.map(keyOf).filter(others)
  const [oldOrder, newOrder] = [rank(was, (key) => after.has(key)), rank(becomes, (key) => before.has(key))]
  const changed = becomes.flatMap((each, index) => {
    const old = before.get(keyOf(each))
    if (old === undefined) return [line(each, index, 'added', null, said(each))]
    const hasMoved = oldOrder.indexOf(keyOf(each)) !== newOrder.indexOf(keyOf(each))
    return [
      ...(hasMoved ? [line(each, index, 'place', String(old.index + 1), String(index + 1))] : []),
      ...inObject(old.each, each, [...path, String(index)], [...where, nameOf(each)]),
    ]
  })
  return [...gone, ...changed]
}

/** Conditions are read whole. */
const CONDITIONS = new Set(['when', 'entry'])
const KEYS = ['id', 'item', 'person', 'source']

const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null && !Array.isArray(value)

const isKeyedList = (value: unknown): value is Thing[] =>
  Array.isArray(value) &&
  value.every((each) => isThing(each) && keyOf(each) !== '') &&
  new Set(value.map(keyOf)).size === value.length

const keyOf = (thing: Thing): string => {
  const key = KEYS.find((name) => typeof thing[name] === 'string')
  return key === undefined ? '' : String(thing[key])
}

const nameOf = (thing: Thing): string => (typeof thing.name === 'string' ? thing.name : keyOf(thing))

const WORDS: Record<string, string> = { ladder: 'owner', tiers: 'SLA', recordTypes: 'records', pools: 'pool' }

/** `breaksToday` is read «breaks today». */
const wordOf = (field: string): string =>
  WORDS[field] ?? field.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const said = (value: unknown): string | null => {
  if (value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(sorted(value))
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))

/** A database gives the fields of a value back in an order of its own. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isThing(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .flatMap((key) => (value[key] === undefined ? [] : [[key, sorted(value[key])]])),
  )
}
