import type { ActAnswer, LogTouchInput } from '../../shared/act.ts'
import { act, noted } from './apply.ts'
import type { Actor, Environment } from './environment.ts'
import { isColleague } from './rights.ts'

/** Whoever gave the first response says so, by hand: self-reported. The owner's accepts it. */
export const logTouch = (env: Environment, actor: Actor, input: LogTouchInput): Promise<ActAnswer> =>
  act(env, actor, 'log_touch', input, async ({ tx, stored: { handoff }, desk }, keep) => {
    const { next } = input
    const colleague = isColleague(desk.people, actor.person, handoff)
    const isTheirs = handoff.touched === null && (handoff.offer.owner === actor.person || colleague)
    const noteId = isTheirs ? noted(keep, next?.name) : null
    return {
      type: 'log_touch',
      by: actor.person,
      at: tx.now,
      pressedAt: Date.parse(input.pressedAt),
      channel: input.channel,
      outcome: input.outcome,
      next: next === undefined || noteId === null ? null : { noteId, at: Date.parse(next.at) },
      isColleague: colleague,
      needsNext: desk.point.nextActionDated && next === undefined,
    }
  })
