import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connector } from '../../server/crm/connector.ts'
import * as odoo from '../support/odoo.ts'
import { asOlder, callBy, connect, createLead, followUpBy, lead, newKey } from '../support/odooConnection.ts'
import { makeKeyOf } from '../support/odooKey.ts'

describe.skipIf(odoo.missingOdoo)(
  `the older interface of a real Odoo${odoo.missingOdoo ? ` (left out: ${odoo.missingOdoo})` : ''}`,
  () => {
    let colleague: odoo.Colleague
    let newer: Connector
    let older: Connector
    const paths = new Set<string>()
    beforeAll(async () => {
      colleague = await odoo.hireColleague('rosa.older@baton.example', 'Rosa Older')
      const apiKey = await makeKeyOf(colleague)
      newer = connect({ apiKey })
      older = connect({
        apiKey,
        login: colleague.email,
        fetch: (input, init) => {
          paths.add(new URL(String(input)).pathname)
          return asOlder(input, init)
        },
      })
    })
    afterAll(async () => {
      if (colleague) await odoo.dismissColleague(colleague)
      expect([...paths].toSorted()).toEqual(['/jsonrpc', '/web/webclient/version_info'])
    })

    test('reads what JSON-2 reads', async () => {
      const id = await createLead({ contact_name: 'Dana Ek', user_id: colleague.id })
      const record = await older.read(lead(id))
      expect(record).toMatchObject({ buyer: { name: 'Dana Ek' }, ownerName: 'Rosa Older' })
      expect(record).toEqual(await newer.read(lead(id)))
      expect(await older.read(lead(2_147_483_000))).toBe('gone')
    })

    test('writes what JSON-2 writes, once under one key', async () => {
      const id = await createLead({ user_id: false })
      const [note, task] = [newKey(), newKey()]
      await older.write(lead(id), { kind: 'owner', ownerEmail: colleague.email }, newKey())
      expect(await older.write(lead(id), { kind: 'stage', stage: 'Qualified' }, newKey())).toEqual({})
      const noted = await older.write(lead(id), callBy(colleague), note)
      const planned = await older.write(lead(id), followUpBy(colleague), task)
      expect([noted.differs, planned.differs]).toEqual([undefined, undefined])
      expect(await newer.write(lead(id), callBy(colleague), note)).toEqual(noted)
      expect(await older.write(lead(id), followUpBy(colleague), task)).toEqual(planned)
      expect([(await odoo.notesOn(id)).length, (await odoo.activitiesOn(id)).length]).toEqual([1, 1])
      expect(await older.read(lead(id))).toMatchObject({
        ownerEmail: colleague.email,
        stage: 'Qualified',
        activities: [
          { kind: 'note', ours: true, human: false },
          { kind: 'task', state: 'planned', ours: true, human: false },
        ],
      })
    })

    test('tells of changes under the same keys', async () => {
      const { cursor } = await older.changesSince!(null)
      const id = await createLead()
      const told = async (on: Connector) =>
        (await on.changesSince!(cursor)).changes.filter(({ ref }) => ref.id === String(id))
      expect(await told(older)).toHaveLength(1)
      expect(await told(older)).toEqual(await told(newer))
    })

    test('tells of what cannot be done in the same words', async () => {
      const gone = { message: /gone/, retry: false }
      await expect(older.write(lead(2_147_483_000), callBy(colleague), newKey())).rejects.toMatchObject(gone)
      const nobody = { kind: 'owner', ownerEmail: 'nobody@baton.example' } as const
      await expect(older.write(lead(await createLead()), nobody, newKey())).rejects.toMatchObject({
        message: /No user/,
      })
      const wrong = connect({ apiKey: 'f00f00f00f00', login: colleague.email, fetch: asOlder })
      await expect(wrong.read(lead(1))).rejects.toMatchObject({ retry: true, retryAfterMs: 300_000, message: /log-in/ })
    })
  },
)
