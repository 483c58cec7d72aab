import type { ActAnswer, GiveContextInput } from '../../shared/act.ts'
import { missingItems } from '../domain/context.ts'
import { insertPersonal } from '../store/records.ts'
import { act } from './apply.ts'
import { assignNamed } from './assign.ts'
import { contextOf } from './context.ts'
import type { Actor, Environment } from './environment.ts'

/** Somebody fills items in: the sender's answer, a resubmission, or anybody's own knowledge. */
export const giveContext = (env: Environment, actor: Actor, input: GiveContextInput): Promise<ActAnswer> =>
  act(env, actor, 'give_context', input, async ({ tx, stored, desk, inputs }) => {
    const { handoff } = stored
    const entryId = env.newId()
    await insertPersonal(tx, entryId, { kind: 'context', by: actor.person, at: tx.now, values: input.values })
    const withEntry = { ...stored, handoff: { ...handoff, entries: [...handoff.entries, entryId] } }
    const { context } = await contextOf(tx, withEntry, desk, '')
    const given = Object.keys(input.values)
    const wanted = handoff.asks.find(({ number }) => number === handoff.returned)?.items ?? []
    const faulty = context.filter(({ fault }) => fault !== undefined).map(({ item }) => item)
    const stillMissing = [
      ...new Set([
        ...missingItems(context),
        ...wanted.filter((item) => !given.includes(item) || faulty.includes(item)),
      ]),
    ]
    const isWhole = handoff.returned !== null && stillMissing.length === 0
    const offer = isWhole
      ? await assignNamed(env, tx, desk, stored.id, await inputs(handoff.refusedBy), {
          owner: handoff.offer.owner,
          why: 'resubmitted',
          before: handoff.offer,
        })
      : null
    return { type: 'give_context', at: tx.now, by: actor.person, items: given, entryId, stillMissing, offer }
  })
