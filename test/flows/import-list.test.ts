import { afterAll, beforeAll, expect, test } from 'vitest'
import { importSignals } from '../../server/actions/importSignals.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import type { ImportInput } from '../../shared/imports.ts'
import { arriving, from } from '../support/arriving.ts'
import { pointWith, trigger } from '../support/triggering.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const POINT = pointWith([
  trigger('demo', ['demo_request']),
  trigger('webinar', ['webinar'], { tier: 'medium' }),
  trigger('education', ['content_download'], { tier: 'low' }),
])

const LEADS = Array.from({ length: 12 }, (_, i) => `l${i}`)

const list = (rows: Record<string, string>[], more: Partial<ImportInput> = {}): ImportInput => ({
  importId: 'fair-in-november',
  rows: rows.map((cells, i) => ({ line: i + 2, cells })),
  mapping: {
    Lead: 'record.id',
    'E-mail': 'buyer.email',
    What: 'kind',
    When: 'occurredAt',
    Notes: 'fields.message',
    Booth: 'fields.booth',
  },
  defaults: { connection: 'crm', recordType: 'lead', source: 'fair', kind: 'content_download' },
  confirmHigh: false,
  ...more,
})

const prepared = async () => {
  await world.at('2026-11-23T12:00:00Z')
  const { id, as, outcome } = await arriving(world, [POINT], { leads: LEADS })
  const send = (input: ImportInput) => importSignals(world.env, (line) => world.logged.push(line), as('ruth'), input)
  return { id, outcome, send }
}

test('each row is answered by itself: bad ones by line and column, and the others are taken', async () => {
  const { send, outcome } = await prepared()
  const good = (lead: string) => ({ Lead: lead, What: 'webinar', When: '2026-11-23', Booth: '12' })
  const { rows } = await send(
    list([
      good('l0'),
      { ...good('l1'), 'E-mail': 'not an address' },
      { ...good('l2'), When: 'yesterday' },
      { ...good(''), Lead: ' ' },
      { ...good('l3'), What: 'Visited the booth' },
      { ...good('l4'), When: '2026-12-24' },
      { ...good('nobody') },
      { ...good('l5'), Notes: 'x'.repeat(5_001) },
      { ...good('l6'), Notes: 'half of a character: \ud83d' },
      { ...good('l7'), When: '2026-11-23 11:30', 'Not mapped': 'whatever' },
      {},
      good('l8'),
    ]),
  )
  expect(rows.map(({ line, outcome: became, errors }) => [line, became, errors])).toEqual([
    [2, 'opened', []],
    [3, 'rejected', [{ column: 'E-mail', field: 'buyer.email', problem: 'is no e-mail address' }]],
    [4, 'rejected', [{ column: 'When', field: 'occurredAt', problem: expect.stringMatching(/^is no time/) }]],
    [5, 'rejected', [{ column: 'Lead', field: 'record.id', problem: 'is missing' }]],
    [6, 'rejected', [{ column: 'What', field: 'kind', problem: expect.stringMatching(/^is no kind of signal/) }]],
    [7, 'rejected', [{ column: 'When', field: 'occurredAt', problem: 'must not lie in the future' }]],
    [8, 'rejected', [{ column: 'Lead', field: 'record.id', problem: 'the CRM has no record by this id' }]],
    [9, 'rejected', [{ column: 'Notes', field: 'fields.message', problem: 'is too long: at most 5000 characters' }]],
    [10, 'rejected', [{ column: 'Notes', field: 'fields.message', problem: 'has a character that is no text' }]],
    [11, 'opened', []],
    [12, 'rejected', [{ column: 'Lead', field: 'record.id', problem: 'is missing' }]],
    [13, 'opened', []],
  ])
  expect((await outcome()).map(({ handoff, t0 }) => [handoff, t0])).toEqual([
    ['marketing_to_sdr crm/lead/l0', '2026-11-23T00:00:00.000Z'],
    ['marketing_to_sdr crm/lead/l7', '2026-11-23T11:30:00.000Z'],
    ['marketing_to_sdr crm/lead/l8', '2026-11-23T00:00:00.000Z'],
  ])
})

