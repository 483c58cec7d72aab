import type { ActAnswer, CloseInput } from '../../shared/act.ts'
import { act, noted } from './apply.ts'
import type { Actor, Environment } from './environment.ts'
import { isManagerOf } from './rights.ts'

/** It ends without the buyer's experience having moved forward, for a reason that the point knows. */
export const closeHandoff = (env: Environment, actor: Actor, input: CloseInput): Promise<ActAnswer> =>
  act(env, actor, 'close', input, async ({ tx, stored, desk }, keep) => ({
    type: 'close',
    at: tx.now,
    by: actor.person,
    isManager: isManagerOf(desk.people, actor, stored.handoff.offer.owner),
    reason: input.reason,
    allowed: desk.point.closedReasons,
    noteId: noted(keep, input.note),
    until: input.until === undefined ? null : Date.parse(input.until),
  }))
