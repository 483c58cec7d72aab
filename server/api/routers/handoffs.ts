import * as z from 'zod/mini'
import { accept } from '../../actions/accept.ts'
import { decline } from '../../actions/decline.ts'
import { logTouch } from '../../actions/logTouch.ts'
import { viewRecord } from '../../actions/viewRecord.ts'
import { AcceptInput, ActAnswer, DeclineInput, LogTouchInput, RecordAnswer } from '../../../shared/handoff.ts'
import { RecordRef } from '../../../shared/record.ts'
import { signedIn } from '../procedures.ts'
import { router } from '../trpc.ts'

export const handoffs = router({
  forRecord: signedIn
    .input(z.strictObject({ record: RecordRef }))
    .output(RecordAnswer)
    .query(({ ctx, input }) => viewRecord(ctx.env, ctx.actor, input.record)),
  accept: signedIn
    .input(AcceptInput)
    .output(ActAnswer)
    .mutation(({ ctx, input }) => accept(ctx.env, ctx.actor, input)),
  decline: signedIn
    .input(DeclineInput)
    .output(ActAnswer)
    .mutation(({ ctx, input }) => decline(ctx.env, ctx.actor, input)),
  logTouch: signedIn
    .input(LogTouchInput)
    .output(ActAnswer)
    .mutation(({ ctx, input }) => logTouch(ctx.env, ctx.actor, input)),
})
