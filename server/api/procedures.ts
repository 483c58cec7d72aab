import type { Role } from '../../shared/session.ts'
import { ProblemError } from './problems.ts'
import { publicProcedure } from './trpc.ts'

/** For whoever is signed in. */
export const signedIn = publicProcedure.use(async ({ ctx, next }) => {
  const actor = await ctx.actor()
  if (actor === null) throw new ProblemError('signed-out', 'Sign in again to go on. What you pressed is kept.')
  return next({ ctx: { ...ctx, actor } })
})

/** For these roles alone. What is done to one particular thing is checked where it is done. */
export const signedInAs = (...roles: Role[]) =>
  signedIn.use(({ ctx, next }) => {
    if (!roles.includes(ctx.actor.role)) throw new ProblemError('not-allowed', 'Ask somebody with another role.')
    return next()
  })
