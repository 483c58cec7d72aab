import * as z from 'zod/mini'
import { HandoffState, HandoffView } from './handoff.ts'
import { ContextQuestion, NamedItem } from './handoffParts.ts'
import { PersonRef } from './person.ts'

/** A point at which this person can hand this record over, with the form that it asks for. */
export const HandOffChoice = z.object({
  point: z.object({ id: z.string(), name: z.string(), from: z.string(), to: z.string() }),
  questions: z.array(ContextQuestion),
  /** The record is in a stage that this point guards: its form is to be open. */
  proposed: z.boolean(),
})
export type HandOffChoice = z.infer<typeof HandOffChoice>

/** A stage that this record may enter only with its context. */
export const GateView = z.object({
  point: z.object({ id: z.string(), name: z.string() }),
  stage: z.object({ id: z.string(), name: z.string() }),
  missing: z.array(NamedItem),
})
export type GateView = z.infer<typeof GateView>

/**
 * Answer to «what is there for this record?»; `now` is the server's clock, to correct the browser's. `handoff` is the one that matters
 * most to who asks: open before ended, mine before others', the nearest deadline first; `others` are the rest of them.
 */
export const RecordAnswer = z.object({
  now: z.string(),
  handoff: z.nullable(HandoffView),
  others: z._default(
    z.array(z.object({ id: z.string(), point: z.string(), owner: PersonRef, state: HandoffState })),
    [],
  ),
  choices: z._default(z.array(HandOffChoice), []),
  gates: z._default(z.array(GateView), []),
})
export type RecordAnswer = z.infer<typeof RecordAnswer>
