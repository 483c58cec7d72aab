import * as z from 'zod/mini'
import { Condition } from './condition.ts'
import { ContextCheck, ContextItem, ContextNeed } from './context.ts'
import { RecordType } from './record.ts'
import { Id, Minutes, Name } from './terms.ts'
import { Trigger } from './trigger.ts'

/** A deadline as a rule over a calendar; the instants are computed once and then stored. */
export const Deadline = z.discriminatedUnion('kind', [
  /** So many working minutes. */
  z.strictObject({ kind: z.literal('working'), minutes: Minutes }),
  /** Working minutes, at the latest at the close of that business day; when less than `unlessUnderMinutes` of it remain,
   *  `thenMinutes` after the next opening. */
  z.strictObject({
    kind: z.literal('working_same_day'),
    minutes: Minutes,
    unlessUnderMinutes: Minutes,
    thenMinutes: Minutes,
  }),
  /** The close of the next business day. */
  z.strictObject({ kind: z.literal('close_of_next_day') }),
])
export type Deadline = z.infer<typeof Deadline>

/** The deadlines of one tier; `null` runs no clock: the signal is nurtured. */
export const TierRule = z.nullable(z.strictObject({ accept: Deadline, touch: Deadline }))
export type TierRule = z.infer<typeof TierRule>

const Tiers = z.strictObject({ high: TierRule, medium: TierRule, low: TierRule })

const step = { id: Id, name: Name, when: z.optional(Condition) }

/** One step of a point's ladder; the first whose `when` holds and that yields an owner wins. Never the sender. */
export const LadderStep = z.discriminatedUnion('kind', [
  /** The owner of the buyer's account, be it named, a customer or a prospect's. */
  z.strictObject({ ...step, kind: z.literal('named_account_owner') }),
  /** The owner of the account's open opportunity, or of the opportunity that is handed over. */
  z.strictObject({ ...step, kind: z.literal('opportunity_owner') }),
  /** Whoever has another open handoff of this account. */
  z.strictObject({ ...step, kind: z.literal('relationship') }),
  /** The member of the account's team with this role. */
  z.strictObject({ ...step, kind: z.literal('account_team'), role: Id }),
  z.strictObject({ ...step, kind: z.literal('pool'), pool: Id }),
  z.strictObject({ ...step, kind: z.literal('person'), person: z.string() }),
  z.strictObject({ ...step, kind: z.literal('catch_all'), person: z.string() }),
])
export type LadderStep = z.infer<typeof LadderStep>

/** How an item is wanted, and from which fields of the signal or the record it is filled. */
export const ContextRule = z.strictObject({
  item: ContextItem,
  /** Of an item that is none of the twelve. */
  name: z.optional(Name),
  need: ContextNeed,
  fields: z.array(z.string().check(z.maxLength(200))),
  check: z.optional(ContextCheck),
  /** What the form asks of whoever hands over; none: the item's name. */
  ask: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
})
export type ContextRule = z.infer<typeof ContextRule>

export const EscalationStep = z.strictObject({
  id: Id,
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

/** What the sidebar proposes as the dated next action after a touch. */
export const NextAction = z.strictObject({
  name: Name,
  inWorkingDays: z.int().check(z.gte(0), z.lte(60)),
  at: z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)),
})
export type NextAction = z.infer<typeof NextAction>

/** How a proof that the buyer's experience moved forward is recognised. */
export const EvidenceSign = z.discriminatedUnion('kind', [
  /** A meeting in the CRM after the handoff began; `held` may have to have an outcome. */
  z.strictObject({
    kind: z.literal('meeting'),
    state: z.enum(['booked', 'held']),
    withOutcome: z.optional(z.boolean()),
  }),
  /** The record is in one of these lifecycle stages, and was not when the handoff began. */
  z.strictObject({ kind: z.literal('stage'), stages: z.array(Id).check(z.minLength(1)) }),
  /** The record shows this, and did not when the handoff began. */
  z.strictObject({ kind: z.literal('record'), when: Condition }),
  z.strictObject({ kind: z.literal('signal'), kinds: z.array(z.string()).check(z.minLength(1)) }),
  /** An opportunity of the account was created after the handoff began. */
  z.strictObject({ kind: z.literal('opportunity_created') }),
  /** All approvers have said yes, or one has said no with a reason. */
  z.strictObject({ kind: z.literal('approval') }),
])
export type EvidenceSign = z.infer<typeof EvidenceSign>

