import type { Fit } from '../../../shared/playbook.ts'
import type { HandoffPoint, LadderStep } from '../../../shared/point.ts'
import { type Answer, type Budget, createSolver, type Formula, type Solver, type Witness } from './solve.ts'

/**
 * What is proved of one step of a ladder. `others`: the steps that come into it, in the ladder's order. `witness`: a record of
 * which it is true; null of a step that is for nobody, where nothing was decided, and where only patterns tell.
 *
 * `never`: no record meets its condition. `unreachable`: steps that always have an owner take all of its records. `shadowed`: others
 * take all of them while anybody there is available. `redundant`: the same, and with the same outcome. `overlaps`: a record is for
 * two of them, and the earlier one takes it. `may_overlap`: it is if a text is as their patterns ask. `missing`: no step but the end
 * takes it. `undecided`: the budget did not do, or a field mixes what cannot be told apart.
 */
export type Proved = {
  code: 'never' | 'unreachable' | 'shadowed' | 'redundant' | 'overlaps' | 'may_overlap' | 'missing' | 'undecided'
  step: string
  at: number
  others: string[]
  witness: Witness | null
}

/** What one question, and all about one ladder together, may look at: steps of some hundredths of a microsecond. */
export type Limits = { question: number; ladder: number }
const LIMITS: Limits = { question: 20_000, ladder: 20_000_000 }

type Placed = { step: LadderStep; at: number; formula: Formula; outcome: string | null }
type Bench = { solver: Solver; budget: Budget; questionMax: number }

/** Everything that can be said of a point's ladder without any record, exactly or as undecided: never a false «dead». */
export const proveLadder = (
  point: Pick<HandoffPoint, 'id' | 'ladder'>,
  fits: readonly Fit[],
  limits = LIMITS,
): Proved[] => {
  const { ladder } = point
  const solver = createSolver(
    ladder.map(({ when }) => when),
    fits,
    { 'handoff.point': [point.id], 'handoff.tier': ['high', 'medium', 'low'] },
  )
  const bench = { solver, budget: { left: limits.ladder }, questionMax: limits.question }
  const placed = ladder.map((step, at): Placed => ({
    step,
    at,
    formula: solver.formula(step.when),
    outcome: outcomeOf(step),
  }))
  return [...placed.flatMap((each) => ofStep(bench, each, placed.slice(0, each.at))), ...missing(bench, placed)]
}

/** Who gets what a step takes; null: that depends on the account, so it may take nothing. */
const outcomeOf = (step: LadderStep): string | null => {
  if (step.kind === 'pool') return `pool ${step.pool}`
  return step.kind === 'person' || step.kind === 'catch_all' ? `person ${step.person}` : null
}

const ask = ({ solver, budget, questionMax }: Bench, wanted: readonly Placed[], others: readonly Placed[]): Answer => {
  const own = { left: Math.min(questionMax, budget.left) }
  const given = own.left
  const answer = solver.without(
    wanted.map(({ formula }) => formula),
    others.map(({ formula }) => formula),
    own,
  )
  budget.left -= given - own.left
  return answer
}

const ofStep = (bench: Bench, each: Placed, before: readonly Placed[]): Proved[] => {
  const { step, at } = each
  // The end of a ladder is there for when nobody else is.
  if (step.kind === 'catch_all' && step.when === undefined) return []
  const told = (code: Proved['code'], others: readonly Placed[], witness: Witness | null): Proved[] => [
    { code, step: step.id, at, others: others.map((other) => other.step.id), witness },
  ]
  const own = step.when === undefined ? null : ask(bench, [each], [])
  if (own?.kind === 'none') return told('never', [], null)
  const takers = before.filter((other) => other.outcome !== null && bench.solver.mayMeet(each.formula, other.formula))
  const left = ask(bench, [each], takers)
  if (left.kind === 'unknown' && takers.length > 0) return told('undecided', [], null)
  if (left.kind !== 'none') return overlap(bench, each, takers, told)
  const by = fewest(bench, each, takers)
  const witness = factsOf(own ?? ask(bench, [each], []))
  if (by.every(({ step: other }) => other.kind === 'catch_all')) return told('unreachable', by, witness)
  return told(by.every(({ outcome }) => outcome === each.outcome) ? 'redundant' : 'shadowed', by, witness)
}

/** One that takes it all alone, else as few as it takes together. */
const fewest = (bench: Bench, each: Placed, takers: readonly Placed[]): readonly Placed[] => {
  const covers = (some: readonly Placed[]) => ask(bench, [each], some).kind === 'none'
  const alone = takers.find((taker) => covers([taker]))
  if (alone !== undefined) return [alone]
  return takers.reduce<readonly Placed[]>((kept, taker) => {
    const fewer = kept.filter((other) => other !== taker)
    return covers(fewer) ? fewer : kept
  }, takers)
}

type Told = (code: Proved['code'], others: readonly Placed[], witness: Witness | null) => Proved[]

/** The first earlier step with another outcome that has a record in common with it. */
const overlap = (bench: Bench, each: Placed, takers: readonly Placed[], told: Told) => {
  if (each.outcome === null || each.step.when === undefined) return []
  for (const other of takers) {
    if (other.outcome === each.outcome || other.step.when === undefined) continue
    const earlier = takers.filter(({ at, formula }) => at < other.at && bench.solver.mayMeet(formula, other.formula))
    const answer = ask(bench, [each, other], earlier)
    if (answer.kind === 'found') return told('overlaps', [other], answer.facts)
    if (answer.kind === 'perhaps') return told('may_overlap', [other], answer.facts)
  }
  return []
}

/** A record that falls through all conditions to the end of the ladder. */
const missing = (bench: Bench, placed: readonly Placed[]): Proved[] => {
  const end = placed.at(-1)
  const takers = placed.filter((each) => each.outcome !== null && each !== end)
  if (end === undefined || end.step.kind !== 'catch_all' || takers.length === 0) return []
  const answer = ask(bench, [end], takers)
  const told = { step: end.step.id, at: end.at, others: [] }
  if (answer.kind === 'none') return []
  return answer.kind === 'found'
    ? [{ ...told, code: 'missing', witness: answer.facts }]
    : [{ ...told, code: 'undecided', witness: null }]
}

/** One that is only perhaps there is none. */
const factsOf = (answer: Answer): Witness | null => (answer.kind === 'found' ? answer.facts : null)
