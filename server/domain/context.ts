import type { ContextEntry, ContextItem, Provenance } from '../../shared/context.ts'
import type { HandoffPoint } from '../../shared/playbook.ts'

/** Values from one place. Field names carry their prefix: `buyer.title`, `fields.message`, `crm.stage`. */
export type Source = { from: Provenance['from']; by: string; at: string; values: Record<string, string> }

/**
 * The point's context, item by item: each of its fields from the first source that has it (give the freshest first).
 * A value that says nothing, such as one letter or a dash, counts as missing.
 */
export const fillContext = (template: HandoffPoint['context'], sources: readonly Source[]): ContextEntry[] =>
  template.flatMap(({ item, need, fields }) =>
    need === 'hidden' ? [] : [{ item, need, lines: linesOf(fields, sources) }],
  )

/** Required items with nothing in them. */
export const missingItems = (context: readonly ContextEntry[]): ContextItem[] =>
  context.filter(({ need, lines }) => need === 'required' && lines.length === 0).map(({ item }) => item)

const linesOf = (fields: readonly string[], sources: readonly Source[]): ContextEntry['lines'] => {
  const seen = new Set<string>()
  return fields.flatMap((field) => {
    const source = sources.find(({ values }) => Object.hasOwn(values, field) && says(values[field]))
    const text = source?.values[field]?.trim()
    if (source === undefined || text === undefined || seen.has(text)) return []
    seen.add(text)
    return [{ text, provenance: { from: source.from, field, by: source.by, at: source.at } }]
  })
}

const says = (value: string | undefined): boolean => value !== undefined && /[\p{L}\p{N}].*[\p{L}\p{N}]/su.test(value)
