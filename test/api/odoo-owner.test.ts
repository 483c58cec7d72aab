import { describe, expect, test } from 'vitest'
import type { CrmRecord } from '../../server/crm/connector.ts'
import { answeringConnector } from '../support/odooAnswers.ts'

const ref = { connection: 'odoo', type: 'lead', id: '31' } as const
const user = (name: string, email: string | false = `${name}@baton.example`) => ({ id: 5, name, login: name, email })
const time = (second: string) => `2026-03-02 08:00:${second}`
const line = (second: string, name: string) => ({
  id: 1,
  date: time(second),
  author_id: { id: 9, name, email: `${name}@baton.example` },
})

const LEAD = {
  id: 31,
  ...Object.fromEntries(
    'name contact_name email_normalized phone function partner_name description website city'
      .split(' ')
      .map((field) => [field, false]),
  ),
  ...Object.fromEntries(
    'partner_id create_uid team_id stage_id source_id campaign_id medium_id country_id'
      .split(' ')
      .map((field) => [field, false]),
  ),
  expected_revenue: 0,
  type: 'lead',
  active: true,
  tag_ids: [],
  user_id: user('rosa'),
  write_uid: user('last'),
  create_date: time('00'),
  date_open: time('20'),
  write_date: time('40'),
}
const read = async (otherwise: object, chatter: unknown = { records: [] }): Promise<CrmRecord> => {
  const connector = answeringConnector(({ name }) =>
    name === 'mail.message.web_search_read' ? chatter : { records: [{ ...LEAD, ...otherwise }] },
  )
  return (await connector.read(ref)) as CrmRecord
}

describe('who made the salesperson the salesperson', () => {
  test.each<[string, object, object[], string | undefined]>([
    ['the last writer, where nothing was written since', { write_date: time('20') }, [line('20', 'other')], 'last'],
    ['the author of the first line since then', {}, [line('20', 'ana'), line('23', 'ben')], 'ana'],
    ['though it was written a while after the transaction began', {}, [line('26', 'ana'), line('29', 'ben')], 'ana'],
    ['the last of several in one second', {}, [line('20', 'ana'), line('20', 'ben')], 'ben'],
    [
      'who gave it away a second after it was created',
      { create_date: time('20') },
      [line('20', 'ana'), line('21', 'ben'), line('22', 'cleo')],
      'ben',
    ],
    ['its creator', { create_date: time('20') }, [line('20', 'ana'), line('22', 'ben')], 'ana'],
    ['nobody, where there is no line', {}, [], undefined],
    ['nobody, where Odoo does not keep when', { date_open: false }, [line('20', 'ana')], undefined],
  ])('%s', async (_, otherwise, records, expected) => {
    expect((await read(otherwise, { records })).ownerSetBy?.name).toBe(expected)
  })

  test('is nobody, and asked nobody, where there is no salesperson', async () => {
    const record = await read({ user_id: false }, new Response('', { status: 500 }))
    expect([record.ownerEmail, record.ownerName, record.ownerSetBy]).toEqual([undefined, undefined, undefined])
  })

  test('may be hidden from this user, which is no reason not to read the lead; an Odoo that is down is one', async () => {
    expect(await read({}, new Response('', { status: 403 }))).toMatchObject({ ownerName: 'rosa' })
    await expect(read({}, new Response('', { status: 503 }))).rejects.toMatchObject({ retry: true })
  })

  test('a user whose name may not be read is no name; an address that is none gives way to the log-in', async () => {
    expect(await read({ user_id: { id: 5 }, date_open: false })).toMatchObject({ ref })
    const { ownerEmail, ownerLogin } = await read({ user_id: user('sam', 'at home') })
    expect([ownerEmail, ownerLogin]).toEqual(['sam', 'sam'])
  })
})
