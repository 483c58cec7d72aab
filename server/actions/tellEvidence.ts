import type { ActAnswer, TellEvidenceInput } from '../../shared/act.ts'
import { act, noted } from './apply.ts'
import type { Actor, Environment } from './environment.ts'

/** The owner says what no CRM tells: that the buyer's experience moved forward, and how. */
export const tellEvidence = (env: Environment, actor: Actor, input: TellEvidenceInput): Promise<ActAnswer> =>
  act(env, actor, 'tell_evidence', input, async ({ tx, desk }, keep) => {
    const known = desk.point.completion.find(({ id }) => id === input.evidence)
    return {
      type: 'see_evidence',
      at: tx.now,
      by: actor.person,
      evidence: known ?? { id: input.evidence, name: '', byHand: false },
      ref: null,
      noteId: noted(keep, input.note),
    }
  })