/** Any of its signs is enough. `byHand`: where no CRM tells, a person may say so, with a note. */
export const Evidence = z.strictObject({
  id: Id,
  name: Name,
  signs: z.array(EvidenceSign),
  byHand: z._default(z.boolean(), false),
})
export type Evidence = z.infer<typeof Evidence>

export const ClosedReason = z.enum([
  'disqualified',
  'dismissed',
  'duplicate',
  'asked_for_later',
  'nurture',
  'spam',
  'competitor',
  'student',
  'recalled',
  'other',
])
export type ClosedReason = z.infer<typeof ClosedReason>

/** Who must say yes. The first route whose `when` holds is taken; `serial` asks one after another, in this order. */
export const ApprovalRoute = z.strictObject({
  id: Id,
  name: Name,
  when: z.optional(Condition),
  order: z.enum(['serial', 'parallel']),
  /** Those whose `when` holds. */
  approvers: z
    .array(z.strictObject({ id: Id, name: Name, person: z.string(), when: z.optional(Condition) }))
    .check(z.minLength(1)),
})
export type ApprovalRoute = z.infer<typeof ApprovalRoute>

/** One transition of ownership. The order of the fields is the order in which it is set up. */
export const HandoffPoint = z.strictObject({
  id: Id,
  // ── Map
  name: Name,
  from: Name,
  to: Name,
  /** What breaks without it, and what Baton does about it, in plain words. */
  breaksToday: z.optional(z.string().check(z.maxLength(300))),
  control: z.optional(z.string().check(z.maxLength(300))),
  recordTypes: z.array(RecordType).check(z.minLength(1)),
  /** Who answers for what arrives here by itself, where its source names nobody. */
  sender: z.optional(z.string()),
  /** The team members with this role are its receivers: what an account's team is looked up by. */
  receiverRole: z.optional(Id),
  /** The record changes hands with it: its owner in the CRM is the handoff's, both ways. False: it stays with whoever has it there. */
  ownsRecord: z._default(z.boolean(), true),
  // ── Trigger
  triggers: z.array(Trigger).check(z.minLength(1)),
  // ── Owner
  ladder: z.array(LadderStep).check(z.minLength(1)),
  /** Pool whose members all see the point's open handoffs; each of these still has one owner. */
  queue: z.optional(Id),
  approvals: z.optional(z.array(ApprovalRoute).check(z.minLength(1))),
  // ── Context
  context: z.array(ContextRule),
  /** A record may enter these lifecycle stages only with the required context. */
  gate: z.optional(z.strictObject({ stages: z.array(Id).check(z.minLength(1)) })),
  // ── SLA
  /** The calendar on which the touch deadline is computed. */
  coverage: z.string(),
  /** Whose calendar the accept deadline runs on. */
  acceptOn: z._default(z.enum(['owner', 'team', 'coverage']), 'owner'),
  tiers: Tiers,
  /** Other deadlines for some: the first that holds. */
  tiersWhen: z._default(
    z.array(
      z.strictObject({
        id: Id,
        name: Name,
        when: Condition,
        tiers: z.partial(Tiers),
        coverage: z.optional(z.string()),
      }),
    ),
    [],
  ),
  // ── Acceptance
  /** What counts as taking responsibility, besides Accept: the owner's own stage change or next action in the CRM. */
  acceptance: z._default(z.array(z.enum(['working_stage', 'next_action'])), ['working_stage', 'next_action']),
  firstResponse: z._default(z.enum(['buyer', 'sender', 'either']), 'buyer'),
  nextAction: NextAction,
  /** Whether a first touch must come with a dated next action. */
  nextActionDated: z._default(z.boolean(), true),
  /** The CRM stage that a record of this type gets with its first touch; none: it is left. */
  stageAfterTouch: z.optional(z.partialRecord(RecordType, z.string())),
  completion: z.array(Evidence).check(z.minLength(1, 'needs at least one completion evidence')),
  closedReasons: z.array(ClosedReason).check(z.minLength(1)),
  // ── Escalation
  escalation: z.array(EscalationStep),
})
export type HandoffPoint = z.infer<typeof HandoffPoint>
