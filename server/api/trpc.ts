import { initTRPC } from '@trpc/server'
import type { Problem } from '../../shared/problem.ts'
import type { Context } from './context.ts'
import { toProblem } from './problems.ts'

const t = initTRPC.context<Context>().create({
  /** Every error carries the same problem details as the HTTP routes do, and nothing of ours beside it. */
  errorFormatter: ({ shape, error, ctx }) => {
    const problem: Problem = toProblem(error, ctx?.log)
    return { ...shape, message: problem.title, data: { code: shape.data.code, httpStatus: problem.status, problem } }
  },
})

export const router = t.router
export const publicProcedure = t.procedure
