import type { Tier } from '../../shared/playbook.ts'
import { opensCycle } from '../domain/decide.ts'
import type { StoredHandoff } from '../store/handoffs.ts'
import type { Tx } from '../store/transaction.ts'
import { apply, sceneOf } from './apply.ts'
import { assignAnew, assignByLadder, type Desk, touchClock } from './assign.ts'
import type { Environment } from './environment.ts'

/** A signal for a record with an open handoff. A new cycle goes to its owner, who is asked anew
 *  where they have not accepted, or by the ladder when they cannot take it now. */
export const joinHandoff = async (
  env: Environment,
  tx: Tx,
  desk: Desk,
  open: StoredHandoff,
  signal: { signalId: string; kind: string; source: string; t0: number; tier: Tier },
): Promise<void> => {
  const { handoff } = open
  const isNewCycle = opensCycle(handoff, signal)
  const cycle = isNewCycle ? handoff.cycle + 1 : handoff.cycle
  const owner = desk.people.get(handoff.offer.owner)
  const isAway = owner === undefined || owner.left || owner.paused || owner.awayUntil !== null
  const scene = await sceneOf(tx, open)
  const inputs = async () => scene.inputs([handoff.offer.owner])
  const offer = !isNewCycle
    ? null
    : isAway
      ? await assignByLadder(env, tx, desk, open.id, await inputs(), handoff.offer.number + 1)
      : handoff.accepted === null
        ? await assignAnew(env, tx, desk, open.id, await inputs(), handoff.offer)
        : null
  const touch = touchClock(desk, signal.t0, cycle)
  await apply(env, { tx, stored: open, desk }, { type: 'join', at: tx.now, ...signal, touch, offer })
}
