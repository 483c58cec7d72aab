import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantIn, orderOf } from '../../extension/options/imports/dates.ts'
import { canBeHigh, kindsFor, looksAt } from '../../extension/options/imports/kinds.ts'
import { guessed, targetsOf, withTarget } from '../../extension/options/imports/mapping.ts'
import { readCsv, writeCsv } from '../../extension/options/imports/readCsv.ts'
import { type Choice, importIdOf, refusedBy, rowsOf, serverMapping } from '../../extension/options/imports/rowsOf.ts'
import { textOfCsv } from '../../extension/options/imports/textOfCsv.ts'
import { ImportInput } from '../../shared/imports.ts'
import { livePlaybook } from '../support/optionsViews.ts'

describe('a file', () => {
  test('is read with commas, semicolons or tabs, and each row knows its line', () => {
    for (const mark of [',', ';', '\t']) {
      const text = [`Id${mark}Name`, '', `1${mark}"Ana`, `Ruiz"`, `2${mark}Jonas`].join('\r\n')
      const { columns, rows, broken } = readCsv(text)
      expect(columns).toEqual(['Id', 'Name'])
      expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
        [3, '1'],
        [5, '2'],
      ])
      expect(broken).toEqual([])
    }
  })

  test('whose rows are not as its heading says tells which', () => {
    const { rows, broken } = readCsv('Id,Name\n1,Ana,Ruiz\n2\n3,"Jo" nas\n')
    expect(rows.map(({ line }) => line)).toEqual([3])
    expect(broken.map(({ row, problem }) => [row.line, problem])).toEqual([
      [2, 'too_many_cells'],
      [4, 'quotes'],
    ])
  })

  test('names each column once, also one without a name', () => {
    expect(readCsv('Mail,Mail,,Mail (2)\na,b,c,d').columns).toEqual(['Mail', 'Mail (2)', 'Column 3', 'Mail (2) (2)'])
  })

  test('of Excel is text in whatever way it was written, and a picture is none', () => {
    const latin = new Uint8Array([0x53, 0x6a, 0xf6])
    expect(textOfCsv(latin)).toBe('Sjö')
    expect(textOfCsv(new TextEncoder().encode('\uFEFFSjö'))).toBe('Sjö')
    expect(textOfCsv(new Uint8Array([0xff, 0xfe, 0x53, 0x00, 0xf6, 0x00]))).toBe('Sö')
    expect(textOfCsv(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x00, 0x00]))).toBeNull()
  })

  test('that is written has no cell that a spreadsheet would run, and comes back as it was', () => {
    const hostile = ['=1+1', '+46 8 123', '-5', '@SUM(A1)', 'a,b', '"q"', 'two\nlines']
    const text = writeCsv(['a', 'b', 'c', 'd', 'e', 'f', 'g'], [hostile])
    const cells = text.split('\r\n')[1]!
    expect(cells.startsWith(`"'=1+1","'+46 8 123","'-5","'@SUM(A1)",`)).toBe(true)
    expect(readCsv(textOfCsv(new TextEncoder().encode(text))!).rows[0]!.cells).toEqual(hostile)
  })

  test('any cells come back as they were written', () => {
    const cell = fc.string({ unit: 'binary' }).map((text) => text.replaceAll(/[\r\n\0']/g, ' ').trim())
    const row = fc.tuple(fc.constant('x'), cell, cell)
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const text = writeCsv(['a', 'b', 'c'], rows)
        expect(readCsv(text.slice(1)).rows.map(({ cells }) => cells)).toEqual(rows)
      }),
    )
  })
})

describe('columns', () => {
  test('are guessed by their headings, and what stands empty is left out', () => {
    const columns = ['Lead ID', 'First Name', 'Last name', 'E-mail', 'Job title', 'Company', 'Created at', 'Note', 'X']
    expect(guessed(columns, ['Line'], (i) => i === 8)).toEqual([
      'record',
      'firstName',
      'lastName',
      'email',
      'title',
      'company',
      'occurredAt',
      'field',
      'none',
    ])
  })

  test('that Baton itself put before them are left out when its file comes back', () => {
    expect(guessed(['Line', 'Reason', 'Id'], ['Line', 'Reason'], () => false)).toEqual(['none', 'none', 'record'])
  })

  test('of which one takes what another had leave no two of it', () => {
    expect(withTarget(['record', 'field', 'field'], 1, 'record')).toEqual(['field', 'record', 'field'])
    expect(withTarget(['record', 'field', 'field'], 1, 'none')).toEqual(['record', 'none', 'field'])
  })

  test('that are kept have names that a signal can have, each once', () => {
    expect(targetsOf(['Größe (€)', 'Grosse', '???', 'Grosse!'], ['field', 'field', 'field', 'field'])).toEqual([
      'fields.grosse',
      'fields.grosse_2',
      'fields.column_3',
      'fields.grosse_3',
    ])
  })
})

