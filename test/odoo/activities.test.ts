import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Connector, CrmActivity, CrmRecord } from '../../server/crm/connector.ts'
import * as odoo from '../support/odoo.ts'
import { callBy, connect, createLead, followUpBy, lead, newKey } from '../support/odooConnection.ts'
import { makeKeyOf } from '../support/odooKey.ts'
import { fetchedMail } from '../support/odooMail.ts'
import { type Doing, workingAs } from '../support/odooPerson.ts'

describe.skipIf(odoo.missingOdoo)(
  `what was done on a lead of a real Odoo${odoo.missingOdoo ? ` (left out: ${odoo.missingOdoo})` : ''}`,
  () => {
    let rosa: odoo.Colleague
    let baton: odoo.Colleague
    let asRosa: Doing
    let connector: Connector
    beforeAll(async () => {
      rosa = await odoo.hireColleague('rosa.activities@baton.example', 'Rosa Lind')
      baton = await odoo.hireColleague('baton.activities@baton.example', 'Baton')
      asRosa = workingAs(rosa)
      connector = connect({ apiKey: await makeKeyOf(baton) })
    })
    afterAll(async () => {
      for (const colleague of [rosa, baton]) if (colleague) await odoo.dismissColleague(colleague)
    })

    const read = async (id: number) => (await connector.read(lead(id))) as CrmRecord
    const told = async (id: number): Promise<CrmActivity[]> => (await read(id)).activities ?? []
    const byRosa = { byEmail: 'rosa.activities@baton.example', byName: 'Rosa Lind' }
    const post = (id: number, body: string, more: object) =>
      asRosa('crm.lead', 'message_post', { ids: [id], body, message_type: 'comment', ...more })
    const customer = async (): Promise<number> => {
      const vals_list = [{ name: 'Dana Ek', email: 'dana@nordkraft.example' }]
      const [id] = await odoo.odoo<number[]>('res.partner', 'create', { vals_list })
      onTestFinished(async () => void (await odoo.odoo('res.partner', 'unlink', { ids: [id] })))
      return id!
    }
    const plan = async (id: number, type: string, summary: string): Promise<number> => {
      const [activity] = await asRosa<number[]>('mail.activity', 'create', {
        vals_list: [
          {
            res_model_id: await odoo.installedId('crm', 'model_crm_lead'),
            res_id: id,
            activity_type_id: await odoo.installedId('mail', `mail_activity_data_${type}`),
            summary,
            date_deadline: '2031-03-04',
            user_id: rosa.id,
          },
        ],
      })
      return activity!
    }
    const book = async (id: number, start: string, stop: string, linked = true): Promise<number> => {
      const to = linked ? { res_model_id: await odoo.installedId('crm', 'model_crm_lead'), res_id: id } : {}
      const [event] = await asRosa<number[]>('calendar.event', 'create', {
        vals_list: [{ name: 'Demo', start, stop, opportunity_id: id, user_id: rosa.id, ...to }],
        context: { no_mail_to_attendees: true },
      })
      return event!
    }
    const feedback = (activity: number, words: string) =>
      asRosa('mail.activity', 'action_feedback', { ids: [activity], feedback: words })

    test('a lead on which nothing was done has no activities', async () => {
      expect(await told(await createLead())).toEqual([])
    })

    test('what is written to the buyer is an e-mail out; what is written among colleagues is a note', async () => {
      const id = await createLead({ partner_id: await customer() })
      const { partner_id } = await odoo.readLead<{ partner_id: number }>(id, ['partner_id'])
      await post(id, 'When may I call?', { subtype_xmlid: 'mail.mt_comment', partner_ids: [partner_id] })
      await post(id, 'Who knows her?', { subtype_xmlid: 'mail.mt_comment' })
      await post(id, 'Likes mornings', { subtype_xmlid: 'mail.mt_note' })
      const human = { ...byRosa, human: true, state: 'done' }
      expect(await told(id)).toMatchObject([
        { kind: 'email', direction: 'outbound', summary: 'When may I call?', ...human },
        { kind: 'note', summary: 'Who knows her?', ...human },
        { kind: 'note', summary: 'Likes mornings', ...human },
      ])
    })

    test("the mail that the buyer sent came in, and is a person's though Odoo's robot took it", async () => {
      const mail = { from: 'Dana Ek <dana.mail@nordkraft.example>', subject: `Price ${newKey()}`, text: 'What is it?' }
      const id = await fetchedMail(mail)
      onTestFinished(async () => void (await odoo.removeLead(id)))
      expect(await told(id)).toMatchObject([
        {
          kind: 'email',
          direction: 'inbound',
          byEmail: 'dana.mail@nordkraft.example',
          summary: 'What is it?',
          human: true,
        },
      ])
    })

    test.each([
      ['call', 'call'],
      ['email', 'email'],
      ['todo', 'task'],
    ])('an activity «%s» is planned, and then done with what was said of it', async (type, kind) => {
      const id = await createLead()
      const activity = await plan(id, type, 'Ask for the sites')
      const planned = { id: `activity-${activity}`, kind, summary: 'Ask for the sites', ...byRosa, human: true }
      expect(await told(id)).toMatchObject([{ ...planned, state: 'planned', at: '2031-03-04T23:59:59Z' }])
      await feedback(activity, 'Two sites')
      const [done, ...more] = await told(id)
      expect(done).toMatchObject({ ...planned, state: 'done', outcome: 'Two sites' })
      expect(
        Math.abs(Date.parse(done!.at) - Date.parse(`${(await odoo.presentTime()).replace(' ', 'T')}Z`)),
      ).toBeLessThan(60_000)
      expect(more).toEqual([])
    })

    test('two calls that are done at once are two, each with its own outcome', async () => {
      const id = await createLead()
      for (const words of ['First', 'Second']) await feedback(await plan(id, 'call', words), `${words} outcome`)
      expect((await told(id)).map(({ summary, outcome }) => [summary, outcome])).toEqual(
        expect.arrayContaining([
          ['First', 'First outcome'],
          ['Second', 'Second outcome'],
        ]),
      )
      expect(await told(id)).toHaveLength(2)
    })

    test('a meeting is booked, and held when somebody says so; it is told once, from the calendar', async () => {
      const id = await createLead({ type: 'opportunity' })
      const event = await book(id, '2031-03-04 10:00:00', '2031-03-04 10:30:00')
      const [booked, ...more] = await told(id)
      const meeting = { id: `event-${event}`, kind: 'meeting', ...byRosa, human: true }
      expect(booked).toMatchObject({ ...meeting, state: 'planned', at: '2031-03-04T10:00:00Z' })
      expect(more).toEqual([])
      const [{ id: activity }] = (await odoo.activitiesOn(id)) as [odoo.PlannedActivity]
      await feedback(activity, 'Next step agreed')
      const [held, ...others] = await told(id)
      expect(held).toMatchObject({ ...meeting, state: 'done', outcome: 'Next step agreed' })
      expect(Date.parse(held!.at)).toBeLessThan(Date.parse('2031-03-04T10:00:00Z'))
      expect(others).toEqual([])
    })

    test("a meeting that is over but open in somebody's list is not held; without a list its end counts", async () => {
      const id = await createLead({ type: 'opportunity' })
      const open = await book(id, '2026-03-02 10:00:00', '2026-03-02 10:30:00')
      const bare = await book(id, '2026-03-03 10:00:00', '2026-03-03 10:30:00', false)
      expect((await told(id)).filter(({ kind }) => kind === 'meeting')).toMatchObject([
        { id: `event-${open}`, state: 'planned' },
        { id: `event-${bare}`, state: 'done' },
      ])
    })

    test('a meeting that is taken out of the calendar is cancelled', async () => {
      const id = await createLead({ type: 'opportunity' })
      const event = await book(id, '2031-03-04 10:00:00', '2031-03-04 10:30:00')
      await asRosa('calendar.event', 'write', { ids: [event], vals: { active: false } })
      expect((await told(id)).filter(({ kind }) => kind === 'meeting')).toMatchObject([{ state: 'cancelled' }])
    })

    test("what Baton wrote is its own and no human's; what a person finished of it is a human's", async () => {
      const id = await createLead()
      await connector.write(lead(id), callBy(rosa), newKey())
      const { externalId } = await connector.write(lead(id), followUpBy(rosa), newKey())
      expect(await told(id)).toMatchObject([
        { kind: 'note', ours: true, human: false },
        { kind: 'task', state: 'planned', ours: true, human: false, byEmail: rosa.email },
      ])
      await feedback(Number(externalId), 'Sent')
      expect((await told(id)).find(({ kind }) => kind === 'task')).toMatchObject({
        state: 'done',
        human: true,
        ours: true,
      })
    })

    test("what a rule of Odoo planned is no human's", async () => {
      const id = await createLead()
      const to = { act_type_xmlid: 'mail.mail_activity_data_call', summary: 'Ring', user_id: rosa.id }
      await asRosa('crm.lead', 'activity_schedule', { ids: [id], ...to })
      expect(await told(id)).toMatchObject([{ kind: 'call', state: 'planned', human: false }])
    })

    test('who moved it to its stage is told, and how an opportunity ended', async () => {
      const id = await createLead({ type: 'opportunity' })
      expect(await read(id)).not.toHaveProperty('stageSetBy')
      expect(await read(id)).not.toHaveProperty('closed')
      await asRosa('crm.lead', 'action_set_won', { ids: [id] })
      expect(await read(id)).toMatchObject({
        closed: 'won',
        stage: 'Won',
        stageSetBy: { email: rosa.email, name: 'Rosa Lind' },
      })
      const lost = await createLead({ type: 'opportunity' })
      await asRosa('crm.lead', 'action_set_lost', { ids: [lost] })
      expect(await read(lost)).toMatchObject({ closed: 'lost' })
    })

    test('a lead names its contact and account, and they name their opportunities', async () => {
      const company = { name: 'Nordkraft AB', is_company: true }
      const [companyId] = await odoo.odoo<number[]>('res.partner', 'create', { vals_list: [company] })
      const person = { name: 'Dana Ek', parent_id: companyId }
      const [personId] = await odoo.odoo<number[]>('res.partner', 'create', { vals_list: [person] })
      onTestFinished(async () => void (await odoo.odoo('res.partner', 'unlink', { ids: [personId, companyId] })))
      const id = await createLead({
        type: 'opportunity',
        partner_id: personId,
        user_id: rosa.id,
        expected_revenue: 900,
      })
      const contact = (of: number | undefined) => ({ connection: 'odoo', type: 'contact', id: String(of) })
      expect((await read(id)).related).toEqual({ account: contact(companyId), contact: contact(personId) })
      const opportunity = { ref: lead(id), stage: 'New', closed: null, ownerEmail: rosa.email, amount: 900 }
      for (const of of [companyId, personId])
        expect(await connector.read({ connection: 'odoo', type: 'contact', id: String(of) })).toMatchObject({
          activities: [],
          related: { opportunities: [opportunity] },
        })
    })

    test("who is on both of Odoo's lists of people to leave alone is not to be contacted", async () => {
      const phone = '+46701234599'
      const id = await createLead({
        email_from: 'leave.me@nordkraft.example',
        phone,
        country_id: await odoo.installedId('base', 'se'),
      })
      const blocked = async (model: string, vals: object) => {
        const [entry] = await odoo.odoo<number[]>(model, 'create', { vals_list: [vals] })
        onTestFinished(async () => void (await odoo.odoo(model, 'unlink', { ids: [entry] })))
      }
      await blocked('mail.blacklist', { email: 'leave.me@nordkraft.example' })
      expect(await read(id)).toMatchObject({ fields: { is_blacklisted: true } })
      expect(await read(id)).not.toHaveProperty('doNotContact')
      await blocked('phone.blacklist', { number: phone })
      expect(await read(id)).toMatchObject({ doNotContact: true })
    })
  },
)
