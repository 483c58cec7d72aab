import type { ActAnswer, LogTouchInput } from '../../shared/handoff.ts'
import { insertPersonal } from '../store/records.ts'
import { act } from './apply.ts'
import type { Actor, Environment } from './environment.ts'

/** The owner says that the first response is out, by hand: self-reported. Unaccepted, it is accepted by it. */
export const logTouch = (env: Environment, actor: Actor, input: LogTouchInput): Promise<ActAnswer> =>
  act(env, actor, 'log_touch', input, async ({ tx, stored: { handoff } }) => {
    const noteId = env.newId()
    const isTheirs = handoff.touched === null && handoff.offer.owner === actor.person
    if (isTheirs) await insertPersonal(tx, noteId, { kind: 'note', text: input.next.name })
    return {
      type: 'log_touch',
      by: actor.person,
      at: tx.now,
      pressedAt: Date.parse(input.pressedAt),
      channel: input.channel,
      outcome: input.outcome,
      next: { noteId, at: Date.parse(input.next.at) },
    }
  })
