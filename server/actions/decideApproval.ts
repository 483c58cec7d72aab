import type { ActAnswer, DecideApprovalInput } from '../../shared/act.ts'
import { act, noted } from './apply.ts'
import { speaksFor } from './approvers.ts'
import type { Actor, Environment } from './environment.ts'

/** An approver says yes, or no with a reason. */
export const decideApproval = (env: Environment, actor: Actor, input: DecideApprovalInput): Promise<ActAnswer> =>
  act(env, actor, 'decide_approval', input, async ({ tx, stored, desk }, keep) => {
    const proof = desk.point.completion.find(({ signs }) => signs.some(({ kind }) => kind === 'approval'))
    return {
      type: 'decide_approval',
      at: tx.now,
      by: actor.person,
      approve: input.approve,
      speaksFor: speaksFor(desk, actor, stored.handoff),
      noteId: noted(keep, input.note),
      evidence: proof === undefined ? null : { id: proof.id, name: proof.name },
    }
  })
