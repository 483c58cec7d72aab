import type { ContextEntry, ContextItem, KnownItem, Provenance } from '../../shared/context.ts'
import { faultOf, says } from '../../shared/contextFault.ts'
import type { ContextQuestion } from '../../shared/handoffParts.ts'
import type { ContextRule } from '../../shared/point.ts'

/** Values from one place. Field names carry their prefix: `buyer.title`, `fields.message`, `crm.stage`, `given.problem`. */
export type Source = { from: Provenance['from']; by: string; at: string; values: Record<string, string> }

/** The field under which somebody's own words for an item are found. */
export const givenField = (item: ContextItem): string => `given.${item}`

/**
 * The point's context, item by item: what a person filled in, then each of its fields from the first source that has it (give the
 * freshest first). A value that says nothing, such as one letter or a dash, counts as missing; one that fails the item's check is
 * shown with its fault, and does not count either.
 */
export const fillContext = (template: readonly ContextRule[], sources: readonly Source[]): ContextEntry[] =>
  template.flatMap(({ item, name, need, fields, check }): ContextEntry[] => {
    if (need === 'hidden') return []
    const isShort = check?.number !== undefined || check?.oneOf !== undefined
    const found = linesOf([givenField(item), ...fields], sources, isShort)
    // A number, a choice or a date is one: the freshest that counts.
    const isOne = isShort || check?.date === true
    const lines = isOne ? found.filter(({ text }) => faultOf([text], check) === null).slice(0, 1) : found
    if (isOne && lines.length === 0) lines.push(...found.slice(0, 1))
    const fault =
      lines.length === 0
        ? null
        : faultOf(
            lines.map(({ text }) => text),
            check,
          )
    return [{ item, ...(name === undefined ? {} : { name }), need, lines, ...(fault === null ? {} : { fault }) }]
  })

/** Required items with nothing in them that counts. */
export const missingItems = (context: readonly ContextEntry[]): ContextItem[] =>
  context
    .filter(({ need, lines, fault }) => need === 'required' && (lines.length === 0 || fault !== undefined))
    .map(({ item }) => item)

/** Items that Baton knows by itself, so that nobody is asked for them. */
const KNOWN_BY_ITSELF: ReadonlySet<string> = new Set<KnownItem>(['touchpoints', 'lifecycle_stage', 'owners', 'sla'])
/** Put together from several fields: asked for only where nothing at all is known. */
const COMPOSED: ReadonlySet<string> = new Set<KnownItem>(['buyer', 'source'])

/** What a form asks of a person, required items first, each with what is known already. */
export const questionsOf = (template: readonly ContextRule[], context: readonly ContextEntry[]): ContextQuestion[] => {
  const known = new Map(context.map((entry) => [entry.item, entry]))
  return template
    .flatMap(({ item, name, need, check, ask }): ContextQuestion[] => {
      const { lines = [], fault } = known.get(item) ?? {}
      const isGiven = lines.length > 0 && fault === undefined
      if (need === 'hidden' || KNOWN_BY_ITSELF.has(item) || (COMPOSED.has(item) && isGiven)) return []
      return [
        {
          item,
          need,
          value: lines.map(({ text }) => text).join('\n'),
          given: isGiven,
          ...(name === undefined ? {} : { name }),
          ...(check === undefined ? {} : { check }),
          ...(ask === undefined ? {} : { ask }),
        },
      ]
    })
    .toSorted((a, b) => Number(b.need === 'required') - Number(a.need === 'required'))
}

const linesOf = (fields: readonly string[], sources: readonly Source[], isShort: boolean): ContextEntry['lines'] => {
  const seen = new Set<string>()
  return fields.flatMap((field) => {
    const isThere = (value: string | undefined) =>
      value !== undefined && (isShort || field.startsWith('given.') ? value.trim() !== '' : says(value))
    const source = sources.find(({ values }) => Object.hasOwn(values, field) && isThere(values[field]))
    const text = source?.values[field]?.trim()
    if (source === undefined || text === undefined || seen.has(text)) return []
    seen.add(text)
    return [{ text, provenance: { from: source.from, field, by: source.by, at: source.at } }]
  })
}
