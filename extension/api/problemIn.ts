import { TRPCClientError } from '@trpc/client'
import type { Problem } from '../../shared/problem.ts'

/** The problem that an error tells of; null: nobody answered. */
export const problemIn = (error: unknown): Problem | null =>
  error instanceof TRPCClientError ? ((error.data as { problem?: Problem | null } | null)?.problem ?? null) : null
