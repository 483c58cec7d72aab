import type { ImportInput, ImportRow, ImportRowAnswer } from '../../../shared/imports.ts'
import { type DateOrder, instantIn } from './dates.ts'
import { type Mapping, type Target, targetsOf } from './mapping.ts'
import type { Csv, CsvRow } from './readCsv.ts'

/** What all rows of a file have alike. */
export type Choice = {
  connection: string
  recordType: ImportInput['defaults']['recordType']
  kind: string
  source: string
  order: DateOrder
}

/** A row that is not taken. `column`: the one at fault, by its heading. */
export type Refused = { row: CsvRow; column: string | null; reason: Reason }
export type Reason =
  | { code: 'no_record' | 'no_time' | 'too_long' | 'quotes' | 'too_many_cells' }
  /** In the server’s own words, and the field that it means. */
  | { code: 'said'; text: string; field: string }

/** The columns under which the server gets what stands in two of the file’s, or is written otherwise there. */
const WHOLE_NAME = 'Baton: whole name'

/** As long as a cell may be for the server, in characters. */
const CELL_MAX = 5_000

/** The rows of a file as the server takes them, and those that it would not take. */
export const rowsOf = (csv: Csv, mapping: Mapping, order: DateOrder): { ready: ImportRow[]; refused: Refused[] } => {
  const ready: ImportRow[] = []
  const refused: Refused[] = csv.broken.map(({ row, problem }) => ({ row, column: null, reason: { code: problem } }))
  const column = (target: Target) => csv.columns[mapping.indexOf(target)] ?? null
  const [record, time] = [mapping.indexOf('record'), mapping.indexOf('occurredAt')]
  for (const row of csv.rows) {
    const written = row.cells[time] ?? ''
    const instant = written === '' ? '' : instantIn(written, order)
    const long = row.cells.findIndex((cell) => cell.length > CELL_MAX)
    if ((row.cells[record] ?? '') === '') refused.push({ row, column: column('record'), reason: { code: 'no_record' } })
    else if (instant === null) refused.push({ row, column: column('occurredAt'), reason: { code: 'no_time' } })
    else if (long !== -1) refused.push({ row, column: csv.columns[long] ?? null, reason: { code: 'too_long' } })
    else ready.push({ line: row.line, cells: cellsOf(row, csv, mapping, instant) })
  }
  return { ready, refused }
}

const cellsOf = (row: CsvRow, csv: Csv, mapping: Mapping, instant: string): Record<string, string> => {
  const named = (target: Target) => row.cells[mapping.indexOf(target)] ?? ''
  const name = [named('firstName'), named('lastName')].filter((part) => part !== '').join(' ')
  return Object.fromEntries([
    ...csv.columns.flatMap((column, i) => {
      const cell = mapping[i] === 'occurredAt' ? instant : (row.cells[i] ?? '')
      return mapping[i] === 'none' || cell === '' ? [] : [[column, cell]]
    }),
    ...(name === '' ? [] : [[WHOLE_NAME, name]]),
  ])
}

/** Which column goes where, as the server is told. */
export const serverMapping = (csv: Csv, mapping: Mapping): ImportInput['mapping'] =>
  Object.fromEntries([
    ...csv.columns.flatMap((column, i) => {
      const target = targetsOf(csv.columns, mapping)[i]
      return target === undefined || target === null ? [] : [[column, target]]
    }),
    ...(mapping.includes('firstName') || mapping.includes('lastName') ? [[WHOLE_NAME, 'buyer.name']] : []),
  ])

/** A row that the server refused, one for each thing that is wrong. */
export const refusedBy = ({ line, errors }: ImportRowAnswer, row: CsvRow | undefined): Refused[] =>
  (errors.length === 0 ? [{ column: null, field: '', problem: '' }] : errors).map(({ column, field, problem }) => ({
    row: row ?? { line, cells: [] },
    column: column === WHOLE_NAME ? null : column,
    reason: { code: 'said', text: problem, field },
  }))

/** Names a file by what is in it and what it is taken for: chosen for the same, it is the same list, and its rows are known. */
export const importIdOf = async (bytes: Uint8Array<ArrayBuffer>, choice: Choice): Promise<string> => {
  const { kind, recordType, connection } = choice
  const file = await sha256(bytes)
  const list = await sha256(new TextEncoder().encode(JSON.stringify([file, kind, recordType, connection])))
  return `csv-${list.slice(0, 24)}`
}

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
