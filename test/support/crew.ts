import type { NewWorkspace } from '../../server/actions/setUpWorkspace.ts'
import type { CrmActivity, CrmRecord } from '../../server/crm/connector.ts'
import { defaultPlaybook, officeHours } from '../../server/domain/defaultPlaybook.ts'
import type { RecordRef, RecordType } from '../../shared/record.ts'
import { team } from './builders.ts'
import { tellHook } from './crmSide.ts'
import type { World } from './world.ts'

const person = (id: string, name: string, teamId: string | null, role: 'rep' | 'manager' = 'rep') => ({
  id,
  name,
  email: `${id}@example.com`,
  role,
  teamId,
  calendarId: 'office',
})

/** Everybody whom the seven points need, and two accounts: Nordlys is a target, Fjord a customer with a team. */
export const crew = (): Omit<NewWorkspace, 'id'> => {
  const base = team()
  const people = [
    ...base.people,
    person('mia', 'Mia Lund', null),
    person('sam', 'Sam Ode', 'sales'),
    person('eve', 'Eve Moor', 'sales'),
    person('gus', 'Gus Hart', 'sales', 'manager'),
    person('priya', 'Priya Nair', 'technical'),
    person('tara', 'Tara Quist', 'technical', 'manager'),
    person('lena', 'Lena Voss', 'desk'),
    person('finn', 'Finn Adair', 'desk'),
    person('pete', 'Pete Roe', 'desk', 'manager'),
    person('cora', 'Cora Blom', 'success'),
    person('alma', 'Alma Reyes', 'success'),
    person('hugo', 'Hugo Iben', 'success', 'manager'),
  ]
  return {
    ...base,
    people,
    teams: [
      ...base.teams,
      { id: 'sales', name: 'Sales', managerId: 'gus' },
      { id: 'technical', name: 'Sales engineering', managerId: 'tara' },
      { id: 'desk', name: 'Deal desk', managerId: 'pete' },
      { id: 'success', name: 'Customer success', managerId: 'hugo' },
    ],
    accounts: [
      ...base.accounts,
      {
        id: 'fjord',
        name: 'Fjord Energi',
        status: 'customer',
        segment: 'enterprise',
        ownerId: 'alma',
        backupId: 'hugo',
        domains: ['fjord.example'],
        record: companyRef,
        team: { ae: 'sam', se: 'priya', csm: 'cora', am: 'alma' },
      },
    ] as NewWorkspace['accounts'],
    playbook: defaultPlaybook({
      calendars: [officeHours('office', 'UTC')],
      pool: {
        id: 'sdr',
        name: 'Inbound SDRs',
        members: [
          { person: 'ana', weight: 1 },
          { person: 'dana', weight: 1 },
        ],
      },
      catchAll: 'ruth',
      marketing: 'mia',
      people: {
        ae: ['sam', 'eve'],
        se: ['priya'],
        legal: ['lena'],
        finance: ['finn'],
        procurement: ['pete'],
        csm: ['cora'],
        am: ['alma'],
      },
    }),
  }
}

export const companyRef: RecordRef = { connection: 'crm', type: 'company', id: 'fjord' }

let count = 0

/** A record of this kind that belongs to Fjord, the customer. */
export const fjord = (type: RecordType, overrides: Partial<CrmRecord> = {}): CrmRecord => {
  const ref = type === 'company' ? companyRef : { connection: 'crm', type, id: `fjord-${type}-${(count += 1)}` }
  return {
    ref,
    buyer: { name: 'Nils Dahl', email: 'nils@fjord.example', company: 'Fjord Energi' },
    company: 'Fjord Energi',
    stage: 'Qualified',
    ...(type === 'company' ? {} : { related: { account: companyRef } }),
    fields: {},
    ...overrides,
  }
}

/** Somebody here does something in the CRM, and its webhook tells of it. */
export const inCrm = (world: World, workspace: string) => {
  const pull = async (ref: RecordRef): Promise<void> => {
    await tellHook(world, workspace, ref)
    await world.sweep()
  }
  const now = async () => new Date(await world.now()).toISOString()
  return {
    /** A human's, done now, unless it says otherwise. */
    logs: async (ref: RecordRef, by: string, activity: Partial<CrmActivity> = {}): Promise<CrmActivity> => {
      const at = await now()
      const done = world.crm.log(ref, {
        byEmail: `${by}@example.com`,
        human: true,
        state: 'done',
        createdAt: at,
        ...activity,
        at: activity.at ?? at,
      })
      await pull(ref)
      return done
    },
    edits: async (ref: RecordRef, change: Partial<CrmRecord>): Promise<void> => {
      world.crm.edit(ref, change)
      await pull(ref)
    },
    moves: async (ref: RecordRef, by: string, stage: string): Promise<void> => {
      world.crm.edit(ref, { stage, stageSetBy: { email: `${by}@example.com`, at: await now() } })
      await pull(ref)
    },
    pull,
  }
}
