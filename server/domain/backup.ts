import { applies, inDutyOrder, isAvailable, isHere } from './eligible.ts'
import type { RouteInputs } from './route.ts'

/**
 * The one who takes over: of the account's owner the account's backup, else whose turn it would be in the point's pools, else the
 * owner's manager, else the catch-all; never the owner, the sender, or anybody who refused. Null only when nobody else is there.
 */
export const chooseBackup = (inputs: RouteInputs, owner: string): string | null => {
  const ladder = inputs.ladder.filter((step) => applies(inputs, step))
  const pooled = ladder.flatMap((step) => (step.kind === 'pool' ? inDutyOrder(inputs, step.pool) : []))
  const catchAll = ladder.flatMap((step) => (step.kind === 'catch_all' ? [step.person] : []))
  const backup = inputs.match?.owner === owner ? inputs.match.backup : null
  const named = backup ? [backup] : []
  const manager = Object.hasOwn(inputs.people, owner) ? inputs.people[owner]?.manager : null
  const isFirst = inputs.refusedBy.length === 0
  const order = isFirst
    ? [...named, ...pooled, ...(manager ? [manager] : []), ...catchAll]
    : [...(manager ? [manager] : []), ...catchAll, ...pooled]
  const other = (person: string) => person !== owner
  return (
    order.find((person) => other(person) && isAvailable(inputs, person)) ??
    order.find((person) => other(person) && isHere(inputs, person)) ??
    null
  )
}
