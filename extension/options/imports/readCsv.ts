import Papa from 'papaparse'

/** One row of a file. `line` counts from 1 and is where the row begins: a cell may run over several. */
export type CsvRow = { line: number; cells: string[] }

/** `columns` are the heading’s names, each one once. `broken`: rows that are not as the heading says. */
export type Csv = { columns: string[]; rows: CsvRow[]; broken: { row: CsvRow; problem: 'quotes' | 'too_many_cells' }[] }

/** As long as a column’s name is kept, in characters. */
const NAME_MAX = 150

/** Reads a CSV file: commas, semicolons or tabs, whichever it is. The first row that is not empty is its heading. */
export const readCsv = (text: string): Csv => {
  const found: { row: CsvRow; isBroken: boolean }[] = []
  let line = 1
  let from = 0
  Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    step: ({ data, errors, meta }) => {
      const row = { line, cells: data.map(plain) }
      const isBroken = errors.some(({ type }) => type === 'Quotes')
      if (row.cells.some((cell) => cell !== '')) found.push({ row, isBroken })
      line += linesIn(text.slice(from, meta.cursor), meta.linebreak)
      from = meta.cursor
    },
  })
  const [heading, ...rest] = found
  if (heading === undefined) return { columns: [], rows: [], broken: [] }
  const columns = namesOf(heading.row.cells)
  const problemOf = ({ row, isBroken }: (typeof rest)[number]) =>
    isBroken ? 'quotes' : row.cells.length > columns.length ? 'too_many_cells' : null
  return {
    columns,
    rows: rest.filter((each) => problemOf(each) === null).map(({ row }) => row),
    broken: rest.flatMap((each) => {
      const problem = problemOf(each)
      return problem === null ? [] : [{ row: each.row, problem }]
    }),
  }
}

/** The text of a CSV file; cells that a spreadsheet would take for a formula are defused. */
export const writeCsv = (columns: string[], rows: string[][]): string =>
  // With its mark, so that Excel reads it as UTF-8.
  `\uFEFF${Papa.unparse([columns, ...rows], { escapeFormulae: true, newline: '\r\n' })}\r\n`

/** What stands most often in the heading, outside of quotation marks: the heading has every column, other rows may not. */
const delimiterOf = (text: string): string => {
  const [heading = ''] = text.replace(/^\s*[\r\n]+/, '').split(/\r\n|\r|\n/, 1)
  const bare = heading.replaceAll(/"[^"]*"/g, '')
  const [first = ','] = [',', ';', '\t', '|'].toSorted((a, b) => bare.split(b).length - bare.split(a).length)
  return first
}

/** Without blanks around, and without what `writeCsv` put before a cell that looks like a formula. */
const plain = (cell: string): string => cell.trim().replace(/^'(?=[=+\-@])/, '')

const linesIn = (text: string, linebreak: string): number => text.split(linebreak === '\r' ? '\r' : '\n').length - 1

/** «Column 3» for one without a name, «E-mail (2)» for one that is there already. */
const namesOf = (cells: readonly string[]): string[] => {
  const names: string[] = []
  for (const [i, cell] of cells.entries()) {
    const name = cell === '' ? `Column ${i + 1}` : cell.slice(0, NAME_MAX)
    const same = names.filter((known) => known === name || known.startsWith(`${name} (`)).length
    names.push(same === 0 ? name : `${name} (${same + 1})`)
  }
  return names
}
