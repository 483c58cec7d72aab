import { askBackers, inDutyOrder, isAvailable, isHere } from './eligible.ts'
import type { RouteInputs } from './route.ts'

/**
 * The one who takes over: of the account's owner the account's backup, else whose turn it would be in the point's pools, else the
 * owner's manager, else the catch-all; never the owner, the sender, or anybody who refused. Null only when nobody else is there.
 */
export const chooseBackup = (inputs: RouteInputs, owner: string): string | null => {
  const match = inputs.match?.owner === owner ? inputs.match : null
  const named = match?.backup ? [match.backup] : []
  const manager = Object.hasOwn(inputs.people, owner) ? inputs.people[owner]?.manager : null
  const managers = manager ? [manager] : []
  const { pooled, catchAll } = waiting(inputs)
  const order =
    inputs.refusedBy.length === 0
      ? [...named, ...pooled, ...managers, ...catchAll]
      : [...managers, ...catchAll, ...pooled]
  const other = (person: string) => person !== owner
  return (
    order.find((person) => other(person) && isAvailable(inputs, person)) ??
    order.find((person) => other(person) && isHere(inputs, person)) ??
    null
  )
}

/** Who stands in the pools of the steps that apply, in their order, and who catches all. */
const waiting = (inputs: RouteInputs): { pooled: string[]; catchAll: string[] } => {
  const pooled: string[] = []
  const catchAll: string[] = []
  askBackers(inputs, (step, isMet) => {
    if (isMet && step.kind === 'pool') pooled.push(...inDutyOrder(inputs, step.pool))
    if (isMet && step.kind === 'catch_all') catchAll.push(step.person)
    return false
  })
  return { pooled, catchAll }
}
