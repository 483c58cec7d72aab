import type { ActAnswer, DecideApprovalInput } from '../../shared/act.ts'
import { act } from './apply.ts'
import type { Actor, Environment } from './environment.ts'
import { keepNote } from './keepNote.ts'

/** An approver says yes, or no with a reason. */
export const decideApproval = (env: Environment, actor: Actor, input: DecideApprovalInput): Promise<ActAnswer> =>
  act(env, actor, 'decide_approval', input, async ({ tx, desk }) => {
    const proof = desk.point.completion.find(({ signs }) => signs.some(({ kind }) => kind === 'approval'))
    return {
      type: 'decide_approval',
      at: tx.now,
      by: actor.person,
      approve: input.approve,
      noteId: await keepNote(env, tx, input.note),
      evidence: proof === undefined ? null : { id: proof.id, name: proof.name },
    }
  })
