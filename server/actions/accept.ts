import type { AcceptInput, ActAnswer } from '../../shared/act.ts'
import { missingItems } from '../domain/context.ts'
import { act, noted } from './apply.ts'
import { assignTo } from './assign.ts'
import { contextOf } from './context.ts'
import type { Actor, Environment } from './environment.ts'
import { isFedByPeople } from './handOffChoices.ts'

/**
 * The owner takes responsibility; when the backup accepts, it becomes theirs in the same transaction. Where people hand over, what is
 * missing is accepted with a reason.
 */
export const accept = (env: Environment, actor: Actor, input: AcceptInput): Promise<ActAnswer> =>
  act(env, actor, 'accept', input, async ({ tx, stored, desk, inputs }, keep) => {
    const { offer, accepted, refusedBy } = stored.handoff
    const isBackup = accepted === null && offer.backup === actor.person
    const missing = missingItems((await contextOf(tx, stored, desk, '')).context)
    const reasonAsked = isFedByPeople(desk.point)
    const isHeld = missing.length > 0 && reasonAsked && input.reason === undefined
    const takeOver =
      isBackup && !isHeld
        ? await assignTo(env, tx, desk, stored.id, await inputs([...refusedBy, offer.owner]), actor.person, {
            why: 'stepped_in',
            person: offer.owner,
            number: offer.number,
          })
        : null
    return {
      type: 'accept',
      by: actor.person,
      at: tx.now,
      pressedAt: Date.parse(input.pressedAt),
      takeOver,
      missing,
      reasonAsked,
      noteId: missing.length > 0 ? noted(keep, input.reason) : null,
    }
  })
