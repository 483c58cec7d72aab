import type { ImportDefaults, ImportError, ImportInput, ImportRow } from '../../shared/imports.ts'
import { Signal } from '../../shared/signal.ts'

type List = Pick<ImportInput, 'importId' | 'mapping' | 'defaults'>

/**
 * One row of a list as a signal, or what is wrong with it, by column. Its id is made of the list's and its own, else its line, so
 * that the same list makes it once. A row without a time happened now.
 */
export const signalOfRow = (
  row: ImportRow,
  list: List,
  nowIso: string,
): { signal: Signal } | { errors: ImportError[] } => {
  const values = valuesOf(row, list.mapping)
  const parsed = Signal.safeParse(shaped(values, row.line, list, nowIso))
  if (parsed.success) return { signal: parsed.data }
  const faults = new Map<string, string>()
  for (const issue of parsed.error.issues) {
    const field = issue.path.map(String).join('.')
    if (!faults.has(field)) faults.set(field, values.has(field) ? inWords(field, issue) : 'is missing')
  }
  return { errors: [...faults].map(([field, problem]) => errorAt(field, list.mapping, problem)) }
}

const inWords = (field: string, { code, message, ...issue }: { code?: string; message: string }): string => {
  if (code === 'too_big' && 'maximum' in issue) return `is too long: at most ${String(issue.maximum)} characters`
  return WORDS[field] ?? (message === 'Invalid input' ? 'cannot be read' : message)
}

const WORDS: Record<string, string> = {
  occurredAt: 'is no time: write 2026-11-23, or 2026-11-23T10:00:00+01:00',
  kind: 'is no kind of signal: small letters, digits and _, such as demo_request',
  'buyer.email': 'is no e-mail address',
  'record.type': 'is none of lead, contact, company, deal',
}

/** An error at a field, with the column that it came from. */
export const errorAt = (field: string, mapping: ImportInput['mapping'], problem: string): ImportError => ({
  column: Object.keys(mapping).find((column) => mapping[column] === field) ?? null,
  field,
  problem,
})

/** What the row says, by target; an empty cell says nothing. The first of two columns for one target counts. */
const valuesOf = ({ cells }: ImportRow, mapping: ImportInput['mapping']): Map<string, string> => {
  const values = new Map<string, string>()
  for (const [column, target] of Object.entries(mapping)) {
    const value = (Object.hasOwn(cells, column) ? cells[column] : undefined)?.trim() ?? ''
    if (value !== '' && !values.has(target)) values.set(target, value)
  }
  return values
}

const shaped = (
  values: ReadonlyMap<string, string>,
  line: number,
  { importId, defaults }: { importId: string; defaults: ImportDefaults },
  nowIso: string,
): unknown => {
  const under = (place: string) =>
    Object.fromEntries(
      [...values].flatMap(([target, value]) =>
        target.startsWith(`${place}.`) ? [[target.slice(place.length + 1), value]] : [],
      ),
    )
  const occurredAt = values.get('occurredAt')
  return {
    id: `import/${importId}/${values.get('id') ?? line}`,
    kind: values.get('kind') ?? defaults.kind,
    occurredAt: occurredAt === undefined ? nowIso : instantOf(occurredAt),
    source: values.get('source') ?? defaults.source,
    record: { connection: defaults.connection, type: defaults.recordType, ...under('record') },
    buyer: under('buyer'),
    fields: under('fields'),
  }
}

/** A date is its midnight in UTC, and a time without a zone is one in UTC; all else stays as it was written. */
const instantOf = (written: string): string => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(written)) return `${written}T00:00:00Z`
  const local = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,6})?)?$/.exec(written)
  return local === null ? written : `${local[1]}T${local[2]}${local[3] ?? ':00'}Z`
}