test('the same list again makes nothing twice, and what was mended is taken', async () => {
  const { send, outcome } = await prepared()
  const rows = [
    { Lead: 'l0', What: 'webinar', When: '2026-11-23' },
    { Lead: 'l1', What: 'webinar', When: 'soon' },
  ]
  await send(list(rows))
  const again = await send(list(rows.map((row) => ({ ...row, When: '2026-11-23' }))))
  expect(again.rows.map((row) => row.outcome)).toEqual(['duplicate', 'opened'])
  expect(again.rows[0]?.handoffId).toBeDefined()
  expect(await outcome()).toHaveLength(2)
})

test('rows that name themselves are the same signal wherever they stand', async () => {
  const { send } = await prepared()
  const named = { mapping: { Id: 'id', Lead: 'record.id' } }
  const first = await send(
    list(
      [
        { Id: 'a', Lead: 'l0' },
        { Id: 'b', Lead: 'l1' },
      ],
      named,
    ),
  )
  const second = await send(
    list(
      [
        { Id: 'c', Lead: 'l2' },
        { Id: 'b', Lead: 'l1' },
        { Id: 'b', Lead: 'l1' },
      ],
      named,
    ),
  )
  expect([...first.rows, ...second.rows].map((row) => row.outcome)).toEqual([
    'nurtured',
    'nurtured',
    'nurtured',
    'duplicate',
    'duplicate',
  ])
})

test('a list opens no clock of the high tier unless that is confirmed, and says which rows it would have', async () => {
  const { id, send, outcome } = await prepared()
  const rows: Record<string, string>[] = [
    { Lead: 'l0', What: 'demo_request' },
    { Lead: 'l1', What: 'webinar' },
    { Lead: 'l2' },
  ]
  const { rows: answers } = await send(list(rows))
  expect(answers.map((row) => [row.outcome, row.capped])).toEqual([
    ['opened', true],
    ['opened', false],
    ['nurtured', false],
  ])
  expect((await outcome()).map(({ tier }) => tier)).toEqual(['medium', 'medium'])
  const confirmed = await send(
    list([{ Lead: 'l3', What: 'demo_request' }], { importId: 'confirmed-list', confirmHigh: true }),
  )
  expect(confirmed.rows).toMatchObject([{ outcome: 'opened', capped: false }])
  expect((await outcome()).map(({ tier }) => tier)).toEqual(['medium', 'medium', 'high'])
  // What somebody asks for themselves is high, also after a list.
  await receiveSignal(world.env, id, from('l0', 'demo_request', '2026-11-23T11:00:00Z'))
  expect((await outcome()).map(({ tier }) => tier)).toEqual(['high', 'medium', 'high'])
})

test('a fault over one row stops no other, and is told without its words', async () => {
  const faulty: World = await createWorld(() => ({
    ...faulty.crm,
    read: (ref) => (ref.id === 'l1' ? Promise.reject(new TypeError('what nobody may see')) : faulty.crm.read(ref)),
  }))
  await faulty.at('2026-11-23T12:00:00Z')
  const { as } = await arriving(faulty, [POINT], { leads: LEADS })
  const told: string[] = []
  const three = list([{ Lead: 'l0' }, { Lead: 'l1' }, { Lead: 'l2' }])
  const { rows } = await importSignals(faulty.env, (line) => told.push(line), as('ruth'), three)
  expect(rows.map(({ outcome }) => outcome)).toEqual(['nurtured', 'rejected', 'nurtured'])
  expect(JSON.stringify(rows)).not.toContain('nobody may see')
  expect(told).toEqual(['import_fault'])
  await faulty.close()
})
