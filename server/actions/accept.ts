import type { AcceptInput, ActAnswer } from '../../shared/handoff.ts'
import { act } from './apply.ts'
import { assignTo } from './assign.ts'
import type { Actor, Environment } from './environment.ts'

/** The owner takes responsibility; when the backup accepts, it becomes theirs in the same transaction. */
export const accept = (env: Environment, actor: Actor, input: AcceptInput): Promise<ActAnswer> =>
  act(env, actor, 'accept', input, async ({ tx, stored, desk, inputs }) => {
    const { offer, accepted, refusedBy } = stored.handoff
    const isBackup = accepted === null && offer.backup === actor.person
    const takeOver = isBackup
      ? await assignTo(env, tx, desk, stored.id, await inputs([...refusedBy, offer.owner]), actor.person, {
          why: 'stepped_in',
          person: offer.owner,
          number: offer.number,
        })
      : null
    return { type: 'accept', by: actor.person, at: tx.now, pressedAt: Date.parse(input.pressedAt), takeOver }
  })
