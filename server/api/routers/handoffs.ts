import * as z from 'zod/mini'
import { accept } from '../../actions/accept.ts'
import { ask } from '../../actions/ask.ts'
import { closeHandoff } from '../../actions/closeHandoff.ts'
import { decideApproval } from '../../actions/decideApproval.ts'
import { decline } from '../../actions/decline.ts'
import { giveContext } from '../../actions/giveContext.ts'
import { handOff } from '../../actions/handOff.ts'
import { logTouch } from '../../actions/logTouch.ts'
import { reassign } from '../../actions/reassign.ts'
import { recall } from '../../actions/recall.ts'
import { reopenHandoff } from '../../actions/reopenHandoff.ts'
import { tellEvidence } from '../../actions/tellEvidence.ts'
import { viewOne, viewRecord } from '../../actions/viewRecord.ts'
import type { Actor, Environment } from '../../actions/environment.ts'
import {
  AcceptInput,
  ActAnswer,
  AskInput,
  CloseInput,
  DecideApprovalInput,
  DeclineInput,
  GiveContextInput,
  HandOffInput,
  LogTouchInput,
  ReassignInput,
  RecallInput,
  ReopenInput,
  TellEvidenceInput,
} from '../../../shared/act.ts'
import { RecordAnswer } from '../../../shared/recordAnswer.ts'
import { RecordRef } from '../../../shared/record.ts'
import { isText } from '../../../shared/text.ts'
import { ProblemError } from '../problems.ts'
import { signedIn } from '../procedures.ts'
import { router } from '../trpc.ts'

/** A press of a button: what it changes and whether it may is for the action to say. */
const act = <I extends z.ZodMiniType>(
  input: I,
  action: (env: Environment, actor: Actor, input: z.infer<I>) => Promise<ActAnswer>,
) =>
  signedIn
    .input(input)
    .output(ActAnswer)
    .mutation(({ ctx, input: given }) => action(ctx.env, ctx.actor, given as z.infer<I>))

export const handoffs = router({
  forRecord: signedIn
    .input(z.strictObject({ record: RecordRef }))
    .output(RecordAnswer)
    .query(({ ctx, input }) => viewRecord(ctx.env, ctx.actor, input.record)),
  one: signedIn
    .input(z.strictObject({ id: z.string().check(isText) }))
    .output(RecordAnswer)
    .query(async ({ ctx, input }) => {
      const answer = await viewOne(ctx.env, ctx.actor, input.id)
      if (answer === null) throw new ProblemError('not-found', 'There is no handoff by this id.')
      return answer
    }),
  accept: act(AcceptInput, accept),
  decline: act(DeclineInput, decline),
  logTouch: act(LogTouchInput, logTouch),
  ask: act(AskInput, ask),
  giveContext: act(GiveContextInput, giveContext),
  recall: act(RecallInput, recall),
  reassign: act(ReassignInput, reassign),
  close: act(CloseInput, closeHandoff),
  reopen: act(ReopenInput, reopenHandoff),
  decideApproval: act(DecideApprovalInput, decideApproval),
  tellEvidence: act(TellEvidenceInput, tellEvidence),
  handOff: act(HandOffInput, handOff),
})
