import type { ActAnswer, DeclineInput } from '../../shared/act.ts'
import { returnTurn } from '../store/ledger.ts'
import { insertPersonal } from '../store/records.ts'
import { act } from './apply.ts'
import { assignByLadder } from './assign.ts'
import type { Actor, Environment } from './environment.ts'

/** The owner says no with a reason; the ladder is walked again without them, and the buyer's clock runs on. */
export const decline = (env: Environment, actor: Actor, input: DeclineInput): Promise<ActAnswer> =>
  act(env, actor, 'decline', input, async ({ tx, stored, desk, inputs }) => {
    const { offer, accepted, refusedBy } = stored.handoff
    const isTheirs = accepted === null && offer.owner === actor.person
    const next = isTheirs
      ? await assignByLadder(env, tx, desk, stored.id, await inputs([...refusedBy, actor.person]), offer.number + 1)
      : null
    const pool = desk.playbook.pools.find(({ id }) => id === offer.pool)
    if (next !== null && pool?.freeDeclines?.includes(input.reason) === true)
      await returnTurn(tx, { id: env.newId(), person: actor.person, handoffId: stored.id, reason: 'declined' })
    const noteId = isTheirs && next !== null && input.note ? env.newId() : null
    if (noteId !== null) await insertPersonal(tx, noteId, { kind: 'note', text: input.note ?? '' })
    const passedOn =
      next === null ? null : { ...next, why: 'passed_on' as const, instead: { person: actor.person, awayUntil: null } }
    return {
      type: 'decline',
      by: actor.person,
      at: tx.now,
      pressedAt: Date.parse(input.pressedAt),
      reason: input.reason,
      noteId,
      next: passedOn,
    }
  })
