import { TRPCError } from '@trpc/server'
import { problem, type Problem, type ProblemType } from '../../shared/problem.ts'
import { isUnavailable } from '../store/query.ts'
import { errorWords, type Log } from '../log.ts'

/** An expected failure of a procedure, carried as problem details. */
export class ProblemError extends TRPCError {
  readonly problem: Problem
  constructor(type: ProblemType, detail?: string, errors?: { field: string; detail: string }[]) {
    const about = problem(type, detail, errors)
    super({ code: CODES[about.status] ?? 'BAD_REQUEST', message: about.title })
    this.problem = about
  }
}

/** Any error as the problem that may be shown. What nobody expected is logged and told as `internal`, without its words. */
export const toProblem = (error: unknown, log?: Log): Problem => {
  const cause = error instanceof TRPCError && error.cause !== undefined ? error.cause : error
  if (error instanceof ProblemError) return error.problem
  if (cause instanceof ProblemError) return cause.problem
  // An answer of ours that does not fit its own schema is our fault, not the caller's.
  const isInput = !(error instanceof TRPCError) || error.code === 'BAD_REQUEST'
  const issues = isInput ? issuesOf(cause) : null
  if (issues !== null) return invalidFields(issues)
  if (isUnavailable(cause)) {
    log?.('database_unavailable', errorWords(cause))
    return problem('unavailable', 'Nothing was lost or half done. Try again in a few seconds.')
  }
  if (error instanceof TRPCError && error.code === 'NOT_FOUND') return problem('not-found')
  if (error instanceof TRPCError && (error.code === 'BAD_REQUEST' || error.code === 'PARSE_ERROR'))
    return problem('malformed-json')
  if (error instanceof TRPCError && error.code === 'METHOD_NOT_SUPPORTED') return problem('method-not-allowed')
  if (error instanceof TRPCError && error.code === 'UNSUPPORTED_MEDIA_TYPE') return problem('not-json')
  if (error instanceof TRPCError && error.code === 'PAYLOAD_TOO_LARGE') return problem('too-large')
  log?.('unexpected_error', errorWords(cause))
  return problem('internal', 'This is a fault of Baton, not yours. It has been logged.')
}

export type Issue = { code: string; path: PropertyKey[]; message: string; keys?: string[] }

/** Field by field, what is wrong; a field that is not known is told by its name. */
export const invalidFields = (issues: readonly Issue[], prefix: readonly PropertyKey[] = []): Problem => {
  const name = (path: readonly PropertyKey[]) => [...prefix, ...path].map(String).join('.') || '(body)'
  const unknown = issues.filter(({ code }) => code === 'unrecognized_keys')
  const errors = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? (issue.keys ?? []).map((key) => ({ field: name([...issue.path, key]), detail: 'is not a known field' }))
      : [{ field: name(issue.path), detail: issue.message }],
  )
  return problem(
    unknown.length === issues.length ? 'unknown-field' : 'invalid-field',
    `See ${errors.map(({ field }) => field).join(', ')}.`,
    errors,
  )
}

const issuesOf = (error: unknown): Issue[] | null =>
  error instanceof Error && 'issues' in error && Array.isArray(error.issues) ? (error.issues as Issue[]) : null

const CODES: Record<number, ConstructorParameters<typeof TRPCError>[0]['code']> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  422: 'UNPROCESSABLE_CONTENT',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
}
