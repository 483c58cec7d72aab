import type * as z from 'zod/mini'
import * as inputs from '../../shared/act.ts'

/** What a person can do to a handoff, by the name of the server's procedure, with what it takes. */
const SCHEMAS = {
  accept: inputs.AcceptInput,
  decline: inputs.DeclineInput,
  logTouch: inputs.LogTouchInput,
  ask: inputs.AskInput,
  giveContext: inputs.GiveContextInput,
  recall: inputs.RecallInput,
  reassign: inputs.ReassignInput,
  close: inputs.CloseInput,
  reopen: inputs.ReopenInput,
  decideApproval: inputs.DecideApprovalInput,
  tellEvidence: inputs.TellEvidenceInput,
  handOff: inputs.HandOffInput,
}
type Schemas = typeof SCHEMAS
export type ActName = keyof Schemas

/** What the page says of a press; the worker adds its key and its time. */
export type ActInput<A extends ActName> = Omit<z.infer<Schemas[A]>, 'key' | 'pressedAt'>
/** One act with what it takes. */
export type Pressed = { [A in ActName]: { act: A; input: ActInput<A> } }[ActName]

export const ACT_NAMES = Object.keys(SCHEMAS) as ActName[]

/** All of an act as the server takes it. */
export const parseAct = (act: ActName, given: unknown) => SCHEMAS[act].safeParse(given)

/** A key and a time that any act could have, to check what a page says before it has its own. */
const STAMP = { key: 'a-key-of-a-press', pressedAt: '2026-01-01T00:00:00Z' }

/** What a page says of a press. Throws for what is none. */
export const parsePress =
  <A extends ActName>(act: A) =>
  (said: unknown): ActInput<A> => {
    const { key: _key, pressedAt: _pressedAt, ...input } = SCHEMAS[act].parse({ ...Object(said), ...STAMP })
    return input as unknown as ActInput<A>
  }
