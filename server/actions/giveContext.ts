import type { ActAnswer, GiveContextInput } from '../../shared/act.ts'
import { planApprovals } from '../domain/approvals.ts'
import { missingItems } from '../domain/context.ts'
import type { ApprovalPlan } from '../domain/event.ts'
import { act, type Scene } from './apply.ts'
import { presentApprovers } from './approvers.ts'
import { assignNamed } from './assign.ts'
import { contextOf } from './context.ts'
import type { Actor, Environment } from './environment.ts'
import { factsOfHandoff } from './facts.ts'

/** Somebody fills items in: the sender's answer, a resubmission, or anybody's own knowledge. */
export const giveContext = (env: Environment, actor: Actor, input: GiveContextInput): Promise<ActAnswer> =>
  act(env, actor, 'give_context', input, async (scene, keep) => {
    const { tx, stored, desk, inputs } = scene
    const { handoff } = stored
    const entry = { kind: 'context' as const, by: actor.person, at: tx.now, values: input.values }
    const { context } = await contextOf(tx, stored, desk, '', { given: entry })
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
    const approvals = desk.point.approvals === undefined ? {} : { approvals: await planAnew(scene, input.values) }
    return {
      type: 'give_context',
      at: tx.now,
      by: actor.person,
      items: given,
      entryId: keep(entry),
      stillMissing,
      offer,
      ...approvals,
    }
  })

/** Who must say yes once this is known too: an amount or terms that were missing may ask for others. */
const planAnew = async ({ tx, stored, desk }: Scene, values: Record<string, string>): Promise<ApprovalPlan | null> => {
  const facts = await factsOfHandoff(tx, desk.playbook, stored, values)
  const plan = planApprovals(desk.point.approvals, facts, { fits: desk.playbook.fits, nowMs: tx.now })
  return plan === null ? null : presentApprovers(plan, desk)
}
