import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Connector, HookChange } from '../../server/crm/connector.ts'
import * as odoo from '../support/odoo.ts'
import { connect, createLead, followUpBy, lead, newKey } from '../support/odooConnection.ts'
import { makeKeyOf } from '../support/odooKey.ts'
import { workingAs } from '../support/odooPerson.ts'

describe.skipIf(odoo.missingOdoo)(
  `polling a real Odoo${odoo.missingOdoo ? ` (left out: ${odoo.missingOdoo})` : ''}`,
  () => {
    let colleague: odoo.Colleague
    let connector: Connector
    let plain: Connector
    beforeAll(async () => {
      colleague = await odoo.hireColleague('rosa.changes@baton.example', 'Rosa Changes')
      connector = connect()
      plain = connect({ apiKey: await makeKeyOf(colleague) })
    })
    afterAll(async () => {
      if (colleague) await odoo.dismissColleague(colleague)
    })

    const begin = async (on = connector): Promise<string> => {
      const begun = await on.changesSince!(null)
      expect(begun).toMatchObject({ changes: [], more: false })
      return begun.cursor
    }
    /** One poll, all its pages; of one lead only, as others may use this Odoo too. */
    const poll = async (cursor: string, id: number, on = connector): Promise<HookChange[]> => {
      const found: HookChange[] = []
      for (let at = cursor, more = true; more;) {
        const page = await on.changesSince!(at)
        expect(page.changes.length).toBeLessThanOrEqual(200)
        found.push(...page.changes.filter(({ ref }) => ref.id === String(id)))
        at = page.cursor
        more = page.more
      }
      return found
    }
    const keyOf = async (id: number): Promise<RegExp> => {
      const { write_date } = await odoo.readLead<{ write_date: string }>(id, ['write_date'])
      return new RegExp(`^crm\\.lead/${id}/${write_date}( \\(new\\))?$`)
    }

    test('tells of a lead that the API made, of a salesperson’s change with its author, and of our own', async () => {
      const cursor = await begin()
      const id = await createLead({ user_id: false })
      const [created] = await poll(cursor, id)
      expect(created).toMatchObject({ ref: lead(id), key: expect.stringMatching(await keyOf(id)) })

      await odoo.writeLeadAs(colleague, id, { phone: '+46 70 765 43 21' })
      const changed = await poll(cursor, id)
      expect(changed).toEqual([
        { ref: lead(id), key: expect.stringMatching(await keyOf(id)), actor: String(colleague.id) },
      ])

      await connector.write(lead(id), { kind: 'owner', ownerEmail: colleague.email }, newKey())
      const [ours] = await poll(cursor, id)
      expect(ours?.actor).toBe(created?.actor)
      expect(ours?.actor).not.toBe(String(colleague.id))
    })

    test('tells of what is done and planned on a lead, which does not write to the lead itself', async () => {
      const id = await createLead({ user_id: colleague.id })
      const told = async (cursor: string): Promise<string[]> => {
        const keys = (await poll(cursor, id, plain)).map(({ key }) => key)
        return keys.filter((key) => key.includes('mail.') || key.includes('calendar.'))
      }
      const asColleague = workingAs(colleague)
      const noted = await begin(plain)
      await asColleague('crm.lead', 'message_post', { ids: [id], body: 'Likes mornings', message_type: 'comment' })
      expect(await told(noted)).toEqual([expect.stringMatching(`^crm.lead/${id}/mail.message/`)])
      const planned = await begin(plain)
      await plain.write(lead(id), followUpBy(colleague), newKey())
      expect(await told(planned)).toEqual([expect.stringMatching(`^crm.lead/${id}/mail.activity/`)])
      const [{ id: activity }] = (await odoo.activitiesOn(id)) as [odoo.PlannedActivity]
      const finished = await begin(plain)
      await asColleague('mail.activity', 'action_feedback', { ids: [activity], feedback: 'Sent' })
      expect(await told(finished)).toEqual([expect.stringMatching(`^crm.lead/${id}/mail.message/`)])
    })

    test('goes on where it was, and tells each lead once a poll', async () => {
      const cursor = await begin()
      const id = await createLead()
      const first = await connector.changesSince!(cursor)
      expect(first.changes.filter(({ ref }) => ref.id === String(id))).toHaveLength(1)
      expect(await poll(first.cursor, id)).toHaveLength(1)
    })

    test('an archived lead is told of and read; a deleted one has no date any more: only reading tells', async () => {
      const cursor = await begin()
      const id = await odoo.createLead()
      await odoo.odoo('crm.lead', 'write', { ids: [id], vals: { active: false } })
      expect(await poll(cursor, id)).toHaveLength(1)
      expect(await connector.read(lead(id))).toMatchObject({ fields: { active: false } })
      await odoo.removeLead(id)
      expect(await poll(cursor, id)).toEqual([])
      expect(await connector.read(lead(id))).toBe('gone')
    })

    test('an import of more leads than a page holds is told in full', async () => {
      const cursor = await begin()
      const vals_list = Array.from({ length: 230 }, (_, n) => ({ name: `Import ${n}`, type: 'lead', user_id: false }))
      const context = { tracking_disable: true, mail_create_nosubscribe: true }
      const ids = await odoo.odoo<number[]>('crm.lead', 'create', { vals_list, context })
      onTestFinished(async () => void (await odoo.odoo('crm.lead', 'unlink', { ids })))
      const told: number[] = []
      const pages: number[] = []
      for (let at = cursor, more = true; more;) {
        const page = await connector.changesSince!(at)
        told.push(...page.changes.map(({ ref }) => Number(ref.id)))
        pages.push(page.changes.length)
        at = page.cursor
        more = page.more
      }
      expect(Math.max(...pages)).toBe(200)
      expect(told.filter((id) => ids.includes(id)).toSorted((a, b) => a - b)).toEqual(ids.toSorted((a, b) => a - b))
    })

    test('a salesperson’s key tells the same', async () => {
      const cursor = await begin(plain)
      const id = await createLead()
      expect(await poll(cursor, id, plain)).toEqual([expect.objectContaining({ ref: lead(id) })])
    })
  },
)
