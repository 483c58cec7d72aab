import { importSignals } from '../../actions/importSignals.ts'
import { ImportAnswer, ImportInput } from '../../../shared/imports.ts'
import { signedInAs } from '../procedures.ts'
import { router } from '../trpc.ts'

/** Lists of signals that come in as files. */
export const imports = router({
  /** One part of a list; its rows are answered one by one. */
  rows: signedInAs('revops', 'admin')
    .input(ImportInput)
    .output(ImportAnswer)
    .mutation(({ ctx, input }) => importSignals(ctx.env, ctx.log, ctx.actor, input)),
})