describe('dates', () => {
  const local = (...at: [number, number, number, number?, number?]) => new Date(...at).toISOString()
  test.each([
    ['2026-11-23', local(2026, 10, 23)],
    ['2026-11-23 14:05', local(2026, 10, 23, 14, 5)],
    ['2026-11-23T14:05:00Z', '2026-11-23T14:05:00.000Z'],
    ['2026-11-23 14:05:00+01:00', '2026-11-23T13:05:00.000Z'],
    ['23/11/2026', local(2026, 10, 23)],
    ['3.4.2026 9:30 pm', local(2026, 3, 3, 21, 30)],
    ['3/4/2026, 12:15 AM', local(2026, 3, 3, 0, 15)],
  ])('%s is read', (text, iso) => expect(instantIn(text, 'day_first')).toBe(iso))

  test.each(['', 'yesterday', '2026-02-30', '31/04/2026', '2026-11-23 25:00', '11/23/26', '1700000000'])(
    '«%s» is none',
    (text) => expect(instantIn(text, 'day_first')).toBeNull(),
  )

  test('say themselves which number is the day, where one of them can be only that', () => {
    expect(orderOf(['3/4/2026', '23/4/2026'], 'month_first')).toBe('day_first')
    expect(orderOf(['3/4/2026', '3/24/2026'], 'day_first')).toBe('month_first')
    expect(orderOf(['3/4/2026'], 'day_first')).toBe('day_first')
    expect(instantIn('3/4/2026', 'month_first')).toBe(local(2026, 2, 4))
  })
})

describe('rows', () => {
  const csv = readCsv('Id,First,Last,When,Note\n1,Ana,Ruiz,2026-11-23T10:00:00Z,Hi\n,No,Id,,\n3,Jo,,whenever,\n4,,,,x')
  const mapping = ['record', 'firstName', 'lastName', 'occurredAt', 'field'] as const
  const choice: Choice = {
    connection: 'demo',
    recordType: 'lead',
    kind: 'demo_request',
    source: 'fair',
    order: 'day_first',
  }

  test('become what the server takes; those without record or with no date are refused at once, at their column', () => {
    const { ready, refused } = rowsOf(csv, [...mapping], 'day_first')
    expect(ready.map(({ line }) => line)).toEqual([2, 5])
    expect(refused.map(({ row, column, reason }) => [row.line, column, reason.code])).toEqual([
      [3, 'Id', 'no_record'],
      [4, 'When', 'no_time'],
    ])
    const input = {
      importId: 'csv-0123456789abcdef01234567',
      rows: ready,
      mapping: serverMapping(csv, [...mapping]),
      defaults: { kind: 'demo_request', source: 'fair', connection: 'demo', recordType: 'lead' },
      confirmHigh: false,
    }
    expect(ImportInput.parse(input)).toEqual(input)
    const [first] = ready
    const said = Object.fromEntries(
      Object.entries(input.mapping).map(([column, target]) => [target, first!.cells[column]]),
    )
    expect(said).toMatchObject({
      'record.id': '1',
      'buyer.name': 'Ana Ruiz',
      occurredAt: '2026-11-23T10:00:00.000Z',
      'fields.note': 'Hi',
    })
  })

  test('of the same file, taken for the same, are the same list; of another file or kind they are not', async () => {
    const bytes = new TextEncoder().encode('a,b')
    const id = await importIdOf(bytes, choice)
    expect(ImportInput.shape.importId.parse(id)).toBe(id)
    expect(await importIdOf(bytes, { ...choice, source: 'renamed', order: 'month_first' })).toBe(id)
    expect(await importIdOf(bytes, { ...choice, kind: 'webinar_attended' })).not.toBe(id)
    expect(await importIdOf(new TextEncoder().encode('a,c'), choice)).not.toBe(id)
  })

  test('that the server refuses keep its words, one for each thing that is wrong', () => {
    const errors = [
      { column: 'Id', field: 'record.id', problem: 'is too long' },
      { column: null, field: 'kind', problem: 'is missing' },
    ]
    const refused = refusedBy({ line: 2, outcome: 'rejected', capped: false, errors }, csv.rows[0])
    expect(refused.map(({ column, reason }) => [column, reason])).toEqual([
      ['Id', { code: 'said', text: 'is too long', field: 'record.id' }],
      [null, { code: 'said', text: 'is missing', field: 'kind' }],
    ])
  })
})

test('a list is offered the kinds that some trigger looks at, never what only a person or a CRM says', () => {
  const { points } = livePlaybook().playbook
  expect(kindsFor(points, 'lead')).toContain('webinar_attended')
  expect(kindsFor(points, 'deal')).not.toContain('handed_off')
  expect(kindsFor(points, 'deal')).not.toContain('stage_entered')
  expect(looksAt(points, 'lead', 'demo_request').map(({ point }) => point.id)).toContain('marketing_to_sdr')
  expect(canBeHigh(looksAt(points, 'lead', 'demo_request'))).toBe(true)
  expect(canBeHigh(looksAt(points, 'company', 'renewal_due'))).toBe(false)
})
