import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import { connectOnce } from '../../server/crm/registry.ts'
import { team } from '../support/builders.ts'
import * as odoo from '../support/odoo.ts'
import { createWorld, type World } from '../support/world.ts'

/** Nobody sets a webhook up: all that Baton hears of is by asking. */
describe.skipIf(odoo.missingOdoo)('a lead of a real Odoo without a webhook', () => {
  let world: World
  const people: Record<string, odoo.Colleague> = {}
  let own: number[] = []
  beforeAll(async () => {
    const connect = connectOnce()
    // Other tests work on this Odoo at the same time: their leads stay theirs.
    world = await createWorld((config) => {
      const connector = connect(config)
      return {
        ...connector,
        changesSince: async (cursor) => {
          const heard = await connector.changesSince?.(cursor)
          if (heard === undefined) throw new Error('Odoo can be asked')
          return { ...heard, changes: heard.changes.filter(({ ref }) => own.includes(Number(ref.id))) }
        },
      }
    })
    for (const id of ['ana', 'dana', 'max'])
      people[id] = await odoo.hireColleague(`${id}.followed@baton.example`, `${id} Followed`)
  })
  afterAll(async () => {
    for (const id of own) await odoo.removeLead(id)
    for (const colleague of Object.values(people)) await odoo.dismissColleague(colleague)
    await world?.close()
  })

  test('becomes a handoff; a salesperson who is changed there is followed, with who did it, and none at all is told plainly', async () => {
    const { people: all, playbook, ...rest } = team()
    const [calendar] = playbook.calendars
    const always = { days: [1, 2, 3, 4, 5, 6, 7], windows: [{ from: '00:00', to: '24:00' }] }
    const { as } = await world.workspace({
      ...rest,
      people: all.map((person) => ({ ...person, email: people[person.id]?.email.toUpperCase() ?? person.email })),
      playbook: { ...playbook, calendars: [{ ...calendar!, weekly: [always] }] },
      connections: [
        {
          id: 'odoo',
          kind: 'odoo',
          name: 'Odoo',
          baseUrl: odoo.odooUrl(),
          secret: { apiKey: odoo.odooApiKey(), database: odoo.odooDatabase() },
          hookSecret: 'not used',
        },
      ],
    })
    await world.sweep()

    const lead = await odoo.createLead({ contact_name: 'Maria Lindqvist', email_from: 'maria@nordlys.com' })
    own = [lead]
    const shown = async () => {
      await world.fastForward('70 seconds')
      await world.sweep()
      return (await viewRecord(world.env, as('ana'), { connection: 'odoo', type: 'lead', id: String(lead) })).handoff
    }
    const salesperson = async () => (await odoo.readLead<{ user_id: number | false }>(lead, ['user_id'])).user_id

    /** Odoo tells its changes to the second: what is of the same one as what was told before is told once it has settled. */
    const shows = (what: object) =>
      vi.waitFor(async () => expect(await shown()).toMatchObject(what), { timeout: 30_000, interval: 3_000 })
    const assigned = async () => (await shown())?.history.filter(({ kind }) => kind === 'assigned')

    await shows({ state: 'offered', owner: { id: 'ana' }, crmOwner: null })
    expect(await salesperson()).toBe(people.ana?.id)

    await odoo.writeLeadAs(people.max!, lead, { user_id: people.dana!.id })
    await shows({ owner: { id: 'dana' }, state: 'offered', why: { reason: 'crm_changed', name: 'Odoo' } })
    // Our own echo has come back by asking meanwhile, and is nobody's doing.
    expect(await assigned()).toMatchObject([
      { to: { id: 'ana' } },
      { by: { id: 'max' }, to: { id: 'dana' }, crm: 'Odoo' },
    ])
    expect(await salesperson()).toBe(people.dana?.id)

    await odoo.writeLeadAs(people.max!, lead, { user_id: false })
    await shows({ owner: { id: 'dana' }, crmOwner: { name: null } })
    expect(await salesperson()).toBe(false)
    expect(await assigned()).toHaveLength(2)
    expect(world.logged.filter((line) => /fault/.test(line))).toEqual([])
  })
})
