import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Connector, CrmRecord } from '../../server/crm/connector.ts'
import { Buyer } from '../../shared/signal.ts'
import * as odoo from '../support/odoo.ts'
import { connect, createLead, lead, newKey } from '../support/odooConnection.ts'
import { makeKeyOf } from '../support/odooKey.ts'

describe.skipIf(odoo.missingOdoo)(
  `people on a lead of a real Odoo${odoo.missingOdoo ? ` (left out: ${odoo.missingOdoo})` : ''}`,
  () => {
    let rosa: odoo.Colleague
    let marc: odoo.Colleague
    const keys: Record<string, Connector> = {}
    beforeAll(async () => {
      rosa = await odoo.hireColleague('rosa.owner@baton.example', 'Rosa Owner')
      marc = await odoo.hireColleague('marc.owner@baton.example', 'Marc Owner')
      keys.administrator = connect()
      keys.salesperson = connect({ apiKey: await makeKeyOf(rosa) })
    })
    afterAll(async () => {
      for (const colleague of [rosa, marc]) if (colleague) await odoo.dismissColleague(colleague)
    })

    const read = async (id: number, key = 'administrator') => (await keys[key]!.read(lead(id))) as CrmRecord
    const asOwner = ({ email }: odoo.Colleague, ownerName: string) => ({
      ownerEmail: email,
      ownerLogin: email,
      ownerName,
    })

    describe.each(['administrator', 'salesperson'])('to a key of the %s', (key) => {
      test('who gave a lead away is named: its creator, then a colleague, then the one who got it', async () => {
        const id = await createLead({ user_id: rosa.id })
        const [admin] = await odoo.odoo<{ create_uid: [number, string] }[]>('crm.lead', 'read', {
          ids: [id],
          fields: ['create_uid'],
        })
        const created = await read(id, key)
        expect(created).toMatchObject(asOwner(rosa, 'Rosa Owner'))
        expect(created.ownerSetBy?.name).toBe(admin?.create_uid[1])

        await odoo.writeLeadAs(rosa, id, { user_id: marc.id })
        expect(await read(id, key)).toMatchObject({
          ...asOwner(marc, 'Marc Owner'),
          ownerSetBy: { email: rosa.email, name: 'Rosa Owner' },
        })

        await odoo.writeLeadAs(marc, id, { user_id: rosa.id })
        expect(await read(id, key)).toMatchObject({
          ...asOwner(rosa, 'Rosa Owner'),
          ownerSetBy: { email: marc.email, name: 'Marc Owner' },
        })
      })

      test('what others change afterwards does not make them the one', async () => {
        const id = await createLead({ user_id: false })
        await odoo.writeLeadAs(rosa, id, { user_id: marc.id })
        const { date_open } = await odoo.readLead<{ date_open: string }>(id, ['date_open'])
        await vi.waitFor(async () => expect((await odoo.presentTime()) > date_open).toBe(true), { timeout: 5_000 })
        await odoo.odoo('crm.lead', 'write', { ids: [id], vals: { phone: '+46 70 765 43 21' } })
        expect(await read(id, key)).toMatchObject({ ownerSetBy: { name: 'Rosa Owner' } })
      })
    })

    test('a lead that nobody has was given away by nobody', async () => {
      const id = await createLead({ user_id: rosa.id })
      await odoo.writeLeadAs(rosa, id, { user_id: false })
      const { ownerEmail, ownerName, ownerSetBy } = await read(id)
      expect([ownerEmail, ownerName, ownerSetBy]).toEqual([undefined, undefined, undefined])
    })

    test('a salesperson without an e-mail address, or with a wrong one, is known by their log-in', async () => {
      const sam = await odoo.hireColleague('sam-owner', 'Sam Owner')
      onTestFinished(() => odoo.dismissColleague(sam))
      for (const email of [false, 'sam at home']) {
        await odoo.odoo('res.users', 'write', { ids: [sam.id], vals: { email } })
        const id = await createLead({ user_id: sam.id })
        expect(await read(id)).toMatchObject({
          ownerEmail: 'sam-owner',
          ownerLogin: 'sam-owner',
          ownerName: 'Sam Owner',
        })
        const result = await keys.administrator!.write(lead(id), { kind: 'owner', ownerEmail: 'sam-owner' }, newKey())
        expect(result).toEqual({})
      }
    })

    test('a buyer that does not fit is cut to what does', async () => {
      const id = await createLead({
        contact_name: `${'Dana '.repeat(79)}Ek 😀`,
        partner_name: '😀'.repeat(150),
        function: 'x'.repeat(400),
        phone: '+46 70 '.repeat(30),
        email_from: 'none, she said',
      })
      const { buyer } = await read(id)
      expect(Buyer.safeParse(buyer)).toMatchObject({ success: true })
      expect(buyer.name).toMatch(/^(Dana ){39}Dana$/)
      expect(buyer.company).toBe('😀'.repeat(100))
      expect(buyer.email).toBeUndefined()
    })
  },
)
