import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { Connector, CrmRecord, CrmWrite } from '../../server/crm/connector.ts'
import type { RecordRef } from '../../shared/record.ts'
import * as odoo from '../support/odoo.ts'
import { callBy, connect, createLead, followUpBy, lead, newKey } from '../support/odooConnection.ts'

describe.skipIf(odoo.missingOdoo)(`a real Odoo${odoo.missingOdoo ? ` (left out: ${odoo.missingOdoo})` : ''}`, () => {
  let colleague: odoo.Colleague
  let connector: Connector
  beforeAll(async () => {
    colleague = await odoo.hireColleague('rosa.connector@baton.example', 'Rosa Lind')
  })
  afterAll(async () => {
    if (colleague) await odoo.dismissColleague(colleague)
  })
  beforeEach(() => {
    connector = connect()
  })

  const call = () => callBy(colleague)
  const followUp = () => followUpBy(colleague)

  describe('reading', () => {
    test('a lead comes with its buyer, owner, stage, fields and the request that it is', async () => {
      const tagIds = [[0, 0, { name: `Enterprise ${newKey()}` }]]
      const id = await createLead({
        name: 'Storage for two sites',
        contact_name: 'Dana Ek',
        partner_name: 'Nordkraft AB',
        email_from: 'Dana Ek <Dana.Ek@nordkraft.example>',
        phone: '+46 70 123 45 67',
        function: 'Head of Operations',
        description: '<p>Two sites, <b>before</b> June.</p><ul><li>A &amp; B</li></ul>',
        user_id: colleague.id,
        expected_revenue: 12_500,
        tag_ids: tagIds,
      })
      const record = (await connector.read(lead(id))) as CrmRecord
      expect(record).toMatchObject({
        ref: lead(id),
        buyer: {
          name: 'Dana Ek',
          email: 'dana.ek@nordkraft.example',
          phone: '+46 70 123 45 67',
          title: 'Head of Operations',
          company: 'Nordkraft AB',
        },
        company: 'Nordkraft AB',
        ownerEmail: colleague.email,
        stage: 'New',
        request: { kind: 'contact_sales', source: 'Website form' },
      })
      expect(record.fields).toMatchObject({
        name: 'Storage for two sites',
        description: 'Two sites, before June.\nA & B',
        source_id: 'Website form',
        tag_ids: expect.stringMatching(/^Enterprise /),
        expected_revenue: 12_500,
        type: 'lead',
        active: true,
      })
      expect(Math.abs(Date.parse(record.request!.occurredAt) - Date.now())).toBeLessThan(60_000)
      const { tag_ids } = await odoo.readLead<{ tag_ids: number[] }>(id, ['tag_ids'])
      await odoo.odoo('crm.tag', 'unlink', { ids: tag_ids })
    })

    test('a lead without anything but a title has no buyer and is no request', async () => {
      const id = await createLead({ name: 'Typed in by hand', source_id: false, user_id: false })
      const record = (await connector.read(lead(id))) as CrmRecord
      expect(Object.values(record.buyer).filter((value) => value !== undefined)).toEqual([])
      expect(record.ownerEmail).toBeUndefined()
      expect(record.request).toBeUndefined()
    })

    test('an opportunity is found as a deal and as a lead', async () => {
      const id = await createLead({ type: 'opportunity', name: 'Storage' })
      expect(await connector.read({ ...lead(id), type: 'deal' })).toMatchObject({ fields: { type: 'opportunity' } })
      expect(await connector.read(lead(id))).toMatchObject({ fields: { type: 'opportunity' } })
    })

    test('a person and their company come as contacts, and fill a lead that names only them', async () => {
      const company = { name: 'Nordkraft AB', is_company: true, email: 'info@nordkraft.example' }
      const [companyId] = await odoo.odoo<number[]>('res.partner', 'create', { vals_list: [company] })
      const person = {
        name: 'Dana Ek',
        parent_id: companyId,
        email: 'dana@nordkraft.example',
        function: 'COO',
        user_id: colleague.id,
      }
      const [personId] = await odoo.odoo<number[]>('res.partner', 'create', { vals_list: [person] })
      onTestFinished(async () => void (await odoo.odoo('res.partner', 'unlink', { ids: [personId, companyId] })))
      const id = await createLead({ partner_id: personId })
      expect(await connector.read({ connection: 'odoo', type: 'contact', id: String(personId) })).toMatchObject({
        buyer: { name: 'Dana Ek', email: 'dana@nordkraft.example', title: 'COO', company: 'Nordkraft AB' },
        ownerEmail: colleague.email,
      })
      expect(await connector.read({ connection: 'odoo', type: 'company', id: String(companyId) })).toMatchObject({
        buyer: { company: 'Nordkraft AB', email: 'info@nordkraft.example' },
        company: 'Nordkraft AB',
      })
      expect(await connector.read(lead(id))).toMatchObject({
        buyer: { name: 'Dana Ek', email: 'dana@nordkraft.example', title: 'COO', company: 'Nordkraft AB' },
      })
    })

    test('an archived lead is still there, and is no request', async () => {
      const id = await createLead({ active: false })
      const record = (await connector.read(lead(id))) as CrmRecord
      expect(record.fields.active).toBe(false)
      expect(record.request).toBeUndefined()
    })

    test.each(['2147483000', '99999999999999', '0', '-4', 'abc', "1'"])('the id %s is gone', async (id) => {
      expect(await connector.read({ connection: 'odoo', type: 'lead', id })).toBe('gone')
    })

    test('a deleted lead is gone', async () => {
      const id = await odoo.createLead()
      await odoo.removeLead(id)
      expect(await connector.read(lead(id))).toBe('gone')
    })
  })

  describe('what cannot be done is said in plain words', () => {
    test('a wrong key waits for whoever mends it: it is tried again, without hurry', async () => {
      const wrong = connect({ apiKey: 'f00f00f00f00' })
      await expect(wrong.read(lead(1))).rejects.toMatchObject({
        name: 'CrmError',
        message: 'Odoo does not accept the API key: it is wrong, or it has expired',
        retry: true,
        retryAfterMs: 300_000,
      })
    })

    test('so does a database that is not there', async () => {
      const elsewhere = connect({ database: 'no-such-database' })
      await expect(elsewhere.read(lead(1))).rejects.toMatchObject({
        message: expect.stringMatching(/check the name of the database/),
        retry: true,
        retryAfterMs: 300_000,
      })
    })

    test('an unknown owner, an unknown stage, a record that is gone', async () => {
      const id = await createLead()
      const write = (to: RecordRef, what: CrmWrite) => connector.write(to, what, newKey())
      const nobody = 'nobody_%@baton.example'
      await expect(write(lead(id), { kind: 'owner', ownerEmail: nobody })).rejects.toMatchObject({
        message: `No user of Odoo signs in with or has the e-mail address ${nobody}`,
        retry: false,
      })
      await expect(write(lead(id), { kind: 'stage', stage: 'Nirvana' })).rejects.toMatchObject({
        message: 'Odoo has no stage «Nirvana» for the sales team of this lead',
        retry: false,
      })
      for (const what of [call(), followUp(), { kind: 'owner', ownerEmail: colleague.email } as const]) {
        await expect(write(lead(2_147_483_000), what)).rejects.toMatchObject({ message: /gone/, retry: false })
      }
    })

    test('the name of nobody in Odoo stands in a note by its address', async () => {
      const id = await createLead()
      await connector.write(lead(id), { ...call(), byEmail: 'guest@baton.example' } as CrmWrite, newKey())
      expect((await odoo.notesOn(id))[0]?.body).toMatch(/by guest@baton\.example<\/p>$/)
    })

    test('an Odoo that is not there is tried again', async () => {
      const nowhere = connect({ baseUrl: 'http://127.0.0.1:4721' })
      await expect(nowhere.read(lead(1))).rejects.toMatchObject({
        message: 'Odoo cannot be reached: nothing listens at this address and port',
        retry: true,
      })
    })
  })
})
