import { parseSync, visitorKeys, type Program } from 'oxc-parser'

/** One import or re-export of a file. `isType`: it is erased, so nothing of it runs. */
export type Import = { from: string; isType: boolean }

type Node = Program | Program['body'][number]

/** What a TypeScript file imports, statically and by `import()`. Throws on what does not parse. */
export const importsOf = (path: string, text: string): Import[] => {
  const { module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]!.message}`)
  const isErased = (entries: { isType: boolean }[]): boolean =>
    entries.length > 0 && entries.every((entry) => entry.isType)
  const imported = module.staticImports.map(({ moduleRequest, entries }) => ({
    from: moduleRequest.value,
    isType: isErased(entries),
  }))
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) => (moduleRequest ? [{ from: moduleRequest.value, isType }] : [])),
  )
  const dynamic = module.dynamicImports.map(({ moduleRequest }) => ({
    from: text.slice(moduleRequest.start, moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
    isType: false,
  }))
  return [...imported, ...exported, ...dynamic]
}

/** Whether a file does nothing but hand on what others export. */
export const isBarrel = (path: string, text: string): boolean => {
  const { body } = parseSync(path, text).program
  const handsOn = body.filter(
    (node) => node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source),
  )
  return (
    body.some((node) => node.type === 'ExportAllDeclaration') || (handsOn.length > 0 && handsOn.length === body.length)
  )
}

/** What in a file is not a pure function of its arguments: names of the outside world, chance, clocks, `async`. */
export const impuritiesOf = (path: string, text: string): string[] => {
  const found = new Set<string>()
  const walk = (node: Node, parent: Node | null, key: string): void => {
    const name = impurity(node, parent, key)
    if (name) found.add(name)
    for (const childKey of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, Node | (Node | null)[] | null>)[childKey]
      for (const one of Array.isArray(child) ? child : [child]) if (one) walk(one, node, childKey)
    }
  }
  walk(parseSync(path, text).program, null, '')
  return [...found]
}

const OUTSIDE = new Set([
  'Date',
  'process',
  'console',
  'fetch',
  'setTimeout',
  'setInterval',
  'performance',
  'crypto',
  'globalThis',
  'Promise',
])
const NOT_A_FUNCTION = new Map([
  ['Math', ['random']],
  ['Temporal', ['Now']],
])

const impurity = (anyNode: Node, parent: Node | null, key: string): string | null => {
  const node = anyNode as {
    type: string
    name?: string
    async?: boolean
    await?: boolean
    computed?: boolean
    object?: { name?: string }
    property?: { name?: string }
  }
  if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await)) return 'await'
  if (node.async) return 'async'
  if (
    node.type === 'MemberExpression' &&
    NOT_A_FUNCTION.get(node.object?.name ?? '')?.includes(node.property?.name ?? '')
  ) {
    return `${node.object!.name}.${node.property!.name}`
  }
  if (node.type !== 'Identifier' || !OUTSIDE.has(node.name!)) return null
  const isNameOnly = (key === 'property' || key === 'key') && !(parent as { computed?: boolean }).computed
  const isType = parent?.type.startsWith('TS') === true && !/^TS(As|Satisfies|NonNull)/.test(parent.type)
  return isNameOnly || isType ? null : node.name!
}
