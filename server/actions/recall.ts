import type { ActAnswer, RecallInput } from '../../shared/act.ts'
import { act, noted } from './apply.ts'
import type { Actor, Environment } from './environment.ts'

/** The sender takes back what nobody has taken up yet. */
export const recall = (env: Environment, actor: Actor, input: RecallInput): Promise<ActAnswer> =>
  act(env, actor, 'recall', input, async ({ tx }, keep) => ({
    type: 'recall',
    at: tx.now,
    by: actor.person,
    noteId: noted(keep, input.note),
  }))
