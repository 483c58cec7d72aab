import { VALID_DECLINES } from '../../shared/declineReason.ts'
import { declinesOf } from '../store/handoffLists.ts'
import { findTurn, lockPool, takeBack } from '../store/ledger.ts'
import { allPeople } from '../store/people.ts'
import { inWorkspace } from '../store/transaction.ts'
import { record } from '../store/workspaces.ts'
import type { Actor, Environment } from './environment.ts'
import { isManagerOf } from './rights.ts'

/**
 * A manager confirms that somebody has declined for a reason that counts: their turn is given back, once however often it is
 * pressed. `not_found`: there is no such line; `not_yours`: it is not theirs to decide; `not_declined`: nobody has declined it so.
 */
export const giveBackTurn = (
  env: Environment,
  actor: Actor,
  turnId: string,
): Promise<void | { trouble: 'not_found' | 'not_yours' | 'not_declined' }> =>
  inWorkspace(env.database, actor.workspace, 'giveBackTurn', async (tx) => {
    const seen = await findTurn(tx, turnId)
    if (seen === null || seen.handoffId === null || seen.turns <= 0) return { trouble: 'not_found' }
    await lockPool(tx, seen.pool)
    if (!isManagerOf(await allPeople(tx), actor, seen.personId)) return { trouble: 'not_yours' }
    const declines = await declinesOf(tx, [seen.handoffId])
    const { personId, at } = seen
    if (!declines.some((each) => each.by === personId && each.at >= at && VALID_DECLINES.includes(each.reason)))
      return { trouble: 'not_declined' }
    const isGiven = await takeBack(tx, seen, { id: env.newId(), reason: 'declined', byId: actor.person })
    if (isGiven)
      await record(tx, {
        id: env.newId(),
        actorId: actor.person,
        act: 'turn.given_back',
        target: personId,
        body: { turnId },
      })
  })
