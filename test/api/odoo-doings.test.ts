import { expect, test } from 'vitest'
import { odooDoings } from '../support/odooDoings.ts'

test('what is done and planned on a lead is told, though the lead itself is not written', async () => {
  const odoo = odooDoings()
  odoo.does('mail.message', 10, 1, 0)
  const begun = await odoo.poll(0, null)
  odoo.does('mail.message', 11, 7, 5)
  odoo.does('mail.activity', 3, 8, 5)
  odoo.does('calendar.event', 4, 9, 5)
  expect((await odoo.poll(10, begun.cursor)).changes).toEqual([
    { ref: { connection: 'odoo', type: 'lead', id: '7' }, key: 'crm.lead/7/mail.message/11' },
    { ref: { connection: 'odoo', type: 'lead', id: '8' }, key: 'crm.lead/8/mail.activity/3' },
    { ref: { connection: 'odoo', type: 'lead', id: '9' }, key: 'crm.lead/9/calendar.event/4' },
  ])
})

test('what is told again has the same key, and is no longer told after some minutes', async () => {
  const odoo = odooDoings()
  let { cursor } = await odoo.poll(0, null)
  odoo.does('mail.message', 11, 7, 5)
  const told: string[][] = []
  for (const second of [10, 60, 130, 200, 260, 400]) {
    const next = await odoo.poll(second, cursor)
    told.push(next.keys)
    cursor = next.cursor
  }
  const key = ['crm.lead/7/mail.message/11']
  expect(told).toEqual([key, key, key, key, key, []])
})

test('of a lead that much was done on only the latest is told', async () => {
  const odoo = odooDoings()
  const { cursor } = await odoo.poll(0, null)
  for (const id of [11, 12, 13]) odoo.does('mail.message', id, 7, 5)
  expect((await odoo.poll(10, cursor)).keys).toEqual(['crm.lead/7/mail.message/13'])
})

test('a transaction that took its number before a poll and ended up to two minutes later is told', async () => {
  const odoo = odooDoings()
  let { cursor } = await odoo.poll(0, null)
  odoo.does('mail.message', 11, 7, 119)
  odoo.does('mail.message', 12, 8, 1)
  const keys: string[] = []
  for (const second of [1, 40, 80, 118, 125]) {
    const next = await odoo.poll(second, cursor)
    keys.push(...next.keys)
    cursor = next.cursor
  }
  expect(keys).toContain('crm.lead/7/mail.message/11')
})

test('after an outage all of it is told, over several calls', async () => {
  const odoo = odooDoings()
  const { cursor } = await odoo.poll(0, null)
  for (let n = 1; n <= 2_500; n += 1) odoo.does('mail.message', n, n, 5)
  const swept = await odoo.poll(4_000, cursor)
  expect(swept.pages).toBe(3)
  expect(new Set(swept.changes.map(({ ref }) => ref.id)).size).toBe(2_500)
})

test('a place that an earlier version kept begins telling of them now', async () => {
  const odoo = odooDoings()
  odoo.does('mail.message', 11, 7, 0)
  const first = await odoo.poll(10, '2026-03-02 08:00:00/0/2026-03-02 08:00:00')
  expect(first.keys).toEqual([])
  odoo.does('mail.message', 12, 8, 15)
  expect((await odoo.poll(20, first.cursor)).keys).toEqual(['crm.lead/8/mail.message/12'])
})

test('a user who may not see the calendar is told of the rest', async () => {
  const odoo = odooDoings()
  odoo.refuses('calendar.event')
  const { cursor } = await odoo.poll(0, null)
  odoo.does('calendar.event', 4, 9, 5)
  odoo.does('mail.activity', 3, 8, 5)
  expect((await odoo.poll(10, cursor)).keys).toEqual(['crm.lead/8/mail.activity/3'])
})
