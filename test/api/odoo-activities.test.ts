import { describe, expect, test, vi } from 'vitest'
import type { CrmActivity, CrmRecord } from '../../server/crm/connector.ts'
import { answeringConnector, thrownBy, type AskedCall } from '../support/odooAnswers.ts'
import { BUYER, leadRow, lineRow, meetingRow, ROBOT, ROSA, toDoRow } from '../support/odooLead.ts'

const ref = { connection: 'odoo', type: 'lead', id: '31' } as const
const OWN = 7
type History = { message_ids?: unknown[]; activity_ids?: unknown[]; calendar_event_ids?: unknown[] }

const isHistory = ({ name, args }: AskedCall): boolean =>
  name === 'crm.lead.web_search_read' && 'message_ids' in (args.specification as object)
/** An Odoo with this lead; `history` answers what is asked beside it. */
const withHistory = (history: (call: AskedCall) => unknown, ownUser: () => unknown = () => ({ uid: OWN })) =>
  answeringConnector((call) => {
    if (call.name === 'res.users.context_get') return ownUser()
    return isHistory(call) ? history(call) : { records: [leadRow()] }
  })
const read = async (rows: History): Promise<CrmRecord> =>
  (await withHistory(() => ({
    records: [{ id: 31, message_ids: [], activity_ids: [], calendar_event_ids: [], ...rows }],
  })).read(ref)) as CrmRecord
const told = async (rows: History): Promise<CrmActivity[]> => (await read(rows)).activities ?? []
const line = async (vals: object): Promise<CrmActivity | undefined> => (await told({ message_ids: [lineRow(vals)] }))[0]

describe('a line of the chatter', () => {
  const outside = { notified_partner_ids: [BUYER] }
  test.each<[string, object, Partial<CrmActivity> | undefined]>([
    ['that went to the buyer is an e-mail out', outside, { kind: 'email', direction: 'outbound', human: true }],
    [
      'that went to colleagues is a note',
      { notified_partner_ids: [{ id: 9, partner_share: false }] },
      { kind: 'note' },
    ],
    ['that is internal is a note, whoever follows', { ...outside, subtype_id: { internal: true } }, { kind: 'note' }],
    [
      'of the buyer in their portal came in',
      { author_id: BUYER },
      { kind: 'message', direction: 'inbound', human: true },
    ],
    [
      'that a colleague mailed went out',
      { message_type: 'email', create_uid: ROBOT },
      { direction: 'outbound', human: true },
    ],
    [
      'of a mailing is no human',
      { ...outside, message_type: 'email_outgoing' },
      { kind: 'email', direction: 'outbound', human: false },
    ],
    [
      'of an acknowledgement is no human',
      { ...outside, message_type: 'auto_comment' },
      { kind: 'email', human: false },
    ],
    [
      'of the buyer who is away is no human',
      { message_type: 'out_of_office', author_id: BUYER },
      { direction: 'inbound', human: false },
    ],
    ['that was sent to a phone is a message', { message_type: 'sms' }, { kind: 'message', direction: 'outbound' }],
    ['that the robot wrote in her name is no human', { ...outside, create_uid: ROBOT }, { human: false }],
    ['that Baton wrote is its own', { ...outside, create_uid: { id: OWN } }, { human: false, ours: true }],
    ['of a change is none', { message_type: 'notification' }, undefined],
    ['of an unknown sort is none', { message_type: 'carrier_pigeon' }, undefined],
    ['whose author may not be read is none', { author_id: { id: 4 } }, undefined],
  ])('%s', async (_what, vals, expected) => {
    const activity = await line(vals)
    if (expected === undefined) expect(activity).toBeUndefined()
    else expect(activity).toMatchObject({ ...expected, id: 'message-1780', state: 'done', at: '2026-03-02T08:00:00Z' })
  })

  test('without an author names the address that it came from, and only a valid one', async () => {
    const mail = { message_type: 'email', author_id: false }
    expect(await line({ ...mail, email_from: '"Dana" <Dana@nordkraft.example>' })).toMatchObject({
      byEmail: 'dana@nordkraft.example',
      direction: 'inbound',
    })
    expect(await line({ ...mail, email_from: 'Dana at home' })).not.toHaveProperty('byEmail')
  })

  test('that says what was done counts alone where Odoo 18 kept no more of it', async () => {
    const done = {
      message_type: 'notification',
      mail_activity_type_id: { category: 'phonecall', display_name: 'Call' },
    }
    expect(await line(done)).toMatchObject({ kind: 'call', direction: 'outbound', human: true, byEmail: ROSA.email })
  })
})

describe('an activity', () => {
  test('that is done is told once, by whom and when its line says', async () => {
    const done = { active: false, write_date: '2026-03-02 09:00:00', feedback: 'Two sites' }
    const says = {
      message_type: 'notification',
      date: '2026-03-02 09:00:02',
      preview: 'Call done : Ring her Feedback: Two sites',
      mail_activity_type_id: { category: 'phonecall', display_name: 'Call' },
      author_id: { id: 5, name: 'Marc Demo', email: 'marc@baton.example', partner_share: false },
    }
    expect(await told({ activity_ids: [toDoRow(done)], message_ids: [lineRow(says)] })).toEqual([
      {
        id: 'activity-205',
        kind: 'call',
        direction: 'outbound',
        at: '2026-03-02T09:00:02Z',
        createdAt: '2026-03-02T08:00:00Z',
        byEmail: 'marc@baton.example',
        byName: 'Marc Demo',
        human: true,
        state: 'done',
        outcome: 'Two sites',
        summary: 'Ring her',
      },
    ])
  })

  test.each<[string, object, Partial<CrmActivity>]>([
    ['of Baton is its own', { create_uid: { id: OWN }, write_uid: { id: OWN } }, { human: false, ours: true }],
    [
      "of Baton that a person did is a human's",
      { active: false, create_uid: { id: OWN } },
      { human: true, ours: true },
    ],
    ["of a rule is no human's", { automated: true }, { human: false }],
    ["of the robot is no human's", { create_uid: ROBOT, write_uid: ROBOT }, { human: false }],
    ['of another type is a task', { activity_type_id: { display_name: 'Upload' } }, { kind: 'task' }],
  ])('%s', async (_what, vals, expected) => {
    expect(await told({ activity_ids: [toDoRow(vals)] })).toMatchObject([expected])
  })
})

