import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accept } from '../../server/actions/accept.ts'
import { ask } from '../../server/actions/ask.ts'
import { giveContext } from '../../server/actions/giveContext.ts'
import { handOff } from '../../server/actions/handOff.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import { defaultPlaybook, officeHours } from '../../server/domain/defaultPlaybook.ts'
import { rowsOf } from '../../server/store/query.ts'
import type { HandoffPoint } from '../../shared/point.ts'
import type { RecordRef } from '../../shared/record.ts'
import { demoRequest, lead, leadRef, press, team } from '../support/builders.ts'
import { crew, fjord } from '../support/crew.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
beforeEach(() => world.at('2026-11-23T10:00:00Z'))
afterAll(() => world.close())

const ownerOf = async (id: string, record: RecordRef, point: string) => {
  const rows = await world.read(id, ({ db }) =>
    rowsOf<{ owner: string; why: string; name: string | null; due: string }>(
      db,
      sql`select owner_id as owner, body->'offer'->>'why' as why, body->'offer'->>'whyName' as name,
          to_timestamp((body->'offer'->'accept'->>'dueAt')::float8 / 1000) at time zone 'utc' as due
          from handoffs where record_id = ${record.id} and point = ${point}`,
    ),
  )
  return rows[0]
}
/** The crew's playbook with this point changed. */
const withPoint = (id: string, change: (point: HandoffPoint) => HandoffPoint) => {
  const { playbook } = crew()
  return { ...playbook, points: playbook.points.map((point) => (point.id === id ? change(point) : point)) }
}
const askFor = async (id: string, email: string, company: string): Promise<RecordRef> => {
  const ref = leadRef()
  const buyer = { name: 'Somebody', email, company }
  world.crm.put(lead(ref, { buyer }))
  await receiveSignal(world.env, id, demoRequest(ref, { buyer }))
  return ref
}

describe('new business', () => {
  const prospect = {
    id: 'halden',
    name: 'Halden Foods',
    status: 'prospect' as const,
    segment: null,
    ownerId: null,
    backupId: null,
    domains: ['halden.example'],
  }
  test('a second buyer of a company goes to whoever is in touch with the first, and no turn is paid', async () => {
    const { id } = await world.workspace({ ...crew(), accounts: [...crew().accounts, prospect] })
    const first = await askFor(id, 'ida@halden.example', 'Halden Foods')
    await askFor(id, 'x@elsewhere.example', 'Elsewhere')
    const second = await askFor(id, 'jon@halden.example', 'Halden Foods')
    const owner = (await ownerOf(id, first, 'marketing_to_sdr'))?.owner
    expect(await ownerOf(id, first, 'marketing_to_sdr')).toMatchObject({ why: 'pool' })
    expect(await ownerOf(id, second, 'marketing_to_sdr')).toMatchObject({
      owner,
      why: 'relationship',
      name: 'Halden Foods',
    })
    const turns = await world.read(id, ({ db }) => rowsOf<{ n: number }>(db, sql`select count(*)::int as n from turns`))
    expect(turns).toEqual([{ n: 2 }])
  })

  test('a person of whom a deal is open goes to the deal’s owner, where no account has one', async () => {
    const { id } = await world.workspace({ ...crew(), accounts: [prospect] })
    const ref = leadRef()
    const deal = { connection: 'crm', type: 'deal' as const, id: 'd1' }
    const opportunities = [
      { ref: { ...deal, id: 'd0' }, ownerEmail: 'eve@example.com', closed: 'lost' as const },
      { ref: deal, ownerEmail: 'Sam@Example.com' },
    ]
    world.crm.put(lead(ref, { related: { opportunities } }))
    await receiveSignal(world.env, id, demoRequest(ref))
    expect(await ownerOf(id, ref, 'marketing_to_sdr')).toMatchObject({ owner: 'sam', why: 'opportunity' })
  })
})

