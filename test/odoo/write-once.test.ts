import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { Connector, CrmWrite } from '../../server/crm/connector.ts'
import type { RecordRef } from '../../shared/record.ts'
import * as odoo from '../support/odoo.ts'
import { callBy, connect, createLead, followUpBy, lead, losingAnswerOf, newKey } from '../support/odooConnection.ts'

describe.skipIf(odoo.missingOdoo)(
  `writes to a real Odoo${odoo.missingOdoo ? ` (left out: ${odoo.missingOdoo})` : ''}`,
  () => {
    let colleague: odoo.Colleague
    let connector: Connector
    beforeAll(async () => {
      colleague = await odoo.hireColleague('rosa.write@baton.example', 'Rosa Lind')
    })
    afterAll(async () => {
      if (colleague) await odoo.dismissColleague(colleague)
    })
    beforeEach(() => {
      connector = connect()
    })

    const call = () => callBy(colleague)
    const followUp = () => followUpBy(colleague)
    const meeting = () => ({ ...followUp(), as: 'meeting', durationMin: 45 }) as CrmWrite
    const meetingsOn = (id: number) =>
      odoo.odoo('calendar.event', 'search_read', {
        domain: [['opportunity_id', '=', id]],
        fields: ['name', 'start', 'stop', 'user_id', 'attendees_count'],
      })

    describe('a write that is done twice with the same key is once in Odoo', () => {
      test('owner: written, read back, and the sales team that moved along is told', async () => {
        const [teamId] = await odoo.odoo<number[]>('crm.team', 'create', {
          vals_list: [{ name: 'Team of Rosa', member_ids: [[4, colleague.id]] }],
        })
        onTestFinished(async () => void (await odoo.odoo('crm.team', 'unlink', { ids: [teamId] })))
        const id = await createLead()
        const key = newKey()
        const owner: CrmWrite = { kind: 'owner', ownerEmail: colleague.email.toUpperCase() }
        const first = await connector.write(lead(id), owner, key)
        expect(first.differs).toMatch(/^Odoo also changed the sales team, from .+ to Team of Rosa$/)
        const written = await odoo.readLead<{ user_id: number; write_date: string }>(id, ['user_id', 'write_date'])
        expect(written.user_id).toBe(colleague.id)
        expect(await connector.write(lead(id), owner, key)).toEqual({})
        expect(await odoo.readLead(id, ['user_id', 'write_date'])).toEqual(written)
      })

      test('activity: one note that says what was done, by whom and when', async () => {
        const id = await createLead()
        const key = newKey()
        const first = await connector.write(lead(id), call(), key)
        expect(first.differs).toBeUndefined()
        expect(await connector.write(lead(id), call(), key)).toEqual(first)
        expect(await odoo.notesOn(id)).toEqual([
          {
            id: Number(first.externalId),
            body: '<p>Call: spoke, &lt;b&gt;interested&lt;/b&gt; &amp; ready – by Rosa Lind</p>',
            date: '2026-03-02 08:41:00',
          },
        ])
      })

      test('task: one activity, due on the day that it is where its owner works', async () => {
        const id = await createLead()
        const key = newKey()
        const first = await connector.write(lead(id), followUp(), key)
        expect(first.differs).toBeUndefined()
        expect(await connector.write(lead(id), followUp(), key)).toEqual(first)
        expect(await odoo.activitiesOn(id)).toEqual([
          {
            id: Number(first.externalId),
            summary: 'Send pricing',
            date_deadline: '2031-03-04',
            user_id: [colleague.id, 'Rosa Lind'],
          },
        ])
      })

      test('a call that is planned is an activity «Call»', async () => {
        const id = await createLead()
        const key = newKey()
        const first = await connector.write(lead(id), { ...followUp(), as: 'call' } as CrmWrite, key)
        expect(await connector.write(lead(id), { ...followUp(), as: 'call' } as CrmWrite, key)).toEqual(first)
        expect(await odoo.activitiesOn(id)).toMatchObject([{ id: Number(first.externalId), summary: 'Send pricing' }])
        expect(await connector.read(lead(id))).toMatchObject({
          activities: [{ kind: 'call', ours: true, human: false }],
        })
      })

      test('a meeting that is booked is in the calendar of its owner alone, with one activity, and nobody gets a mail', async () => {
        const id = await createLead({ type: 'opportunity' })
        const mails = () => odoo.odoo<number>('mail.mail', 'search_count', { domain: [] })
        const before = await mails()
        const key = newKey()
        const first = await connector.write(lead(id), meeting(), key)
        expect(first.differs).toBeUndefined()
        expect(await connector.write(lead(id), meeting(), key)).toEqual(first)
        expect(await meetingsOn(id)).toEqual([
          {
            id: Number(first.externalId),
            name: 'Send pricing',
            start: '2031-03-05 01:00:00',
            stop: '2031-03-05 01:45:00',
            user_id: [colleague.id, 'Rosa Lind'],
            attendees_count: 1,
          },
        ])
        expect(await odoo.activitiesOn(id)).toHaveLength(1)
        expect(await mails()).toBe(before)
        expect(await connector.read(lead(id))).toMatchObject({
          activities: [
            {
              id: `event-${first.externalId}`,
              kind: 'meeting',
              state: 'planned',
              at: '2031-03-05T01:00:00Z',
              ours: true,
            },
          ],
        })
      })

      test('stage: moved by its name, whatever its case', async () => {
        const id = await createLead()
        const key = newKey()
        expect(await connector.write(lead(id), { kind: 'stage', stage: 'qualified' }, key)).toEqual({})
        const written = await odoo.readLead(id, ['stage_id', 'write_date'])
        expect(await connector.read(lead(id))).toMatchObject({ stage: 'Qualified' })
        expect(await connector.write(lead(id), { kind: 'stage', stage: 'Qualified' }, key)).toEqual({})
        expect(await odoo.readLead(id, ['stage_id', 'write_date'])).toEqual(written)
      })

      test('another key is another note and another activity', async () => {
        const id = await createLead()
        for (const _ of [1, 2]) {
          await connector.write(lead(id), call(), newKey())
          await connector.write(lead(id), followUp(), newKey())
        }
        expect(await odoo.notesOn(id)).toHaveLength(2)
        expect(await odoo.activitiesOn(id)).toHaveLength(2)
      })

      test('six at the same time make one note; the others are told to try again', async () => {
        const id = await createLead()
        const key = newKey()
        const tries = await Promise.allSettled(Array.from({ length: 6 }, () => connector.write(lead(id), call(), key)))
        expect(await odoo.notesOn(id)).toHaveLength(1)
        expect(tries.some(({ status }) => status === 'fulfilled')).toBe(true)
        for (const attempt of tries)
          if (attempt.status === 'rejected') expect(attempt.reason).toMatchObject({ retry: true })
      })

      test('an activity that its owner finished meanwhile is not planned again', async () => {
        const id = await createLead()
        const key = newKey()
        const { externalId } = await connector.write(lead(id), followUp(), key)
        await odoo.odoo('mail.activity', 'action_feedback', { ids: [Number(externalId)] })
        expect(await connector.write(lead(id), followUp(), key)).toEqual({
          externalId,
          differs: 'The activity is done already',
        })
        expect(await odoo.activitiesOn(id)).toHaveLength(1)
      })

      test('what a person changed meanwhile stays, and is told', async () => {
        const id = await createLead()
        const key = newKey()
        const { externalId } = await connector.write(lead(id), followUp(), key)
        await odoo.odoo('mail.activity', 'write', { ids: [Number(externalId)], vals: { date_deadline: '2031-03-09' } })
        expect(await connector.write(lead(id), followUp(), key)).toEqual({
          externalId,
          differs: 'The activity is due on 2031-03-09',
        })
      })

      test('on a contact: owner, activity and task, but no stage', async () => {
        const [id] = await odoo.odoo<number[]>('res.partner', 'create', { vals_list: [{ name: 'Dana Ek' }] })
        onTestFinished(async () => void (await odoo.odoo('res.partner', 'unlink', { ids: [id] })))
        const contact: RecordRef = { connection: 'odoo', type: 'contact', id: String(id) }
        expect(await connector.write(contact, { kind: 'owner', ownerEmail: colleague.email }, newKey())).toEqual({})
        expect(await connector.read(contact)).toMatchObject({ ownerEmail: colleague.email })
        expect(await connector.write(contact, call(), newKey())).toHaveProperty('externalId')
        expect(await connector.write(contact, followUp(), newKey())).toHaveProperty('externalId')
        const stage = connector.write(contact, { kind: 'stage', stage: 'Qualified' }, newKey())
        await expect(stage).rejects.toMatchObject({ message: 'A contact of Odoo has no stage', retry: false })
      })
    })

    describe('an answer that is lost after Odoo did it, and the retry, are once in Odoo', () => {
      const cases: [string, string, () => CrmWrite][] = [
        ['owner', 'write', () => ({ kind: 'owner', ownerEmail: colleague.email })],
        ['activity', 'load', call],
        ['task', 'load', followUp],
        ['meeting', 'load', meeting],
        ['stage', 'write', () => ({ kind: 'stage', stage: 'Qualified' })],
      ]
      test.each(cases)('%s', async (_, method, write) => {
        const id = await createLead()
        const key = newKey()
        const cut = connect({ fetch: losingAnswerOf(method) })
        await expect(cut.write(lead(id), write(), key)).rejects.toMatchObject({
          message: 'Odoo cannot be reached',
          retry: true,
        })
        const done = async () => [
          await odoo.notesOn(id),
          await odoo.activitiesOn(id),
          await odoo.readLead(id, ['user_id', 'stage_id', 'write_date']),
        ]
        const afterCut = await done()
        const result = await cut.write(lead(id), write(), key)
        expect(result.differs).toBeUndefined()
        expect(await done()).toEqual(afterCut)
        const [notes, activities, state] = afterCut as [unknown[], unknown[], { user_id: number; stage_id: number }]
        const kind = write().kind
        expect(notes).toHaveLength(kind === 'activity' ? 1 : 0)
        expect(activities).toHaveLength(kind === 'task' ? 1 : 0)
        if (kind === 'owner') expect(state.user_id).toBe(colleague.id)
        if (kind === 'stage') expect(await connector.read(lead(id))).toMatchObject({ stage: 'Qualified' })
      })
    })
  },
)
