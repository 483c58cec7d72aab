import * as z from 'zod/mini'
import { RecordType } from './record.ts'
import { SignalOutcome } from './signal.ts'
import { isText } from './text.ts'

const column = z.string().check(z.minLength(1), z.maxLength(200))
const Kind = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,59}$/))

/** Where a column of a file goes: a part of the signal, or a field of its own under `fields.`. */
export const ImportTarget = z
  .string()
  .check(
    z.regex(
      /^(?:id|kind|occurredAt|source|record\.(?:id|type)|buyer\.(?:name|email|phone|title|company|zone)|fields\.[\w-]{1,100})$/,
      'is nothing that a signal has',
    ),
  )
export type ImportTarget = z.infer<typeof ImportTarget>

/**
 * One line of a file, split already: cells by their column's heading. `line` counts as an editor does, the heading being 1. What a
 * cell holds is judged row by row.
 */
export const ImportRow = z.strictObject({
  line: z.int().check(z.gte(1), z.lte(10_000_000)),
  cells: z.record(z.string(), z.string()),
})
export type ImportRow = z.infer<typeof ImportRow>

/** What holds for every row that says nothing else itself. */
export const ImportDefaults = z.strictObject({
  kind: z.optional(Kind),
  source: z.string().check(z.minLength(1), z.maxLength(200), isText),
  connection: z.string().check(z.minLength(1), z.maxLength(100), isText),
  recordType: RecordType,
})
export type ImportDefaults = z.infer<typeof ImportDefaults>

/** Rows at once. */
export const IMPORT_ROWS_MAX = 200

/** A part of a file, at most 200 rows. Sent again, also under way, it makes nothing twice. */
export const ImportInput = z.strictObject({
  /** The same file has the same id each time, such as a hash of its text. */
  importId: z.string().check(z.minLength(8), z.maxLength(100), z.regex(/^[\w-]+$/)),
  rows: z.array(ImportRow).check(z.minLength(1), z.maxLength(IMPORT_ROWS_MAX)),
  /** Column → where it goes; columns that are not named here are left out. */
  mapping: z.record(column, ImportTarget),
  defaults: ImportDefaults,
  /** Whether signals of this list may open clocks of the high tier. */
  confirmHigh: z.boolean(),
})
export type ImportInput = z.infer<typeof ImportInput>

/** What is wrong with a row. `column` null: no column is mapped to the field. */
export const ImportError = z.object({ column: z.nullable(z.string()), field: z.string(), problem: z.string() })
export type ImportError = z.infer<typeof ImportError>

/** What became of one row. `capped`: it would have been high, and is medium as nobody confirmed the list. */
export const ImportRowAnswer = z.object({
  line: z.int(),
  outcome: SignalOutcome,
  handoffId: z.optional(z.string()),
  capped: z.boolean(),
  errors: z.array(ImportError),
})
export type ImportRowAnswer = z.infer<typeof ImportRowAnswer>

export const ImportAnswer = z.object({ rows: z.array(ImportRowAnswer) })
export type ImportAnswer = z.infer<typeof ImportAnswer>
