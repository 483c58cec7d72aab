import * as z from 'zod/mini'
import { creditTurns } from '../../actions/creditTurns.ts'
import { giveBackTurn } from '../../actions/giveBackTurn.ts'
import { viewTurns } from '../../actions/viewTurns.ts'
import { CreditInput, GiveBackInput, PoolTurns, TurnsInput } from '../../../shared/turns.ts'
import { signedInAs } from '../procedures.ts'
import { ProblemError } from '../problems.ts'
import { router } from '../trpc.ts'

/** The ledger of turns: for everybody to read, for managers and RevOps to put right. */
export const turns = router({
  pool: signedInAs('rep', 'manager', 'revops', 'admin')
    .input(TurnsInput)
    .output(PoolTurns)
    .query(async ({ ctx, input }) => {
      const found = await viewTurns(ctx.env, ctx.actor, input)
      if (found === null) throw new ProblemError('not-found', 'There is no such pool here.')
      return found
    }),
  giveBack: signedInAs('manager', 'revops', 'admin')
    .input(GiveBackInput)
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const trouble = (await giveBackTurn(ctx.env, ctx.actor, input.turnId))?.trouble
      if (trouble === 'not_found') throw new ProblemError('not-found', 'There is no such turn here.')
      if (trouble === 'not_yours') throw new ProblemError('not-found', 'There is no such turn here.')
      if (trouble === 'not_declined')
        throw new ProblemError('not-allowed', 'Nobody has declined this for a reason that gives the turn back.')
    }),
  credit: signedInAs('revops', 'admin')
    .input(CreditInput)
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const outcome = await creditTurns(ctx.env, ctx.actor, input)
      if (outcome?.trouble === 'not_found')
        throw new ProblemError('not-found', 'There is no such pool, or they are no member of it.')
    }),
})
