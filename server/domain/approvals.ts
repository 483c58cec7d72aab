import type { ApprovalRoute } from '../../shared/point.ts'
import { type Facts, type Given, holds } from './condition.ts'
import type { ApprovalPlan } from './event.ts'

/** Who must say yes to this one: the first route that holds, with those of its approvers who are asked. Null: nobody. */
export const planApprovals = (
  routes: readonly ApprovalRoute[] | undefined,
  facts: Facts,
  given: Given,
): ApprovalPlan | null => {
  const route = routes?.find(({ when }) => holds(when, facts, given))
  const steps = route?.approvers.filter(({ when }) => holds(when, facts, given)) ?? []
  return route === undefined || steps.length === 0
    ? null
    : {
        route: route.id,
        name: route.name,
        order: route.order,
        steps: steps.map(({ id, name, person }) => ({ id, name, person })),
      }
}
