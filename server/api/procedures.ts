import { ProblemError } from './problems.ts'
import { publicProcedure } from './trpc.ts'

/** For whoever is signed in. */
export const signedIn = publicProcedure.use(async ({ ctx, next }) => {
  const actor = await ctx.actor()
  if (actor === null) throw new ProblemError('signed-out', 'Sign in again to go on. What you pressed is kept.')
  return next({ ctx: { ...ctx, actor } })
})
