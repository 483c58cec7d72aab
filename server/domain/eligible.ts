import type { Fit } from '../../shared/playbook.ts'
import type { CandidateReason } from '../../shared/receipt.ts'
import { readyLadder, type Visit } from './applying.ts'
import type { Facts } from './condition.ts'
import { byTurn } from './ledger.ts'
import type { RouteInputs } from './route.ts'

export type Obstacle = Exclude<CandidateReason, 'chosen'>

/** What keeps somebody from being asked; `off_duty` alone does not rule them out. */
export const obstacleOf = (inputs: RouteInputs, person: string): Obstacle | null => {
  if (inputs.sender === person) return 'is_sender'
  if (inputs.refusedBy.includes(person)) return 'refused_before'
  const status = statusOf(inputs, person)
  return status === 'on_duty' ? null : status
}

export const isAvailable = (inputs: RouteInputs, person: string): boolean => {
  const obstacle = obstacleOf(inputs, person)
  return obstacle === null || obstacle === 'off_duty'
}

/** Here, if not at work: neither left, nor the sender, nor somebody who has refused. */
export const isHere = (inputs: RouteInputs, person: string): boolean => {
  const obstacle = obstacleOf(inputs, person)
  return obstacle === null || obstacle === 'off_duty' || obstacle === 'away' || obstacle === 'paused'
}

/** Members who can take it, whose turn it is first; people on duty before those whose day has ended. */
export const inDutyOrder = (inputs: RouteInputs, poolId: string): string[] => {
  const able = (inputs.pools.find(({ id }) => id === poolId)?.standings ?? []).filter(({ person }) =>
    isAvailable(inputs, person),
  )
  const onDuty = able.filter(({ person }) => statusOf(inputs, person) === 'on_duty')
  const rest = able.filter((member) => !onDuty.includes(member))
  return [...byTurn(onDuty), ...byTurn(rest)].map(({ person }) => person)
}

export const statusOf = ({ people }: RouteInputs, person: string) =>
  Object.hasOwn(people, person) ? (people[person]?.status ?? 'left') : 'left'

/** Asks the steps that may apply, in the ladder's order, until `visit` ends it. */
export const askSteps = ({ ladder, facts = NO_FACTS, fits = NO_FITS, at }: RouteInputs, visit: Visit): void =>
  readyLadder(ladder, fits).walk(facts, at, visit)

/** The same of those alone that can give a backup. */
export const askBackers = ({ ladder, facts = NO_FACTS, fits = NO_FITS, at }: RouteInputs, visit: Visit): void =>
  readyLadder(ladder, fits).walkBackers(facts, at, visit)

const NO_FACTS: Facts = {}
const NO_FITS: Fit[] = []
