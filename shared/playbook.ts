import * as z from 'zod/mini'
import { DeclineReason } from './declineReason.ts'
import { Calendar } from './calendar.ts'
import { Condition } from './condition.ts'
import { HandoffPoint } from './point.ts'
import { Id, Name } from './terms.ts'

/** Members take turns by weight. `owner` answers for what lies in it. */
export const Pool = z.strictObject({
  id: Id,
  name: Name,
  owner: z.optional(z.string()),
  /** Declines for these reasons give the turn back at once; for other valid ones when a manager says so. */
  freeDeclines: z.optional(z.array(DeclineReason)),
  members: z
    .array(z.strictObject({ person: z.string(), weight: z.int().check(z.gte(1), z.lte(100)) }))
    .check(z.minLength(1)),
})
export type Pool = z.infer<typeof Pool>

/** A stage of the buyer's life, defined once, with the names that each kind of CRM has for it. */
export const LifecycleStage = z.strictObject({
  id: Id,
  name: Name,
  /** What must hold to enter it. */
  entry: z.optional(Condition),
  /** Somebody works on the record in it: an owner who moves it here has taken responsibility. */
  working: z._default(z.boolean(), false),
  ended: z.optional(z.enum(['won', 'lost'])),
  /** Names of the CRM's own stages, by kind of CRM or connection id; compared without regard to case. */
  crm: z._default(z.record(z.string(), z.array(z.string().check(z.minLength(1), z.maxLength(120)))), {}),
})
export type LifecycleStage = z.infer<typeof LifecycleStage>

/** A named condition on the account or the person: who is worth it. */
export const Fit = z.strictObject({ id: Id, name: Name, when: Condition })
export type Fit = z.infer<typeof Fit>

/** Who answers for the signals of a source, such as marketing's lead for the website. */
export const SignalSource = z.strictObject({
  source: z.string().check(z.minLength(1), z.maxLength(200)),
  sender: z.string(),
})
export type SignalSource = z.infer<typeof SignalSource>

/** The whole configuration of a workspace: one versioned row. References are checked by `checkPlaybook`. */
export const Playbook = z.strictObject({
  calendars: z.array(Calendar).check(z.minLength(1)),
  lifecycle: z._default(z.array(LifecycleStage), []),
  fits: z._default(z.array(Fit), []),
  sources: z._default(z.array(SignalSource), []),
  pools: z.array(Pool),
  points: z.array(HandoffPoint).check(z.minLength(1)),
})
export type Playbook = z.infer<typeof Playbook>
