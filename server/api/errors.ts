import type { Context } from 'hono'
import { problem, type Problem } from '../../shared/problem.ts'
import type { Log } from '../log.ts'
import { toProblem } from './problems.ts'

/** RFC 9457: the problem as body, its status as status; one that passes by itself says when to try again. */
export const answerProblem = (c: Context, about: Problem): Response =>
  c.body(JSON.stringify(about), about.status as 400, {
    'content-type': 'application/problem+json',
    ...(about.status === 503 ? { 'retry-after': '5' } : {}),
    // What was not read to its end cannot be followed by another request on the same line.
    ...(about.status === 413 ? { connection: 'close' } : {}),
    ...(about.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
  })

export const onError =
  (log: Log) =>
  (error: Error, c: Context): Response =>
    answerProblem(c, toProblem(error, log))

export const onNotFound = (c: Context): Response =>
  answerProblem(c, problem('not-found', 'Nothing is at this address.'))
