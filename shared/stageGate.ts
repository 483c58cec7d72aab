import * as z from 'zod/mini'
import { Scalar } from './condition.ts'
import { RecordRef } from './record.ts'
import { GateView } from './recordAnswer.ts'
import { isText } from './text.ts'

/** A CRM asks before it lets a record move. `fields`: what the record will hold, where that is newer than what Baton can read. */
export const StageGateInput = z.strictObject({
  record: RecordRef,
  /** The stage that it is to enter: the CRM's own name for it, or the id of a lifecycle stage. */
  stage: z.string().check(z.minLength(1), z.maxLength(120), isText),
  fields: z.optional(z.record(z.string().check(z.minLength(1), z.maxLength(100), isText), Scalar)),
})
export type StageGateInput = z.infer<typeof StageGateInput>

/** `stage` null: no lifecycle stage has this name, so that nothing guards it. */
export const StageGateAnswer = z.object({
  allowed: z.boolean(),
  stage: z.nullable(z.object({ id: z.string(), name: z.string() })),
  gates: z.array(GateView),
})
export type StageGateAnswer = z.infer<typeof StageGateAnswer>
