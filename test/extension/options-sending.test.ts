import { expect, test } from 'vitest'
import { BATCH_ROWS, NOTHING_SENT, type Progress, sendRows } from '../../extension/options/imports/sending.ts'
import { IMPORT_ROWS_MAX, type ImportRow, type ImportRowAnswer } from '../../shared/imports.ts'

const rows = (count: number): ImportRow[] =>
  Array.from({ length: count }, (_, i) => ({ line: i + 2, cells: { Id: 'x' } }))
const answer = ({ line }: ImportRow, outcome: ImportRowAnswer['outcome'] = 'opened'): ImportRowAnswer => ({
  line,
  outcome,
  capped: outcome === 'opened',
  errors: [],
})

test('a list is sent in parts that the server takes, each row once and in order', async () => {
  const sent: number[][] = []
  const all = rows(2 * BATCH_ROWS + 7)
  const told: number[] = []
  const end = await sendRows(all, NOTHING_SENT, {
    send: async (batch) => {
      sent.push(batch.map(({ line }) => line))
      return batch.map((row) => answer(row, row.line === 5 ? 'rejected' : 'opened'))
    },
    onProgress: ({ sent: count }) => told.push(count),
    isStopped: () => false,
  })
  expect(BATCH_ROWS).toBeLessThanOrEqual(IMPORT_ROWS_MAX)
  expect(sent.flat()).toEqual(all.map(({ line }) => line))
  expect(told).toEqual([BATCH_ROWS, 2 * BATCH_ROWS, all.length])
  expect(end.counts).toMatchObject({ opened: all.length - 1, rejected: 1 })
  expect(end.capped).toBe(all.length - 1)
  expect(end.rejected.map(({ line }) => line)).toEqual([5])
})

test('when a part is lost, what was answered stays told, and it goes on with that part', async () => {
  const all = rows(BATCH_ROWS + 20)
  let last: Progress = NOTHING_SENT
  let calls = 0
  const known = new Set<number>()
  const send = async (batch: ImportRow[]) => {
    calls += 1
    const answers = batch.map((row) => answer(row, known.has(row.line) ? 'duplicate' : 'opened'))
    for (const { line } of batch) known.add(line)
    // The rows are taken, and the answer gets lost.
    if (calls === 2) throw new Error('lost')
    return answers
  }
  const sending = { send, onProgress: (next: Progress) => (last = next), isStopped: () => false }
  await expect(sendRows(all, NOTHING_SENT, sending)).rejects.toThrow('lost')
  expect(last.sent).toBe(BATCH_ROWS)
  const end = await sendRows(all, last, sending)
  expect(end.sent).toBe(all.length)
  expect(end.counts).toMatchObject({ opened: BATCH_ROWS, duplicate: 20 })
})

test('stopped, it awaits what is on its way and sends no more', async () => {
  let isStopped = false
  let calls = 0
  const end = await sendRows(rows(3 * BATCH_ROWS), NOTHING_SENT, {
    send: async (batch) => {
      calls += 1
      isStopped = true
      return batch.map((row) => answer(row))
    },
    onProgress: () => {},
    isStopped: () => isStopped,
  })
  expect(calls).toBe(1)
  expect(end.sent).toBe(BATCH_ROWS)
})