describe('a meeting', () => {
  test("that the website booked is the buyer's own choice", async () => {
    expect(await told({ calendar_event_ids: [meetingRow({ create_uid: { ...ROBOT, share: false } })] })).toMatchObject([
      { kind: 'meeting', state: 'planned', bookedByBuyer: true, direction: 'inbound', human: true },
    ])
  })

  test.each<[string, object, CrmActivity['state']]>([
    ['is over', { start: '2026-03-02 10:00:00', stop: '2026-03-02 10:30:00' }, 'done'],
    ['is to come', {}, 'planned'],
    [
      'is over, but open in a list',
      { stop: '2026-03-02 10:30:00', activity_ids: [{ id: 205, active: true }] },
      'planned',
    ],
    ['was marked as held', { activity_ids: [{ id: 205, active: false }] }, 'done'],
    ['was cancelled', { active: false, stop: '2026-03-02 10:30:00' }, 'cancelled'],
  ])('that %s', async (_what, vals, state) => {
    expect(await told({ calendar_event_ids: [meetingRow(vals)] })).toMatchObject([{ state }])
  })
})

test('the latest fifty are told, oldest first; of one second in the order in which they were written', async () => {
  const message_ids = Array.from({ length: 70 }, (_, index) =>
    lineRow({ id: 70 - index, date: `2026-03-02 08:${String(Math.floor((70 - index) / 10)).padStart(2, '0')}:00` }),
  )
  expect((await told({ message_ids })).map(({ id }) => id)).toEqual(
    Array.from({ length: 50 }, (_, index) => `message-${21 + index}`),
  )
})

test('who moved the lead is told by the latest line of a stage', async () => {
  const moved = (name: string, at: string) =>
    lineRow({
      message_type: 'notification',
      subtype_id: { display_name: 'Stage Changed' },
      author_id: { name },
      date: at,
    })
  const message_ids = [moved('marc', '2026-03-02 09:00:00'), moved('rosa', '2026-03-02 08:00:00')]
  expect(await read({ message_ids })).toMatchObject({ stageSetBy: { name: 'marc', at: '2026-03-02T09:00:00Z' } })
})

describe('a lead is read, without its activities,', () => {
  test.each<[string, () => unknown, (() => unknown)?]>([
    ['when Odoo breaks over them', () => new Response('canary', { status: 500 })],
    ['when this user may not read them', () => new Response('{}', { status: 403 })],
    ['when they have an unknown shape', () => ({ records: [{ message_ids: 'many' }] })],
    ['when they are no JSON', () => new Response('<html>', { status: 200 })],
    ['when nobody can tell which are ours', () => ({ records: [] }), () => new Response('', { status: 503 })],
  ])('%s', async (_what, history, ownUser) => {
    const record = await withHistory(history, ownUser).read(ref)
    expect(record).toMatchObject({ ref, stage: 'New' })
    expect(record).not.toHaveProperty('activities')
  })

  test('when they do not come in time', async () => {
    const deadline = new AbortController()
    const timeout = vi
      .spyOn(AbortSignal, 'timeout')
      .mockImplementation((ms) => (ms === 5_000 ? deadline.signal : new AbortController().signal))
    const slow = withHistory(() => {
      deadline.abort(new DOMException('late', 'TimeoutError'))
      return new Promise(() => undefined)
    })
    expect(await slow.read(ref)).not.toHaveProperty('activities')
    timeout.mockRestore()
  })

  test('and one that cannot be read hides no other', async () => {
    const message_ids = [{ id: 2 }, lineRow(), null]
    expect(await told({ message_ids, activity_ids: [7], calendar_event_ids: ['x'] })).toMatchObject([
      { id: 'message-1780' },
    ])
  })

  test('and nothing is asked beside a lead that is gone or cannot be read', async () => {
    const names: string[] = []
    const gone = answeringConnector(({ name }) => (names.push(name), { records: [] }))
    expect(await gone.read(ref)).toBe('gone')
    const down = answeringConnector(({ name }) => (names.push(name), new Response('', { status: 503 })))
    expect(await thrownBy(down.read(ref))).toMatchObject({ retry: true })
    expect(names).toEqual(['crm.lead.web_search_read', 'crm.lead.web_search_read'])
  })
})

test('reading costs one request more, and asks once who the key belongs to', async () => {
  const names: string[] = []
  const connector = answeringConnector((call) => {
    names.push(call.name)
    if (call.name === 'res.users.context_get') return { uid: OWN }
    return { records: [isHistory(call) ? { message_ids: [], activity_ids: [], calendar_event_ids: [] } : leadRow()] }
  })
  await connector.read(ref)
  expect(await connector.read(ref)).toMatchObject({ activities: [] })
  expect(names.filter((name) => name === 'res.users.context_get')).toHaveLength(1)
  expect(names.filter((name) => name === 'crm.lead.web_search_read')).toHaveLength(4)
  expect(names).toHaveLength(5)
})
