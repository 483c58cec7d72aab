import { recordKey } from '../../shared/record.ts'
import { decide } from '../domain/decide.ts'
import type { HandoffEvent } from '../domain/event.ts'
import { evolve, type Handoff } from '../domain/handoff.ts'
import { touchpointOf } from '../domain/takeUp.ts'
import type { Sighted } from '../domain/trigger.ts'
import type { Uptake, Weighed } from '../domain/weigh.ts'
import { append, type StoredHandoff } from '../store/handoffs.ts'
import { lockPool } from '../store/ledger.ts'
import { allPeople } from '../store/people.ts'
import type { LivePlaybook } from '../store/playbooks.ts'
import { linkSignals } from '../store/signals.ts'
import type { Tx } from '../store/transaction.ts'
import { dimensions } from './apply.ts'
import type { Desk } from './assign.ts'
import type { Environment } from './environment.ts'
import type { Surroundings } from './facts.ts'
import { joinHandoff } from './joinHandoff.ts'
import { type ByHand, openHandoff } from './openHandoff.ts'
import type { Laid } from './scales.ts'

/** Somebody else has handed it over in the meantime. */
export class AlreadyOpen extends Error {
  override readonly name = 'AlreadyOpen'
  readonly owner: string
  constructor(owner: string) {
    super('this record is handed over at this point already')
    this.owner = owner
  }
}

/** A handoff that a signal has opened or joined. */
export type Taken = { outcome: 'opened' | 'joined'; handoffId: string; record: Uptake['record'] }

/**
 * Does what was weighed: opens handoffs and joins those that are open, each with the signals that become touchpoints beside. In the
 * order in which it was weighed, the signal's own record first.
 */
export const takeUp = async (
  env: Environment,
  tx: Tx,
  live: LivePlaybook,
  around: Surroundings,
  { scales, open, rows }: Laid,
  { uptakes }: Pick<Weighed, 'uptakes'>,
  byHand?: ByHand,
): Promise<Taken[]> => {
  const people = await allPeople(tx)
  if (uptakes.length > 1) await lockPools(tx, uptakes)
  const taken: Taken[] = []
  for (const uptake of uptakes) {
    const { point, record, fired, handoff: known, beside } = uptake
    const stored = known === null ? undefined : open.get(known.id)
    const desk: Desk = {
      ...live,
      point,
      tier: fired?.winner.tier ?? stored?.handoff.tier ?? 'low',
      people,
      facts: fired?.winner.by.facts ?? scales.signal.facts,
    }
    const personalId = rows.get(scales.signal.id)?.personalId ?? ''
    if (byHand !== undefined && stored !== undefined) throw new AlreadyOpen(stored.handoff.offer.owner)
    let present: StoredHandoff =
      stored === undefined
        ? await openHandoff(env, tx, desk, { uptake, signal: scales.signal, personalId, around, byHand })
        : await joinHandoff(env, tx, desk, stored, uptake, scales.signal)
    if (beside.length > 0) present = await addTouchpoints(tx, desk, present, beside)
    await linkSignals(tx, present.id, [scales.signal.id, ...beside.map(({ id }) => id)])
    taken.push({ outcome: stored === undefined ? 'opened' : 'joined', handoffId: present.id, record })
  }
  return taken
}

/** All of them at once: an account may have had thousands before it asked. */
const addTouchpoints = async (
  tx: Tx,
  desk: Desk,
  stored: StoredHandoff,
  signals: readonly Sighted[],
): Promise<StoredHandoff> => {
  const { id, personalId } = stored
  const events: HandoffEvent[] = []
  let { handoff } = stored
  for (const signal of signals) {
    const decision = decide(handoff, touchpointOf(handoff, signal, tx.now))
    if ('refusal' in decision) throw new RangeError(`a touchpoint of ${recordKey(signal.ref)} was refused`)
    events.push(...decision.events)
    handoff = decision.events.reduce<Handoff>(evolve, handoff)
  }
  if (events.length > 0) await append(tx, { id, personalId, before: stored.handoff }, events, dimensions(desk.people))
  return { ...stored, handoff }
}

/** Where more than one handoff may ask pools, all are locked in one order: nobody waits in a circle. */
const lockPools = async (tx: Tx, uptakes: readonly Uptake[]): Promise<void> => {
  const asked = uptakes.flatMap(({ point, fired, handoff }) =>
    fired === null || (handoff !== null && handoff.answeredAt === null)
      ? []
      : point.ladder.flatMap((step) => (step.kind === 'pool' ? [step.pool] : [])),
  )
  for (const pool of [...new Set(asked)].toSorted()) await lockPool(tx, pool)
}
