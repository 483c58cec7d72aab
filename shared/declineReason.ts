import * as z from 'zod/mini'

/** Why an owner says no. The first five are valid ones; the rest spend the turn. */
export const DeclineReason = z.enum([
  'wrong_territory',
  'wrong_product',
  'conflict',
  'duplicate',
  'bad_data',
  'no_time',
  'other',
])
export type DeclineReason = z.infer<typeof DeclineReason>

/** Those that give the turn back, once a manager or the pool's own rule says so. */
export const VALID_DECLINES: readonly DeclineReason[] = [
  'wrong_territory',
  'wrong_product',
  'conflict',
  'duplicate',
  'bad_data',
]
