import { parseSync, visitorKeys } from 'oxc-parser'
import type { SourceFile } from './structure.ts'

type Node = {
  type: string
  name?: string
  value?: unknown
  callee?: Node
  arguments?: Node[]
  id?: Node
  params?: Node[]
}

/**
 * The names that transactions are opened with, as they are in failpoints. Where a function hands its own parameter on as the
 * name, its callers are looked at; a name that is neither a literal nor such a parameter throws.
 */
export const transactionNames = (files: readonly SourceFile[]): Set<string> => {
  const names = new Set<string>()
  const openers = new Map([['inWorkspace', 2]])
  // Each newly found opener can have callers in files that were read before.
  for (let known = 0; known < openers.size;) {
    known = openers.size
    for (const file of files) collect(file, openers, names)
  }
  return names
}

const collect = ({ path, text }: SourceFile, openers: Map<string, number>, names: Set<string>): void => {
  const walk = (node: Node, within: { name: string; params: string[] } | null): void => {
    const place = openers.get(node.callee?.name ?? '')
    if (node.type === 'CallExpression' && place !== undefined) {
      const given = node.arguments?.[place]
      const handedOn = given?.name === undefined ? -1 : (within?.params.indexOf(given.name) ?? -1)
      if (typeof given?.value === 'string') names.add(given.value)
      else if (within !== null && handedOn >= 0) openers.set(within.name, handedOn)
      else throw new Error(`${path} opens a transaction with a name that cannot be read`)
    }
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, Node | (Node | null)[] | null>)[key]
      for (const one of Array.isArray(child) ? child : [child]) if (one) walk(one, functionIn(node, one) ?? within)
    }
  }
  walk(parseSync(path, text).program as unknown as Node, null)
}

/** `const name = (params) => …`: what the transactions in there may be named by. */
const functionIn = (node: Node, child: Node) =>
  node.type === 'VariableDeclarator' && child.type === 'ArrowFunctionExpression'
    ? { name: node.id?.name ?? '', params: (child.params ?? []).map(({ name }) => name ?? '') }
    : null
