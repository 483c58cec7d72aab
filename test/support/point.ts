import { accept } from '../../server/actions/accept.ts'
import { handOff } from '../../server/actions/handOff.ts'
import { logTouch } from '../../server/actions/logTouch.ts'
import { receiveSignal } from '../../server/actions/receiveSignal.ts'
import { viewOne, viewRecord } from '../../server/actions/viewRecord.ts'
import type { CrmRecord } from '../../server/crm/connector.ts'
import { eventsOf } from '../../server/store/handoffs.ts'
import type { HandoffView } from '../../shared/handoff.ts'
import type { RecordAnswer } from '../../shared/recordAnswer.ts'
import type { Signal } from '../../shared/signal.ts'
import { press } from './builders.ts'
import { crew, inCrm } from './crew.ts'
import type { World } from './world.ts'

export const MORNING = '2026-11-23T10:00:00Z'
let count = 0

/** A record of a workspace with the whole crew, on a Monday at ten, and what people and systems do about it. */
export const atPoint = async (world: World, record: CrmRecord) => {
  await world.at(MORNING)
  const { id, as } = await world.workspace(crew())
  world.crm.put(record)
  const { ref } = record
  const now = async () => new Date(await world.now()).toISOString()
  const answer = (person: string): Promise<RecordAnswer> => viewRecord(world.env, as(person), ref)
  return {
    workspace: id,
    as,
    ref,
    crm: inCrm(world, id),
    answer,
    /** As this person sees it on the record. */
    seen: async (person: string): Promise<HandoffView> => {
      const { handoff } = await answer(person)
      if (handoff === null) throw new Error('there is no handoff')
      return handoff
    },
    one: async (person: string, handoffId: string): Promise<HandoffView> => {
      const handoff = (await viewOne(world.env, as(person), handoffId))?.handoff
      if (!handoff) throw new Error('there is no handoff')
      return handoff
    },
    /** A system tells of something on this record, now. */
    signals: async (kind: string, more: Partial<Signal> = {}): Promise<string> => {
      const signal: Signal = {
        id: `signal-${(count += 1)}`,
        kind,
        occurredAt: await now(),
        source: 'website',
        record: ref,
        buyer: record.buyer,
        ...more,
      }
      const { outcome, handoffId, problem } = await receiveSignal(world.env, id, signal)
      if (outcome === 'rejected') throw new Error(JSON.stringify(problem))
      await world.sweep()
      return handoffId ?? outcome
    },
    handsOff: (person: string, point: string, values: Record<string, string>) =>
      handOff(world.env, as(person), {
        key: `hand-over-${(count += 1)}`,
        pressedAt: MORNING,
        record: ref,
        point,
        values,
      }),
    accepts: (person: string, handoffId: string, reason?: string) =>
      accept(world.env, as(person), { ...press(handoffId), ...(reason === undefined ? {} : { reason }) }),
    calls: (person: string, handoffId: string) =>
      logTouch(world.env, as(person), {
        ...press(handoffId),
        channel: 'call',
        outcome: 'spoke_interested',
        next: { name: 'Next call', at: '2026-11-25T10:00:00Z' },
      }),
    types: async (handoffId: string): Promise<string[]> =>
      (await world.read(id, (tx) => eventsOf(tx, handoffId))).map(({ type }) => type),
  }
}
