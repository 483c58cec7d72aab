import { accept } from '../../server/actions/accept.ts'
import { logTouch } from '../../server/actions/logTouch.ts'
import { receiveHook } from '../../server/actions/receiveHook.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { viewRecord } from '../../server/actions/viewRecord.ts'
import type { HandoffView } from '../../shared/handoff.ts'
import type { CrmRecord } from '../../server/crm/connector.ts'
import { eventsOf } from '../../server/store/handoffs.ts'
import { demoRequest, lead, leadRef, press } from './builders.ts'
import type { World } from './world.ts'

const TOUCH = {
  channel: 'call',
  outcome: 'spoke_interested',
  next: { name: 'Demo call', at: '2026-11-25T10:00:00Z' },
} as const

/** A lead of the fake CRM with its open handoff, and what people of the CRM do to it there. */
export const openedLead = async (
  world: World,
  { record, swept = true }: { record?: Partial<CrmRecord>; swept?: boolean } = {},
) => {
  await world.at('2026-11-23T10:00:00Z')
  const workspace = await world.workspace()
  const { id, as } = workspace
  const ref = leadRef()
  world.crm.put(lead(ref, record))
  const { handoffId = '' } = await receiveSignal(world.env, id, demoRequest(ref))
  if (swept) await world.sweep()
  return {
    workspace: id,
    as,
    ref,
    handoffId,
    /** As this person sees it. */
    seen: async (person = 'ana'): Promise<HandoffView> => {
      const { handoff } = await viewRecord(world.env, as(person), ref)
      if (handoff === null) throw new Error('there is no handoff')
      return handoff
    },
    events: () => world.read(id, (tx) => eventsOf(tx, handoffId)),
    accept: (person: string) => accept(world.env, as(person), press(handoffId)),
    touch: (person: string) => logTouch(world.env, as(person), { ...press(handoffId), ...TOUCH }),
    /** The buyer sends the form once more, now. */
    asksAgain: async () =>
      receiveSignal(world.env, id, demoRequest(ref, { occurredAt: new Date(await world.now()).toISOString() })),
    /** The owners that were written to the CRM, in order. */
    written: () =>
      world.crm.effects.flatMap((effect) =>
        effect.ref.id === ref.id && effect.write.kind === 'owner' ? [effect.write.ownerEmail] : [],
      ),
    /** Somebody there gives it to this user, and its webhook tells of it. */
    give: async (owner: Parameters<World['crm']['setOwner']>[1]) => {
      world.crm.setOwner(ref, owner)
      await tellHook(world, id, ref)
    },
  }
}

/** The webhook tells that something changed on this record. */
export const tellHook = (world: World, workspace: string, ref: CrmRecord['ref']) =>
  receiveHook(world.env, workspace, ref.connection, {
    rawBody: JSON.stringify([world.crm.change(ref)]),
    headers: {},
    query: {},
  })
