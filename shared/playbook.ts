import * as z from 'zod/mini'
import { Calendar } from './calendar.ts'
import { ContextItem, ContextNeed } from './context.ts'
import { RecordType } from './record.ts'

const id = z.string().check(z.regex(/^[a-z][a-z0-9_-]{0,59}$/))
const name = z.string().check(z.minLength(1), z.maxLength(120))
const minutes = z.int().check(z.gte(1), z.lte(60 * 24 * 30))

export const Tier = z.enum(['high', 'medium', 'low'])
export type Tier = z.infer<typeof Tier>

/** A deadline as a rule over a calendar; the instants are computed once and then stored. */
export const Deadline = z.discriminatedUnion('kind', [
  /** So many working minutes. */
  z.strictObject({ kind: z.literal('working'), minutes }),
  /** Working minutes, at the latest at the close of that business day; when less than `unlessUnderMinutes` of it remain,
   *  `thenMinutes` after the next opening. */
  z.strictObject({ kind: z.literal('working_same_day'), minutes, unlessUnderMinutes: minutes, thenMinutes: minutes }),
  /** The close of the next business day. */
  z.strictObject({ kind: z.literal('close_of_next_day') }),
])
export type Deadline = z.infer<typeof Deadline>

/** The deadlines of one tier; `null` runs no clock: the signal is nurtured. */
export const TierRule = z.nullable(z.strictObject({ accept: Deadline, touch: Deadline }))
export type TierRule = z.infer<typeof TierRule>

export const Trigger = z.strictObject({
  id,
  name,
  /** Any of these signal kinds fires it. */
  kinds: z.array(z.string()).check(z.minLength(1)),
  tier: Tier,
})
export type Trigger = z.infer<typeof Trigger>

/** One step of a point's ladder; the first that yields an owner wins. */
export const LadderStep = z.discriminatedUnion('kind', [
  z.strictObject({ id, name, kind: z.literal('named_account_owner') }),
  z.strictObject({ id, name, kind: z.literal('pool'), pool: id }),
  z.strictObject({ id, name, kind: z.literal('catch_all'), person: z.string() }),
])
export type LadderStep = z.infer<typeof LadderStep>

export const EscalationStep = z.strictObject({
  id,
  clock: z.enum(['accept', 'touch']),
  /** A share of the working window, or working minutes after the breach. */
  when: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('share'), share: z.number().check(z.gt(0), z.lte(1)) }),
    z.strictObject({ kind: z.literal('after_breach'), minutes: z.int().check(z.gte(0), z.lte(60 * 24 * 30)) }),
  ]),
  act: z.enum(['remind', 'alert', 'hand_to_backup']),
  target: z.enum(['owner', 'backup', 'manager']),
})
export type EscalationStep = z.infer<typeof EscalationStep>

export const Pool = z.strictObject({
  id,
  name,
  members: z
    .array(z.strictObject({ person: z.string(), weight: z.int().check(z.gte(1), z.lte(100)) }))
    .check(z.minLength(1)),
})
export type Pool = z.infer<typeof Pool>

/** What the sidebar proposes as the dated next action after a touch. */
export const NextAction = z.strictObject({
  name,
  inWorkingDays: z.int().check(z.gte(0), z.lte(60)),
  at: z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)),
})
export type NextAction = z.infer<typeof NextAction>

export const HandoffPoint = z.strictObject({
  id,
  name,
  from: name,
  to: name,
  recordTypes: z.array(RecordType).check(z.minLength(1)),
  triggers: z.array(Trigger).check(z.minLength(1)),
  ladder: z.array(LadderStep).check(z.minLength(1)),
  /** How each item is wanted, and from which fields of the signal or the record it is filled. */
  context: z.array(z.strictObject({ item: ContextItem, need: ContextNeed, fields: z.array(z.string()) })),
  /** The calendar on which the touch deadline is computed. */
  coverage: z.string(),
  tiers: z.strictObject({ high: TierRule, medium: TierRule, low: TierRule }),
  escalation: z.array(EscalationStep),
  nextAction: NextAction,
  /** The CRM stage that a record of this type gets with its first touch; none: it is left. */
  stageAfterTouch: z.optional(z.partialRecord(RecordType, z.string())),
})
export type HandoffPoint = z.infer<typeof HandoffPoint>

/** The whole configuration of a workspace: one versioned row. References are checked by `checkPlaybook`. */
export const Playbook = z.strictObject({
  calendars: z.array(Calendar).check(z.minLength(1)),
  pools: z.array(Pool),
  points: z.array(HandoffPoint).check(z.minLength(1)),
})
export type Playbook = z.infer<typeof Playbook>
