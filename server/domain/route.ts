import type { CandidateReason, StepReason, Why } from '../../shared/receipt.ts'
import type { LadderStep } from '../../shared/point.ts'
import type { Fit, Pool } from '../../shared/playbook.ts'
import { chooseBackup } from './backup.ts'
import type { Facts } from './condition.ts'
import { askSteps } from './eligible.ts'
import { type StepResult, stepResult } from './ladder.ts'
import type { Standing } from './ledger.ts'

/** One person as routing saw them. `awayUntil` comes with `away`. */
export type Availability = {
  status: 'on_duty' | 'off_duty' | 'away' | 'paused' | 'left'
  awayUntil?: number
  manager: string | null
  /** Has people to answer for: asked where no rule yields an owner. Absent in decisions of earlier versions. */
  manages?: boolean
}

export type AccountMatch = {
  account: string
  name: string
  /** `record`: the CRM has it under this account. */
  evidence: 'email_domain' | 'record'
  value: string
  owner: string | null
  backup: string | null
}

/** All that a decision sees; stored with it, so that it can be replayed. What is optional is not in those of earlier versions. */
export type RouteInputs = {
  at: number
  ladder: LadderStep[]
  pools: (Pool & { standings: Standing[] })[]
  match: AccountMatch | null
  people: Record<string, Availability>
  /** Declined it or let it pass: not asked again. */
  refusedBy: string[]
  /** Those that the point's conditions mention, and no others: what is stored beside a decision is not about the buyer. */
  facts?: Facts
  fits?: Fit[]
  /** Gave it, or answers for what came by itself: never its receiver. */
  sender?: string | null
  /** Who has which part for the account: person by role. */
  team?: Record<string, string>
  /** Owner of the deal that is handed over, else of the account's open one. */
  opportunityOwner?: string | null
  /** Whoever has another open handoff of this account. */
  relationship?: string | null
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
  /** Account, pool, CRM or rule; the role in an account's team. */
  whyName: string | null
  instead: { person: string; awayUntil: number | null } | null
  /** The pool whose ledger pays a turn. */
  pool: string | null
  trace: TraceStep[]
}

/**
 * Walks the ladder; the first step whose condition holds and that yields an owner wins. Deterministic: the same inputs give the
 * same owner, whatever their order. Never the sender. Null when everybody who could take it has refused or left. The trace holds the
 * steps that were asked; `wholeTrace` tells of the others.
 */
export const route = (inputs: RouteInputs): Route | null => {
  const trace: TraceStep[] = []
  let won: Omit<Route, 'trace' | 'backup'> | null = null
  askSteps(inputs, (step, isMet) => {
    const { id, name, kind } = step
    const { verdict, reason, candidates } = isMet ? stepResult(inputs, step) : NOT_MET
    trace.push({ id, name, kind, reason, candidates })
    if (verdict !== null) won = { ...verdict, step: id }
    return verdict !== null
  })
  return won === null ? null : wonBy(inputs, won, trace)
}

const wonBy = (inputs: RouteInputs, won: Omit<Route, 'trace' | 'backup'>, trace: TraceStep[]): Route => ({
  ...won,
  backup: chooseBackup(inputs, won.owner),
  trace,
})

const NOT_MET: StepResult = { verdict: null, reason: 'condition_not_met', candidates: [] }

/**
 * Every step of the ladder in its order: those that the index did not select did not apply, those behind the winner were not
 * reached. A decision that walked no ladder has none.
 */
export const wholeTrace = (ladder: readonly LadderStep[], trace: readonly TraceStep[]): TraceStep[] => {
  if (trace.length === 0) return []
  const asked = new Map(trace.map((step) => [step.id, step]))
  const wonAt = ladder.findIndex(({ id }) => asked.get(id)?.reason === 'won')
  return ladder.map(
    ({ id, name, kind }, at) =>
      asked.get(id) ?? {
        id,
        name,
        kind,
        reason: wonAt >= 0 && at > wonAt ? 'not_reached' : 'condition_not_met',
        candidates: [],
      },
  )
}
