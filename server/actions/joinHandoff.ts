import { evolve, type Handoff } from '../domain/handoff.ts'
import { joinOf, startsCycle } from '../domain/takeUp.ts'
import type { Sighted } from '../domain/trigger.ts'
import type { Uptake } from '../domain/weigh.ts'
import type { StoredHandoff } from '../store/handoffs.ts'
import type { Tx } from '../store/transaction.ts'
import { apply, sceneOf } from './apply.ts'
import { assignAnew, assignByLadder, type Desk } from './assign.ts'
import type { Environment } from './environment.ts'

/** A signal for a record with an open handoff. A new cycle goes to its owner, who is asked anew
 *  where they have not accepted, or by the ladder when they cannot take it now. */
export const joinHandoff = async (
  env: Environment,
  tx: Tx,
  desk: Desk,
  open: StoredHandoff,
  uptake: Uptake,
  signal: Sighted,
): Promise<StoredHandoff> => {
  const { handoff } = open
  const isNewCycle = uptake.fired !== null && startsCycle(handoff, uptake.fired)
  const owner = desk.people.get(handoff.offer.owner)
  const isAway = owner === undefined || owner.left || owner.paused || owner.awayUntil !== null
  const inputs = async () => (await sceneOf(env, tx, open)).inputs([handoff.offer.owner])
  const offer = !isNewCycle
    ? null
    : isAway
      ? await assignByLadder(env, tx, desk, open.id, await inputs(), handoff.offer.number + 1)
      : handoff.accepted === null
        ? await assignAnew(env, tx, desk, open.id, await inputs(), handoff.offer)
        : null
  const command = joinOf(handoff, uptake, signal, { at: tx.now, calendars: desk.playbook.calendars, offer })
  const events = await apply(env, { tx, stored: open, desk }, command)
  return Array.isArray(events) ? { ...open, handoff: events.reduce<Handoff>(evolve, handoff) } : open
}
