import * as z from 'zod/mini'
import { exportPlaybook } from '../../actions/exportPlaybook.ts'
import { addDays } from '../../actions/addDays.ts'
import { checkFile, importPlaybook } from '../../actions/importPlaybook.ts'
import { recalculateClocks } from '../../actions/recalculateClocks.ts'
import { viewPlaybook } from '../../actions/viewPlaybook.ts'
import {
  AddDaysInput,
  CheckFileInput,
  Finding,
  ImportAnswer,
  ImportInput,
  LivePlaybook,
  Recalculated,
} from '../../../shared/livePlaybook.ts'
import { isText } from '../../../shared/text.ts'
import { ProblemError } from '../problems.ts'
import { signedInAs } from '../procedures.ts'
import { router } from '../trpc.ts'

const reader = signedInAs('manager', 'revops', 'admin')
const keeper = signedInAs('revops', 'admin')

/** The playbook as it is, and as a file. */
export const playbook = router({
  live: reader.output(LivePlaybook).query(async ({ ctx }) => there(await viewPlaybook(ctx.env, ctx.actor))),
  export: keeper
    .output(z.object({ version: z.int(), name: z.string(), text: z.string() }))
    .query(async ({ ctx }) => there(await exportPlaybook(ctx.env, ctx.actor))),
  /** A question, sent as a mutation: the file is too long for an address. */
  check: keeper
    .input(CheckFileInput)
    .output(z.array(Finding))
    .mutation(({ ctx, input }) => checkFile(ctx.env, ctx.actor, input.text)),
  import: keeper
    .input(ImportInput)
    .output(ImportAnswer)
    .mutation(({ ctx, input }) => importPlaybook(ctx.env, ctx.actor, input)),
  addDays: keeper
    .input(AddDaysInput)
    .output(ImportAnswer)
    .mutation(({ ctx, input }) => addDays(ctx.env, ctx.actor, input)),
  /** Running deadlines anew, as this version has them. */
  recalculate: keeper
    .input(z.strictObject({ point: z.optional(z.string().check(isText)) }))
    .output(Recalculated)
    .mutation(({ ctx, input }) => recalculateClocks(ctx.env, ctx.actor, input)),
})

const there = <T>(found: T | null): T => {
  if (found === null) throw new ProblemError('not-found', 'No playbook has been published here yet.')
  return found
}
