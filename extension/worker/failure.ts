import { TRPCClientError } from '@trpc/client'
import * as z from 'zod/mini'
import { Problem } from '../../shared/problem.ts'

/** Why the server could not be asked: it did not answer, or it answered with a problem. */
export type Failure = { kind: 'unreachable' } | { kind: 'problem'; problem: Problem }

/** There is no session, or it has ended: signing in again is the only way on. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut'
}

/** The failure behind whatever a call threw. A gateway's page of HTML is no answer of the server. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof SignedOut) return { kind: 'problem', problem: SIGNED_OUT }
  if (error instanceof TRPCClientError) {
    const problem = z.safeParse(Problem, (error.data as { problem?: unknown } | null | undefined)?.problem)
    if (problem.success) return { kind: 'problem', problem: problem.data }
  }
  return { kind: 'unreachable' }
}

/** Whether the same call may succeed later, unchanged. */
export const isPassing = (failure: Failure): boolean =>
  failure.kind === 'unreachable' ||
  failure.problem.status >= 500 ||
  failure.problem.status === 429 ||
  failure.problem.status === 408

export const isSignedOut = (failure: Failure): boolean => failure.kind === 'problem' && failure.problem.status === 401

export const problemOf = (failure: Failure): Problem => (failure.kind === 'problem' ? failure.problem : UNREACHABLE)

const SIGNED_OUT: Problem = { type: 'urn:baton:problem:signed-out', title: 'The session has ended', status: 401 }

export const UNREACHABLE: Problem = {
  type: 'urn:baton:problem:unreachable',
  title: 'The server does not answer',
  status: 503,
  detail: 'Check the address and your connection.',
}
