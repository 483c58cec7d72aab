import * as z from 'zod/mini'
import { PersonRef } from './person.ts'

/**
 * Why this person owns it. A backup `took_over` when time ran out, and `stepped_in` by accepting before; `crm_changed`: somebody
 * made them the owner in the CRM.
 */
export const Why = z.object({
  reason: z.enum([
    'named_account',
    'opportunity',
    'relationship',
    'account_team',
    'person',
    'pool',
    'catch_all',
    'took_over',
    'stepped_in',
    'passed_on',
    'crm_changed',
    /** Somebody gave it to them. */
    'reassigned',
    /** It came back complete, to whoever had returned it. */
    'resubmitted',
    'reopened',
  ]),
  /** The account, the pool, the CRM or the rule; the role in an account's team. */
  name: z.optional(z.string()),
  /** Who had it before: the one who is away, did not accept in time, or declined. */
  instead: z.optional(z.object({ name: z.string(), awayUntil: z.optional(z.string()) })),
})
export type Why = z.infer<typeof Why>

export const CandidateReason = z.enum([
  'chosen',
  'higher_level',
  'served_more_recently',
  'later_in_order',
  'off_duty',
  'away',
  'paused',
  'left',
  'refused_before',
  'is_sender',
])
export type CandidateReason = z.infer<typeof CandidateReason>

export const StepReason = z.enum([
  'won',
  'no_account',
  'no_named_owner',
  'owner_unavailable',
  'nobody_available',
  'condition_not_met',
  'no_opportunity',
  'no_relationship',
  'nobody_in_role',
  'not_reached',
])
export type StepReason = z.infer<typeof StepReason>

/** The receipt of a decision: every step of the ladder, who was considered and why it is who it is. */
export const Receipt = z.object({
  decidedAt: z.string(),
  playbookVersion: z.int(),
  why: Why,
  owner: PersonRef,
  backup: z.nullable(PersonRef),
  match: z.nullable(z.object({ account: z.string(), evidence: z.enum(['email_domain', 'record']), value: z.string() })),
  steps: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.string(),
      reason: StepReason,
      candidates: z.array(
        z.object({
          person: PersonRef,
          reason: CandidateReason,
          /** Σ turns and weight, for a pool's step: level = turns ÷ weight, the lowest is next. */
          turns: z.optional(z.number()),
          weight: z.optional(z.number()),
        }),
      ),
    }),
  ),
})
export type Receipt = z.infer<typeof Receipt>
