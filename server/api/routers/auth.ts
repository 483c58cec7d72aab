import * as z from 'zod/mini'
import { redeemLink, refreshSession, signOut, whoAmI } from '../../actions/signIn.ts'
import { Me, TokenPair } from '../../../shared/session.ts'
import { ProblemError } from '../problems.ts'
import { signedIn } from '../procedures.ts'
import { publicProcedure, router } from '../trpc.ts'

const secret = z.string().check(z.minLength(20), z.maxLength(400))

export const auth = router({
  redeem: publicProcedure
    .input(z.strictObject({ token: secret, device: z.string().check(z.minLength(1), z.maxLength(200)) }))
    .output(z.object({ tokens: TokenPair, me: Me }))
    .mutation(async ({ ctx, input }) => {
      const session = await redeemLink(ctx.env, input)
      if (session === null)
        throw new ProblemError('signed-out', 'This link was used before or has expired. Ask for a new one.')
      return session
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
})

export const me = signedIn.output(Me).query(async ({ ctx }) => {
  const found = await whoAmI(ctx.env, ctx.actor)
  if (found === null) throw new ProblemError('signed-out')
  return found
})
