import * as z from 'zod/mini'
import { DeclineReason } from './declineReason.ts'
import { PersonRef } from './person.ts'
import { CandidateReason } from './receipt.ts'
import { Tier } from './terms.ts'
import { isText } from './text.ts'

/**
 * Why a line stands in the ledger. `rotation`, `took_over`: a handoff was given by turn. `returned`, `declined`, `away`: the turn
 * was given back. `joined`, `reweighed`: a correction that keeps levels. `credit`: by hand, until it ends.
 */
export const TurnReason = z.enum([
  'rotation',
  'took_over',
  'returned',
  'declined',
  'away',
  'joined',
  'reweighed',
  'credit',
  'credit_ended',
])
export type TurnReason = z.infer<typeof TurnReason>

/** One line of a pool's ledger. Instants are ISO 8601. */
export const TurnLine = z.object({
  id: z.string(),
  at: z.string(),
  person: PersonRef,
  turns: z.int(),
  reason: TurnReason,
  by: z.optional(PersonRef),
  note: z.optional(z.string()),
  until: z.optional(z.string()),
  /** They have declined it for a reason that counts, and nobody has given the turn back yet. */
  declined: z.optional(DeclineReason),
  mayGiveBack: z.optional(z.boolean()),
})
export type TurnLine = z.infer<typeof TurnLine>

const Seat = z.object({
  person: PersonRef,
  weight: z.int(),
  turns: z.int(),
  lastAt: z.nullable(z.string()),
  /** What keeps them from being asked now. */
  obstacle: z.nullable(CandidateReason),
})

/** A pool of one tier: members in the order in which they are asked, and every line from the first on. */
export const PoolTurns = z.object({
  pools: z.array(z.object({ id: z.string(), name: z.string() })),
  pool: z.string(),
  tier: Tier,
  seats: z.array(Seat),
  lines: z.array(TurnLine),
  /** What older lines than these add up to, by person. */
  earlier: z.record(z.string(), z.int()),
  mayCredit: z.boolean(),
})
export type PoolTurns = z.infer<typeof PoolTurns>

const pool = z.string().check(z.minLength(1), z.maxLength(120), isText)
export const TurnsInput = z.strictObject({ pool: z.optional(pool), tier: Tier })

export const CreditInput = z.strictObject({
  pool,
  tier: Tier,
  personId: z.string().check(z.minLength(1), z.maxLength(120), isText),
  /** Above 0: as if they had had so many more; below: so many fewer. */
  turns: z.int().check(
    z.gte(-20),
    z.lte(20),
    z.refine((turns) => turns !== 0, 'must not be 0'),
  ),
  note: z.string().check(z.trim(), z.minLength(1), z.maxLength(300), isText),
  untilDays: z.int().check(z.gte(1), z.lte(365)),
})
export type CreditInput = z.infer<typeof CreditInput>

export const GiveBackInput = z.strictObject({ turnId: z.string().check(z.minLength(1), z.maxLength(120), isText) })

/** What somebody's lines add up to. Everything that is known of a level comes from the lines alone. */
export const sumOf = (lines: readonly { person: { id: string }; turns: number }[], personId: string): number =>
  lines.reduce((sum, { person, turns }) => (person.id === personId ? sum + turns : sum), 0)
