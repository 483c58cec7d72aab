import type { ActAnswer, TellEvidenceInput } from '../../shared/act.ts'
import { act } from './apply.ts'
import type { Actor, Environment } from './environment.ts'
import { keepNote } from './keepNote.ts'

/** The owner says what no CRM tells: that the buyer's experience moved forward, and how. */
export const tellEvidence = (env: Environment, actor: Actor, input: TellEvidenceInput): Promise<ActAnswer> =>
  act(env, actor, 'tell_evidence', input, async ({ tx, desk }) => {
    const known = desk.point.completion.find(({ id }) => id === input.evidence)
    return {
      type: 'see_evidence',
      at: tx.now,
      by: actor.person,
      evidence: known ?? { id: input.evidence, name: '', byHand: false },
      ref: null,
      noteId: await keepNote(env, tx, input.note),
    }
  })
