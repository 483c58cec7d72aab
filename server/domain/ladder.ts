import type { LadderStep } from '../../shared/point.ts'
import type { CandidateReason, StepReason, Why } from '../../shared/receipt.ts'
import { type Obstacle, inDutyOrder, isAvailable, isHere, obstacleOf, statusOf } from './eligible.ts'
import { byTurn, compareTurn, type Standing } from './ledger.ts'
import type { Candidate, Route, RouteInputs } from './route.ts'

type Verdict = Omit<Route, 'trace' | 'backup' | 'step'>
export type StepResult = { verdict: Verdict | null; reason: StepReason; candidates: Candidate[] }
type StepOf<K extends LadderStep['kind']> = Extract<LadderStep, { kind: K }>

/** Whom one step of a ladder yields, and everybody it has looked at with the reason. */
export const stepResult = (inputs: RouteInputs, step: LadderStep): StepResult => STEPS[step.kind](inputs, step as never)

const STEPS: { [K in LadderStep['kind']]: (inputs: RouteInputs, step: StepOf<K>) => StepResult } = {
  named_account_owner: (inputs) => {
    const { match } = inputs
    if (match === null) return nobody('no_account')
    if (match.owner === null) return nobody('no_named_owner')
    const because = { why: 'named_account', whyName: match.name } as const
    const asked = oneOf(inputs, match.owner, because)
    const obstacle = obstacleOf(inputs, match.owner)
    const isOut = obstacle === 'away' || obstacle === 'paused' || obstacle === 'left' || obstacle === 'refused_before'
    if (asked.verdict !== null || !isOut || match.backup === null) return asked
    const instead = { person: match.owner, awayUntil: inputs.people[match.owner]?.awayUntil ?? null }
    const backup = oneOf(inputs, match.backup, because, instead)
    return { ...backup, candidates: [...asked.candidates, ...backup.candidates] }
  },
  opportunity_owner: (inputs) =>
    inputs.opportunityOwner
      ? oneOf(inputs, inputs.opportunityOwner, { why: 'opportunity', whyName: inputs.match?.name ?? null })
      : nobody('no_opportunity'),
  relationship: (inputs) =>
    inputs.relationship
      ? oneOf(inputs, inputs.relationship, { why: 'relationship', whyName: inputs.match?.name ?? null })
      : nobody('no_relationship'),
  account_team: (inputs, { role }) => {
    if (inputs.match === null) return nobody('no_account')
    const { team = {} } = inputs
    const member = Object.hasOwn(team, role) ? team[role] : undefined
    return member === undefined
      ? nobody('nobody_in_role')
      : oneOf(inputs, member, { why: 'account_team', whyName: role })
  },
  person: (inputs, { person, name }) => oneOf(inputs, person, { why: 'person', whyName: name }),
  pool: (inputs, step) => {
    const pool = inputs.pools.find(({ id }) => id === step.pool)
    const [first] = inDutyOrder(inputs, step.pool)
    const chosen = pool?.standings.find(({ person }) => person === first)
    const candidates = byTurn(pool?.standings ?? []).map((member): Candidate => ({
      ...counted(member),
      reason:
        chosen === undefined ? (obstacleOf(inputs, member.person) ?? 'off_duty') : poolReason(inputs, member, chosen),
    }))
    if (pool === undefined || chosen === undefined) return { verdict: null, reason: 'nobody_available', candidates }
    return {
      verdict: { owner: chosen.person, why: 'pool', whyName: pool.name, instead: null, pool: pool.id },
      reason: 'won',
      candidates,
    }
  },
  catch_all: (inputs, { person }) => {
    const won = (owner: string): Verdict => ({ owner, why: 'catch_all', whyName: null, instead: null, pool: null })
    if (isHere(inputs, person))
      return { verdict: won(person), reason: 'won', candidates: [{ person, reason: 'chosen' }] }
    const obstacle = obstacleOf(inputs, person) ?? 'left'
    const next = obstacle === 'refused_before' ? null : lastResort(inputs, person)
    const passed = { person, reason: obstacle }
    return next === null
      ? { verdict: null, reason: 'nobody_available', candidates: [passed] }
      : { verdict: won(next), reason: 'won', candidates: [passed, { person: next, reason: 'chosen' }] }
  },
}

const nobody = (reason: StepReason): StepResult => ({ verdict: null, reason, candidates: [] })

/** One person in particular, whom the end of their day does not rule out. */
const oneOf = (
  inputs: RouteInputs,
  person: string,
  because: { why: Why['reason']; whyName: string | null },
  instead: Route['instead'] = null,
): StepResult => {
  const reason: Obstacle = obstacleOf(inputs, person) ?? 'off_duty'
  return isAvailable(inputs, person)
    ? {
        verdict: { owner: person, ...because, instead, pool: null },
        reason: 'won',
        candidates: [{ person, reason: 'chosen' }],
      }
    : { verdict: null, reason: 'owner_unavailable', candidates: [{ person, reason }] }
}

/**
 * No record is without an owner because the catch-all owner is its sender, or has left: then it is their manager, else whoever can
 * take it of the point's pools, else anybody who manages, else anybody, by id. Null: nobody at all is here.
 */
const lastResort = (inputs: RouteInputs, person: string): string | null => {
  const manager = Object.hasOwn(inputs.people, person) ? inputs.people[person]?.manager : null
  const pooled = inputs.ladder.flatMap((step) => (step.kind === 'pool' ? inDutyOrder(inputs, step.pool) : []))
  const managers = Object.entries(inputs.people).flatMap(([id, { manages }]) => (manages ? [id] : []))
  const order = [...(manager ? [manager] : []), ...pooled, ...managers.toSorted()]
  const anybody = Object.keys(inputs.people).toSorted()
  return (
    order.find((each) => isAvailable(inputs, each)) ??
    order.find((each) => isHere(inputs, each)) ??
    anybody.find((each) => isAvailable(inputs, each)) ??
    anybody.find((each) => isHere(inputs, each)) ??
    null
  )
}

const poolReason = (inputs: RouteInputs, member: Standing, chosen: Standing): CandidateReason => {
  if (member.person === chosen.person) return 'chosen'
  const obstacle = obstacleOf(inputs, member.person)
  const isPassedOver = obstacle !== null && !(obstacle === 'off_duty' && statusOf(inputs, chosen.person) !== 'on_duty')
  if (isPassedOver) return obstacle
  if (member.turns * chosen.weight !== chosen.turns * member.weight) return 'higher_level'
  return compareTurn({ ...member, person: '' }, { ...chosen, person: '' }) === 0
    ? 'later_in_order'
    : 'served_more_recently'
}

const counted = ({ person, turns, weight }: Standing) => ({ person, turns, weight })
