import * as z from 'zod/mini'
import { Finding } from './livePlaybook.ts'
import { PersonRef } from './person.ts'
import { Playbook } from './playbook.ts'
import { isText } from './text.ts'

/** One thing that differs, in words. `was` null: it is new; `becomes` null: it is gone. */
export const DiffLine = z.object({
  /** Where it stands in the newer one; of what is gone, where it stood. */
  path: z.string(),
  /** The names on the way there: point, part, step. */
  where: z.array(z.string()),
  field: z.string(),
  was: z.nullable(z.string()),
  becomes: z.nullable(z.string()),
})
export type DiffLine = z.infer<typeof DiffLine>

/** The next playbook, while it is worked on. Instants are ISO 8601. */
export const Draft = z.object({
  /** The version that it began from; where another is live by now, publishing it has to name that one. */
  base: z.int(),
  live: z.int(),
  /** Goes up with each save; a save names the one that it changes. */
  revision: z.int(),
  playbook: Playbook,
  changedAt: z.string(),
  changedBy: z.string(),
  /** Who has it in hand; null: nobody, it may be taken. */
  editor: z.nullable(z.object({ id: z.string(), name: z.string(), until: z.string(), isYou: z.boolean() })),
  findings: z.array(Finding),
  /** Against the live version. */
  changes: z.array(DiffLine),
  people: z.array(PersonRef),
})
export type Draft = z.infer<typeof Draft>

const revision = z.int().check(z.gte(0))
const reason = z.string().check(z.trim(), z.minLength(1), z.maxLength(300), isText)

/** Takes the draft in hand for two minutes, again as a sign of life. `takeOver`: also from whoever has it. */
export const LockDraftInput = z.strictObject({ takeOver: z.boolean() })
export const SaveDraftInput = z.strictObject({ revision, playbook: Playbook })
export type SaveDraftInput = z.infer<typeof SaveDraftInput>
export const DiscardDraftInput = z.strictObject({ revision })
/** `over`: the live version that it replaces, as whoever publishes saw it. */
export const PublishDraftInput = z.strictObject({ revision, over: z.int(), reason })
export type PublishDraftInput = z.infer<typeof PublishDraftInput>
/** An old version anew. `over` as above. */
export const RollBackInput = z.strictObject({ version: z.int().check(z.gte(1)), over: z.int(), reason })
export type RollBackInput = z.infer<typeof RollBackInput>
