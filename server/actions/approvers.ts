import type { ApprovalPlan } from '../domain/event.ts'
import type { Handoff } from '../domain/handoff.ts'
import type { Desk } from './assign.ts'
import type { Actor } from './environment.ts'

/** The plan with those who are here: in the place of somebody who has left, their manager, else the point's last resort. */
export const presentApprovers = (plan: ApprovalPlan, { people, point }: Desk): ApprovalPlan => {
  const last = point.ladder.flatMap((step) => (step.kind === 'catch_all' ? [step.person] : []))[0]
  const isHere = (id: string | null | undefined): id is string =>
    id !== null && id !== undefined && people.get(id)?.left === false
  const inPlaceOf = (person: string) => [person, people.get(person)?.manager, last].find(isHere) ?? person
  return { ...plan, steps: plan.steps.map((step) => ({ ...step, person: inPlaceOf(step.person) })) }
}

/** Approvers who have left, for whom this person decides: as their manager, as RevOps, as an admin. */
export const speaksFor = ({ people }: Desk, actor: Actor, { approvals }: Handoff): string[] =>
  (approvals?.steps ?? [])
    .map(({ person }) => person)
    .filter((id) => {
      const approver = people.get(id)
      const isKeeper = actor.role === 'admin' || actor.role === 'revops'
      return approver?.left !== false && (isKeeper || approver?.manager === actor.person)
    })
