import * as z from 'zod/mini'
import { type Conflict, discardDraft, lockDraft, releaseDraft, saveDraft, viewDraft } from '../../actions/draft.ts'
import { publishDraft, rollBack } from '../../actions/publishDraft.ts'
import {
  DiscardDraftInput,
  Draft,
  LockDraftInput,
  PublishDraftInput,
  RollBackInput,
  SaveDraftInput,
} from '../../../shared/draft.ts'
import { ImportAnswer } from '../../../shared/livePlaybook.ts'
import { ProblemError } from '../problems.ts'
import { signedInAs } from '../procedures.ts'
import { router } from '../trpc.ts'

const keeper = signedInAs('revops', 'admin')

/** The next playbook: one editor at a time, then published, or an old version anew. */
export const draft = router({
  get: keeper.output(z.nullable(Draft)).query(({ ctx }) => viewDraft(ctx.env, ctx.actor)),
  lock: keeper
    .input(LockDraftInput)
    .output(Draft)
    .mutation(async ({ ctx, input }) => told(await lockDraft(ctx.env, ctx.actor, input.takeOver))),
  release: keeper.output(z.void()).mutation(({ ctx }) => releaseDraft(ctx.env, ctx.actor)),
  save: keeper
    .input(SaveDraftInput)
    .output(Draft)
    .mutation(async ({ ctx, input }) => told(await saveDraft(ctx.env, ctx.actor, input))),
  discard: keeper
    .input(DiscardDraftInput)
    .output(z.void())
    .mutation(async ({ ctx, input }) => told(await discardDraft(ctx.env, ctx.actor, input.revision))),
  /** `version` null: it has errors, and nothing was stored. */
  publish: keeper
    .input(PublishDraftInput)
    .output(ImportAnswer)
    .mutation(async ({ ctx, input }) => told(await publishDraft(ctx.env, ctx.actor, input))),
  rollBack: keeper
    .input(RollBackInput)
    .output(ImportAnswer)
    .mutation(async ({ ctx, input }) => told(await rollBack(ctx.env, ctx.actor, input))),
})

const told = <T>(outcome: T | Conflict | null): T => {
  if (outcome === null) throw new ProblemError('not-found', 'No such version of the playbook has been published here.')
  if (typeof outcome === 'object' && 'conflict' in outcome) throw new ProblemError('conflict', outcome.conflict)
  return outcome as T
}
