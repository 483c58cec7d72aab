import type { ActAnswer, ReassignInput } from '../../shared/act.ts'
import { act, noted } from './apply.ts'
import { assignNamed } from './assign.ts'
import type { Actor, Environment } from './environment.ts'
import { isManagerOf } from './rights.ts'

/** A manager gives it to somebody in particular; the buyer's clock runs on. */
export const reassign = (env: Environment, actor: Actor, input: ReassignInput): Promise<ActAnswer> =>
  act(env, actor, 'reassign', input, async ({ tx, stored, desk, inputs }, keep) => {
    const { handoff } = stored
    const isManager = isManagerOf(desk.people, actor, handoff.offer.owner)
    const isHere = desk.people.get(input.to)?.left === false && input.to !== handoff.sender
    const isNew = isManager && isHere && input.to !== handoff.offer.owner
    const noteId = isNew ? noted(keep, input.note) : null
    const offer = isNew
      ? await assignNamed(env, tx, desk, stored.id, await inputs(handoff.refusedBy.filter((id) => id !== input.to)), {
          owner: input.to,
          why: 'reassigned',
          before: handoff.offer,
        })
      : isManager && isHere
        ? handoff.offer
        : null
    return { type: 'reassign', at: tx.now, by: actor.person, isManager, offer, noteId }
  })
