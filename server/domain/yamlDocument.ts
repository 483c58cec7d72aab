import { type Document, isMap, isScalar, isSeq, Lexer, LineCounter, type Node, parseDocument } from 'yaml'
import { textProblem } from '../../shared/text.ts'

/** A text that was read, or one sentence why not. `line` counts from 1; `lineOf` is that of a path, null: it is nowhere. */
export type YamlDocument =
  | { value: unknown; lineOf: (path: readonly string[]) => number | null }
  | { problem: string; line?: number }

/** Keys, values, lists and groups. The default playbook has some 3,000, a pool of 1,000 people 5,000 more. */
const NODES_MAX = 20_000
/** Marks, blanks and words, of which a node has four or so. Nothing is built before they are counted. */
const LEXEMES_MAX = 10 * NODES_MAX
const TOO_MUCH = `has more than ${NODES_MAX} keys and values, more than a playbook can have`

/** Reads a YAML text of a sane size. Throws a RangeError where it is nested without end, an Error where its aliases multiply. */
export const yamlDocument = (text: string): YamlDocument => {
  if (hasMoreLexemes(text)) return { problem: TOO_MUCH }
  const lines = new LineCounter()
  // Keys are compared below: the parser compares each with each.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  const lineAt = (offset: number): number => lines.linePos(offset).line
  // One slip of the pen makes many more behind it.
  const [slip] = document.errors
  if (slip !== undefined) return { problem: `is no YAML: ${slip.message}`, line: lineAt(slip.pos[0]) }
  const fault = faultOf(document)
  if (fault !== null) return { problem: fault.problem, ...(fault.at === undefined ? {} : { line: lineAt(fault.at) }) }
  const value: unknown = document.toJS({ maxAliasCount: 50 })
  if (sizeOf(value) > NODES_MAX) return { problem: TOO_MUCH }
  return {
    value,
    lineOf: (path) => {
      const offset = offsetOf(document, path)
      return offset === null ? null : lineAt(offset)
    },
  }
}

/** Every text and key that a database could not hold, by path. */
export const strangeTexts = (value: unknown, path: readonly string[] = []): { path: string[]; problem: string }[] => {
  if (typeof value === 'string') {
    const problem = textProblem(value)
    return problem === null ? [] : [{ path: [...path], problem }]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const problem = textProblem(key)
    return problem === null ? strangeTexts(inner, [...path, key]) : [{ path: [...path], problem: `a key ${problem}` }]
  })
}

const hasMoreLexemes = (text: string): boolean => {
  let count = 0
  for (const _ of new Lexer().lex(text)) if ((count += 1) > LEXEMES_MAX) return true
  return false
}

const faultOf = ({ contents }: Document): { problem: string; at?: number | undefined } | null => {
  const left: unknown[] = [contents]
  for (let count = 0; left.length > 0; count += 1) {
    if (count > NODES_MAX) return { problem: TOO_MUCH }
    const node = left.pop()
    if (isSeq(node)) for (const item of node.items) left.push(item)
    if (!isMap(node)) continue
    const keys = new Set<string>()
    for (const { key, value } of node.items) {
      left.push(key, value)
      if (!isScalar(key)) continue
      const name = String(key.value)
      if (keys.has(name)) return { problem: 'is no YAML: Map keys must be unique', at: key.range?.[0] }
      keys.add(name)
    }
  }
  return null
}

/** Keys and values once aliases are written out; no further than the limit. */
const sizeOf = (value: unknown): number => {
  const left: unknown[] = [value]
  let size = 0
  while (left.length > 0 && size <= NODES_MAX) {
    const next = left.pop()
    size += 1
    if (Array.isArray(next)) for (const item of next) left.push(item)
    else if (typeof next === 'object' && next !== null) {
      const values = Object.values(next)
      size += values.length
      for (const inner of values) left.push(inner)
    }
  }
  return size
}

/** Where a path stands in the file: its key, else the nearest place around it. */
const offsetOf = (document: Document, path: readonly string[]): number | null => {
  let node: Node | null = document.contents
  let offset = node?.range?.[0] ?? null
  for (const name of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === name)
      if (pair === undefined) return offset
      offset = (isScalar(pair.key) ? pair.key.range?.[0] : undefined) ?? offset
      node = pair.value as Node | null
    } else if (isSeq(node)) {
      const item = node.items[Number(name)] as Node | undefined
      if (item === undefined) return offset
      offset = item.range?.[0] ?? offset
      node = item
    } else return offset
  }
  return offset
}
