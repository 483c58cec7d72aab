import * as z from 'zod/mini'
import { exchangeCode } from '../../actions/exchangeCode.ts'
import { refreshSession, signOut, signOutEverywhere, whoAmI } from '../../actions/session.ts'
import { ExchangeInput, Me, TokenPair } from '../../../shared/session.ts'
import { ProblemError } from '../problems.ts'
import { signedIn } from '../procedures.ts'
import { signInWords } from '../signInWords.ts'
import { publicProcedure, router } from '../trpc.ts'

const secret = z.string().check(z.minLength(20), z.maxLength(400))

export const auth = router({
  exchange: publicProcedure
    .input(ExchangeInput)
    .output(z.object({ tokens: TokenPair, me: Me }))
    .mutation(async ({ ctx, input }) => {
      const done = await exchangeCode(ctx.env, input)
      if ('trouble' in done) throw new ProblemError(done.trouble, signInWords(done))
      return done
    }),
  refresh: publicProcedure
    .input(z.strictObject({ refresh: secret }))
    .output(TokenPair)
    .mutation(async ({ ctx, input }) => {
      const pair = await refreshSession(ctx.env, input.refresh)
      if (pair === null) throw new ProblemError('signed-out', 'The session has ended. Sign in again.')
      return pair
    }),
  /** Whoever holds the refresh token may end it, signed in or not. */
  signOut: publicProcedure
    .input(z.strictObject({ refresh: secret }))
    .mutation(({ ctx, input }) => signOut(ctx.env, input.refresh)),
  /** Ends the caller's sessions on all devices, this one included. */
  signOutEverywhere: signedIn.mutation(({ ctx }) => signOutEverywhere(ctx.env, ctx.actor)),
})

export const me = signedIn.output(Me).query(async ({ ctx }) => {
  const found = await whoAmI(ctx.env, ctx.actor)
  if (found === null) throw new ProblemError('signed-out')
  return found
})