test('a point of the workspace’s own has its triggers, its ladder and its owner like any other', async () => {
  const { playbook } = crew()
  const [first] = playbook.points
  if (first === undefined) throw new Error('no point')
  const own: HandoffPoint = {
    ...first,
    id: 'partner_to_ae',
    name: 'Partner → AE',
    from: 'Partner',
    to: 'Account executive',
    receiverRole: 'ae',
    triggers: [{ id: 'referral', name: 'Partner refers', kinds: ['partner_referral'], tier: 'high' }],
    ladder: [
      { id: 'target', name: 'Eve takes targets', kind: 'person', person: 'eve', when: { fit: 'icp' } },
      { id: 'pool', name: 'Account executives', kind: 'pool', pool: 'ae' },
      { id: 'rest', name: 'Rest', kind: 'catch_all', person: 'ruth' },
    ],
  }
  const { id } = await world.workspace({ ...crew(), playbook: { ...playbook, points: [...playbook.points, own] } })
  const refer = async (email: string) => {
    const ref = leadRef()
    world.crm.put(lead(ref, { buyer: { name: 'Somebody', email } }))
    await receiveSignal(world.env, id, { ...demoRequest(ref, { buyer: { email } }), kind: 'partner_referral' })
    return ownerOf(id, ref, 'partner_to_ae')
  }
  expect(await refer('maria@nordlys.com')).toMatchObject({ owner: 'eve', why: 'person', name: 'Eve takes targets' })
  expect(await refer('x@elsewhere.example')).toMatchObject({ why: 'pool', name: 'Account executives' })
})

