import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import type { NewWorkspace } from '../../server/actions/setUpWorkspace.ts'
import type { CrmRecord } from '../../server/crm/connector.ts'
import { handoffs } from '../../server/store/handoffTables.ts'
import { signalsOf } from '../../server/store/signals.ts'
import type { HandoffPoint } from '../../shared/point.ts'
import type { Playbook } from '../../shared/playbook.ts'
import { recordKey, type RecordRef } from '../../shared/record.ts'
import type { Signal } from '../../shared/signal.ts'
import { team } from './builders.ts'
import { playbookOf } from './triggering.ts'
import type { World } from './world.ts'

/** The company Nordlys in the CRM, and people of it. */
export const NORDLYS: RecordRef = { connection: 'crm', type: 'company', id: '201' }
export const leadOf = (id: string): RecordRef => ({ connection: 'crm', type: 'lead', id })

/** A signal of a lead whom its address makes one of Nordlys's people. */
export const from = (lead: string, kind: string, occurredAt: string, more: Partial<Signal> = {}): Signal => ({
  id: `${kind} of ${lead} at ${occurredAt}`,
  kind,
  occurredAt,
  source: 'website',
  record: leadOf(lead),
  buyer: { name: lead, email: `${lead}@nordlys.com` },
  ...more,
})

/** A workspace with these points; the CRM knows the company and these leads. */
export const arriving = async (
  world: World,
  points: HandoffPoint[],
  {
    leads = ['ida', 'jon', 'kim'],
    companyFields = {},
    playbook = {},
    hasCompany = true,
    ...overrides
  }: Partial<Omit<NewWorkspace, 'playbook'>> & {
    leads?: string[]
    companyFields?: CrmRecord['fields']
    playbook?: Partial<Playbook>
    hasCompany?: boolean
  } = {},
) => {
  for (const id of leads) world.crm.put(leadRecord(id))
  world.crm.put({ ref: NORDLYS, buyer: {}, company: 'Nordlys Logistics', fields: companyFields })
  const [nordlys] = team().accounts
  if (nordlys === undefined) throw new Error('the team knows no account')
  const { id, as } = await world.workspace({
    accounts: [{ ...nordlys, ...(hasCompany ? { record: NORDLYS } : {}) }],
    playbook: playbookOf(points, playbook),
    ...overrides,
  })
  const outcome = () =>
    world.read(id, async (tx) => {
      const rows = await tx.db.select().from(handoffs)
      const all = await Promise.all(
        rows.map(async ({ id: handoffId, body }) => ({
          handoff: `${body.point} ${recordKey(body.record)}`,
          t0: new Date(body.t0).toISOString(),
          tier: body.tier,
          trigger: body.trigger,
          touchBy: new Date(body.touch.dueAt).toISOString(),
          /** From its own start, which is when the server learned of it. */
          acceptWithinMs: body.offer.accept.dueAt - body.offer.accept.startedAt,
          touchpoints: (await signalsOf(tx, handoffId)).map((signal) => signal.id).toSorted(),
          folded: body.signals.toSorted(),
        })),
      )
      return all.toSorted((a, b) => (a.handoff < b.handoff ? -1 : 1))
    })
  return { id, as, outcome, send: (signal: Signal) => receiveSignal(world.env, id, signal) }
}

export const leadRecord = (id: string, more: Partial<CrmRecord> = {}): CrmRecord => ({
  ref: leadOf(id),
  buyer: { name: id, email: `${id}@nordlys.com` },
  stage: 'New',
  fields: {},
  ...more,
})
