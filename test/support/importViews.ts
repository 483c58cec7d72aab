import type { ChosenFile } from '../../extension/options/imports/useCsvImport.ts'
import type { ImportRowAnswer } from '../../shared/imports.ts'

// Builders of what the import of signals is drawn from.

const COLUMNS = ['Lead ID', 'Name', 'E-mail', 'Date', 'What they asked', 'Badge']
const ROWS: string[][] = [
  ['maria', 'Maria Lindqvist', 'maria@nordlys.example', '23/11/2026 10:15', 'A demo of routing', ''],
  ['tom', 'Tom Okafor', 'tom@brightwell', '23/11/2026 10:40', 'Prices for 40 seats', ''],
  ['ines', 'Ines Duarte', 'ines@alba.example', '23/11/2026 11:05', 'Whether it works with Odoo', ''],
  ['', 'Kenji Mori', 'kenji@sumida.example', '23/11/2026 11:20', '', ''],
  ['lea', 'Lea Brandt', 'lea@fjord.example', 'yesterday', 'Somebody to call back', ''],
  ['omar', 'Omar Haddad', 'omar@levant.example', '23/11/2026 12:00', '=1+1', ''],
  ['gone', 'Zoe Zed', 'zoe@zed.example', '23/11/2026 12:30', '', ''],
]

/** A list from a fair: five rows that can be sent, one without a record, one without a date. */
export const csvFile = (): ChosenFile => ({
  name: 'fair.csv',
  bytes: new Uint8Array(),
  csv: { columns: COLUMNS, rows: ROWS.map((cells, i) => ({ line: i + 2, cells })), broken: [] },
})

/** What the server says against two of them. */
export const importRefused = (): ImportRowAnswer[] => [
  {
    line: 3,
    outcome: 'rejected',
    capped: false,
    errors: [{ column: 'E-mail', field: 'buyer.email', problem: 'Invalid email address' }],
  },
  {
    line: 8,
    outcome: 'rejected',
    capped: false,
    errors: [{ column: 'Lead ID', field: 'record.id', problem: 'Demo CRM has no lead gone.' }],
  },
]