describe('what is handed over', () => {
  const values = {
    promised_outcomes: 'A fifth fewer kilometres',
    scope: 'Routes for sixty carers',
    risks: 'None known',
    stakeholders: 'Nils decides, Beth uses',
  }
  const give = async (as: ReturnType<Awaited<ReturnType<World['workspace']>>['as']>, ref: RecordRef) => {
    const { key, pressedAt } = press('')
    return handOff(world.env, as, { key, pressedAt, record: ref, point: 'sales_to_cs', values })
  }
  const won = async (id: string) => {
    const deal = fjord('deal', { stage: 'Closed won', ownerEmail: 'sam@example.com' })
    world.crm.put(deal)
    await receiveSignal(world.env, id, {
      ...demoRequest(deal.ref),
      id: `seen-${deal.ref.id}`,
      kind: 'nothing_special',
      source: 'crm',
    })
    return deal.ref
  }

  test('goes to the member of the account’s team with that part, and the deal stays with its owner in the CRM', async () => {
    const { id, as } = await world.workspace(crew())
    const ref = await won(id)
    expect(await give(as('sam'), ref)).toMatchObject({ outcome: 'done' })
    expect(await ownerOf(id, ref, 'sales_to_cs')).toMatchObject({ owner: 'cora', why: 'account_team', name: 'csm' })
    const written = await world.read(id, ({ db }) =>
      rowsOf<{ kind: string }>(db, sql`select body->'write'->>'kind' as kind from deliveries where kind = 'crm_write'`),
    )
    expect(written.filter(({ kind }) => kind === 'owner')).toEqual([])
  })

  test('never comes back to whoever gave it, be they the only one of the pool and the catch-all owner', async () => {
    const { id, as } = await world.workspace({
      ...crew(),
      accounts: [],
      playbook: withPoint('sales_to_cs', (point) => ({
        ...point,
        ladder: [{ id: 'rest', name: 'Rest', kind: 'catch_all', person: 'sam' }],
      })),
    })
    const ref = await won(id)
    expect(await give(as('sam'), ref)).toMatchObject({ outcome: 'done' })
    expect(await ownerOf(id, ref, 'sales_to_cs')).toMatchObject({ owner: 'gus', why: 'catch_all' })
  })

  test('is refused in plain words where nobody else is here', async () => {
    const alone = team()
    const { id, as } = await world.workspace({
      ...alone,
      teams: [],
      accounts: [],
      people: alone.people.filter(({ id: person }) => person === 'ruth'),
      playbook: defaultPlaybook({
        calendars: [officeHours('office', 'UTC')],
        pool: { id: 'sdr', name: 'SDRs', members: [{ person: 'ruth', weight: 1 }] },
        catchAll: 'ruth',
      }),
    })
    const ref = await won(id)
    expect(await give(as('ruth'), ref)).toEqual({ outcome: 'refused', refusal: 'nobody_left' })
    const request = await askFor(id, 'maria@nordlys.com', 'Nordlys')
    expect(await ownerOf(id, request, 'marketing_to_sdr')).toMatchObject({ owner: 'ruth' })
  })

  test('whoever returns it gets their turn back once, and keeps it when it is complete', async () => {
    const { id, as } = await world.workspace({ ...crew(), accounts: [] })
    const ref = await won(id)
    await give(as('sam'), ref)
    const { handoff } = await viewRecord(world.env, as('cora'), ref)
    const handoffId = handoff?.id ?? ''
    const turns = () =>
      world.read(id, ({ db }) =>
        rowsOf<{ turns: number; reason: string; level: number }>(
          db,
          sql`select t.turns, t.reason, l.turns as level from turns t join pool_levels l
              on l.pool = t.pool and l.tier = t.tier and l.person_id = t.person_id order by t.at, t.turns desc`,
        ),
      )
    expect(await turns()).toEqual([{ turns: 1, reason: 'rotation', level: 1 }])
    const back = async () => {
      expect(await ask(world.env, as('cora'), { ...press(handoffId), items: ['risks'], giveBack: true })).toMatchObject(
        {
          outcome: 'done',
        },
      )
      const given = { ...press(handoffId), values: { risks: 'Their rota tool' } }
      expect(await giveContext(world.env, as('sam'), given)).toMatchObject({ outcome: 'done' })
    }
    await back()
    expect(await ownerOf(id, ref, 'sales_to_cs')).toMatchObject({ owner: 'cora', why: 'resubmitted' })
    const once = [
      { turns: 1, reason: 'rotation', level: 0 },
      { turns: -1, reason: 'returned', level: 0 },
    ]
    expect(await turns()).toEqual(once)
    await back()
    expect(await turns()).toEqual(once)
    expect(await accept(world.env, as('cora'), press(handoffId))).toMatchObject({ outcome: 'done' })
  })
})

describe('the accept deadline runs on the calendar that the point names', () => {
  const late = officeHours('late', 'UTC', '14:00', '20:00')
  const early = officeHours('early', 'UTC', '11:00', '19:00')
  const at = async (acceptOn: HandoffPoint['acceptOn'], teamCalendar: string | null = 'early') => {
    const { playbook, ...rest } = crew()
    const { id } = await world.workspace({
      ...rest,
      people: rest.people.map((each) => (each.id === 'ana' ? { ...each, calendarId: 'late' } : each)),
      teams: rest.teams.map((each) => (each.id === 'inbound' ? { ...each, calendarId: teamCalendar } : each)),
      playbook: {
        ...playbook,
        calendars: [...playbook.calendars, late, early],
        points: playbook.points.map((point) => ({ ...point, acceptOn })),
      },
    })
    const ref = await askFor(id, 'maria@nordlys.com', 'Nordlys Logistics')
    return String((await ownerOf(id, ref, 'marketing_to_sdr'))?.due)
      .replace('T', ' ')
      .slice(0, 16)
  }
  test('the owner’s, the team’s or the coverage', async () => {
    expect(await at('owner')).toBe('2026-11-23 14:15')
    expect(await at('team')).toBe('2026-11-23 11:15')
    expect(await at('coverage')).toBe('2026-11-23 10:15')
    expect(await at('team', null)).toBe('2026-11-23 14:15')
  })
})
