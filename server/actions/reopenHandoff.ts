import type { ActAnswer, ReopenInput } from '../../shared/act.ts'
import type { CommandOf } from '../domain/command.ts'
import { hasEnded } from '../domain/handoff.ts'
import { lockOpenHandoff } from '../store/handoffs.ts'
import { act, noted, type Scene } from './apply.ts'
import { assignByLadder, assignNamed, touchClock } from './assign.ts'
import type { Actor, Environment } from './environment.ts'
import { isManagerOf } from './rights.ts'

/** What ended goes on, with a reason. */
export const reopenHandoff = (env: Environment, actor: Actor, input: ReopenInput): Promise<ActAnswer> =>
  act(env, actor, 'reopen', input, async (scene, keep) => ({
    ...(await reopening(env, scene, scene.tx.now)),
    by: actor.person,
    isManager: isManagerOf(scene.desk.people, actor, scene.stored.handoff.offer.owner),
    noteId: noted(keep, input.note),
  }))

/**
 * What was closed is offered anew, to the one who had it where they are still here; what was completed stays with its owner. A buyer
 * who asked for later begins to wait then, and one who was answered already waits from now: both in a cycle of its own. Otherwise
 * the clock that never stopped for the buyer goes on.
 */
export const reopening = async (
  env: Environment,
  { tx, stored, desk, inputs }: Scene,
  t0: number,
): Promise<CommandOf<'reopen'>> => {
  const { handoff } = stored
  const isOther = (await lockOpenHandoff(tx, handoff.record, handoff.point)) !== null
  const isAsked = handoff.closed !== null && (handoff.closed.until !== null || handoff.touched !== null)
  const cycle = handoff.cycle + 1
  const command = { type: 'reopen', at: tx.now, by: null, isManager: false, isOther, key: null, noteId: null } as const
  if (!hasEnded(handoff) || isOther || handoff.closed === null) return { ...command, offer: null, cycle: null }
  const owner = desk.people.get(handoff.offer.owner)
  const isHere = owner !== undefined && !owner.left && !owner.paused && owner.awayUntil === null
  const seen = await inputs(isHere ? [] : [handoff.offer.owner])
  const offer = isHere
    ? await assignNamed(env, tx, desk, stored.id, seen, { owner: owner.id, why: 'reopened', before: handoff.offer })
    : await assignByLadder(env, tx, desk, stored.id, seen, handoff.offer.number + 1)
  return { ...command, offer, cycle: isAsked ? { cycle, t0, touch: touchClock(desk, t0, cycle) } : null }
}
