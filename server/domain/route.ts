import type { CandidateReason, StepReason, Why } from '../../shared/receipt.ts'
import type { LadderStep, Pool } from '../../shared/playbook.ts'
import { byTurn, compareTurn, type Standing } from './ledger.ts'

/** One person as routing saw them. `awayUntil` comes with `away`. */
export type Availability = {
  status: 'on_duty' | 'off_duty' | 'away' | 'paused' | 'left'
  awayUntil?: number
  manager: string | null
}

export type AccountMatch = {
  account: string
  name: string
  evidence: 'email_domain'
  value: string
  owner: string | null
  backup: string | null
}

/** All that a decision sees; stored with it, so that it can be replayed. */
export type RouteInputs = {
  at: number
  ladder: LadderStep[]
  pools: (Pool & { standings: Standing[] })[]
  match: AccountMatch | null
  people: Record<string, Availability>
  /** Declined it or let it pass: not asked again. */
  refusedBy: string[]
}

export type Candidate = { person: string; reason: CandidateReason; turns?: number; weight?: number }
export type TraceStep = {
  id: string
  name: string
  kind: LadderStep['kind']
  reason: StepReason
  candidates: Candidate[]
}

export type Route = {
  owner: string
  backup: string | null
  step: string
  why: Why['reason']
  whyName: string | null
  instead: { person: string; awayUntil: number | null } | null
  /** The pool whose ledger pays a turn. */
  pool: string | null
  trace: TraceStep[]
}

type Verdict = Omit<Route, 'trace' | 'backup' | 'step'> | null

/**
 * Walks the ladder; the first step that yields an owner wins. Deterministic: the same inputs give the same owner, whatever
 * their order. Null when everybody whom the ladder knows has refused or left.
 */
export const route = (inputs: RouteInputs): Route | null => {
  const trace: TraceStep[] = []
  let won: Omit<Route, 'trace' | 'backup'> | null = null
  for (const step of inputs.ladder) {
    if (won !== null) {
      trace.push({ id: step.id, name: step.name, kind: step.kind, reason: 'not_reached', candidates: [] })
      continue
    }
    const { verdict, reason, candidates } = STEPS[step.kind](inputs, step as never)
    trace.push({ id: step.id, name: step.name, kind: step.kind, reason, candidates })
    if (verdict !== null) won = { ...verdict, step: step.id }
  }
  return won === null ? null : { ...won, backup: chooseBackup(inputs, won.owner), trace }
}

/**
 * The one who takes over: the account's backup, else whose turn it would be in the point's pools, else the owner's manager,
 * else the catch-all, never the owner and nobody who refused. Null only when nobody else is there.
 */
export const chooseBackup = (inputs: RouteInputs, owner: string): string | null => {
  const pooled = inputs.ladder.flatMap((step) => (step.kind === 'pool' ? inDutyOrder(inputs, step.pool) : []))
  const catchAll = inputs.ladder.flatMap((step) => (step.kind === 'catch_all' ? [step.person] : []))
  const named = inputs.match?.backup ? [inputs.match.backup] : []
  const manager = inputs.people[owner]?.manager
  const isFirst = inputs.refusedBy.length === 0
  const order = isFirst
    ? [...named, ...pooled, ...(manager ? [manager] : []), ...catchAll]
    : [...(manager ? [manager] : []), ...catchAll, ...pooled]
  const fits = (person: string) => person !== owner && !inputs.refusedBy.includes(person)
  return (
    order.find((person) => fits(person) && isAvailable(inputs, person)) ??
    order.find((person) => fits(person) && isHere(inputs, person)) ??
    null
  )
}

type StepResult = { verdict: Verdict; reason: StepReason; candidates: Candidate[] }
type StepOf<K extends LadderStep['kind']> = Extract<LadderStep, { kind: K }>

const STEPS: { [K in LadderStep['kind']]: (inputs: RouteInputs, step: StepOf<K>) => StepResult } = {
  named_account_owner: (inputs) => {
    const { match } = inputs
    if (match === null) return { verdict: null, reason: 'no_account', candidates: [] }
    if (match.owner === null) return { verdict: null, reason: 'no_named_owner', candidates: [] }
    const why = { why: 'named_account', whyName: match.name, pool: null } as const
    const obstacle = obstacleOf(inputs, match.owner)
    if (obstacle === null || obstacle === 'off_duty') {
      return {
        verdict: { owner: match.owner, instead: null, ...why },
        reason: 'won',
        candidates: [{ person: match.owner, reason: 'chosen' }],
      }
    }
    const passed = { person: match.owner, reason: obstacle }
    const { backup } = match
    if (backup === null || !isAvailable(inputs, backup)) {
      const also =
        backup === null ? [] : [{ person: backup, reason: obstacleOf(inputs, backup) ?? ('off_duty' as const) }]
      return { verdict: null, reason: 'owner_unavailable', candidates: [passed, ...also] }
    }
    const instead = { person: match.owner, awayUntil: inputs.people[match.owner]?.awayUntil ?? null }
    return {
      verdict: { owner: backup, instead, ...why },
      reason: 'won',
      candidates: [passed, { person: backup, reason: 'chosen' }],
    }
  },
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
    const obstacle = obstacleOf(inputs, person)
    const isOut = obstacle === 'left' || obstacle === 'refused_before'
    return {
      verdict: isOut ? null : { owner: person, why: 'catch_all', whyName: null, instead: null, pool: null },
      reason: isOut ? 'nobody_available' : 'won',
      candidates: [{ person, reason: isOut ? obstacle : 'chosen' }],
    }
  },
}

/** Members who can take it, whose turn it is first; people on duty before those whose day has ended. */
const inDutyOrder = (inputs: RouteInputs, poolId: string): string[] => {
  const able = (inputs.pools.find(({ id }) => id === poolId)?.standings ?? []).filter(({ person }) =>
    isAvailable(inputs, person),
  )
  const onDuty = able.filter(({ person }) => inputs.people[person]?.status === 'on_duty')
  const rest = able.filter((member) => !onDuty.includes(member))
  return [...byTurn(onDuty), ...byTurn(rest)].map(({ person }) => person)
}

const poolReason = (inputs: RouteInputs, member: Standing, chosen: Standing): CandidateReason => {
  if (member.person === chosen.person) return 'chosen'
  const obstacle = obstacleOf(inputs, member.person)
  const isPassedOver =
    obstacle !== null && !(obstacle === 'off_duty' && inputs.people[chosen.person]?.status !== 'on_duty')
  if (isPassedOver) return obstacle
  if (member.turns * chosen.weight !== chosen.turns * member.weight) return 'higher_level'
  return compareTurn({ ...member, person: '' }, { ...chosen, person: '' }) === 0
    ? 'later_in_order'
    : 'served_more_recently'
}

const counted = ({ person, turns, weight }: Standing) => ({ person, turns, weight })

/** What keeps somebody from being asked; `off_duty` alone does not rule them out. */
const obstacleOf = (inputs: RouteInputs, person: string): Exclude<CandidateReason, 'chosen'> | null => {
  if (inputs.refusedBy.includes(person)) return 'refused_before'
  const status = inputs.people[person]?.status ?? 'left'
  return status === 'on_duty' ? null : status
}

const isAvailable = (inputs: RouteInputs, person: string): boolean => {
  const obstacle = obstacleOf(inputs, person)
  return obstacle === null || obstacle === 'off_duty'
}

const isHere = (inputs: RouteInputs, person: string): boolean => (inputs.people[person]?.status ?? 'left') !== 'left'
