import type { Condition } from '../../../shared/condition.ts'
import type { HandoffPoint } from '../../../shared/point.ts'
import type { Playbook } from '../../../shared/playbook.ts'
import type { Finding } from '../../../shared/livePlaybook.ts'
import { STEPS, type Step } from './steps.ts'

/** The step in which each part of a point is shown. */
const STEP_OF: Record<keyof HandoffPoint, Step> = {
  id: 'map',
  name: 'map',
  from: 'map',
  to: 'map',
  breaksToday: 'map',
  control: 'map',
  recordTypes: 'map',
  sender: 'map',
  receiverRole: 'owner',
  ownsRecord: 'owner',
  triggers: 'trigger',
  ladder: 'owner',
  queue: 'owner',
  approvals: 'owner',
  context: 'context',
  gate: 'context',
  coverage: 'sla',
  acceptOn: 'sla',
  tiers: 'sla',
  tiersWhen: 'sla',
  acceptance: 'acceptance',
  firstResponse: 'acceptance',
  nextAction: 'acceptance',
  nextActionDated: 'acceptance',
  stageAfterTouch: 'acceptance',
  completion: 'acceptance',
  closedReasons: 'acceptance',
  escalation: 'escalation',
}

/** Lists whose entries have a line of their own. */
const LISTS = ['triggers', 'ladder', 'approvals', 'context', 'tiersWhen', 'completion', 'escalation']

/**
 * The item at which a finding stands, as its path: `points.0.ladder.2`, `points.0.coverage`, `pools.1`. What concerns no
 * single item stands at the head of its step, under the step's own part: `points.0.ladder`.
 */
export const itemOf = (path: string): string => {
  const [root = '', index, field, nth] = path.split('.')
  if (index === undefined) return root
  if (root !== 'points' || field === undefined) return `${root}.${index}`
  const item = `points.${index}.${field}`
  return LISTS.includes(field) && nth !== undefined ? `${item}.${nth}` : item
}

/** What is found at one item. */
export const findingsAt = (findings: readonly Finding[], item: string): Finding[] =>
  findings.filter(({ path }) => itemOf(path) === item)

/** What is found in one step of a point, there and in the pools, calendars, fits and stages that it uses. */
export const findingsOfStep = (
  { playbook, findings }: { playbook: Playbook; findings: readonly Finding[] },
  pointId: string,
  step: Step,
): Finding[] => {
  const index = playbook.points.findIndex(({ id }) => id === pointId)
  const point = playbook.points[index]
  if (point === undefined) return []
  return findings.filter(({ path }) => {
    const [root = '', at, field] = path.split('.')
    if (root === 'points') return Number(at) === index && stepOfField(field) === step
    return USES[root]?.(playbook, point, Number(at)) === step
  })
}

/** How many of them ask for something: a note is only to be known. */
export const countOf = (findings: Iterable<Finding>): number =>
  [...findings].filter(({ kind }) => kind !== 'note').length

/** Those of them that stand at the head of the step: of a whole list, or of what is not there to stand at. */
export const headFindings = (
  live: { playbook: Playbook; findings: readonly Finding[] },
  pointId: string,
  step: Step,
): Finding[] => {
  const point: Partial<HandoffPoint> | undefined = live.playbook.points.find(({ id }) => id === pointId)
  return findingsOfStep(live, pointId, step).filter(({ path }) => {
    const [root, , field = '', nth] = path.split('.')
    if (root !== 'points') return false
    const value = point?.[field as keyof HandoffPoint]
    if (!LISTS.includes(field)) return value === undefined
    return nth === undefined || (value as unknown[] | undefined)?.[Number(nth)] === undefined
  })
}

/** Findings that no step of any point shows. */
export const findingsOfNone = (live: { playbook: Playbook; findings: readonly Finding[] }): Finding[] => {
  const shown = new Set(
    live.playbook.points.flatMap(({ id }) => STEPS.flatMap((step) => findingsOfStep(live, id, step))),
  )
  return live.findings.filter((finding) => !shown.has(finding))
}

const stepOfField = (field: string | undefined): Step => STEP_OF[field as keyof HandoffPoint] ?? 'map'

/** Where a point shows what it shares with others; undefined: it does not use this one. */
const USES: Record<string, (playbook: Playbook, point: HandoffPoint, index: number) => Step | undefined> = {
  pools: ({ pools }, point, index) => (poolsOf(point).includes(pools[index]?.id ?? '') ? 'owner' : undefined),
  calendars: ({ calendars }, point, index) =>
    calendarsOf(point).includes(calendars[index]?.id ?? '') ? 'sla' : undefined,
  fits: ({ fits }, point, index) => (fitsOf(point).includes(fits[index]?.id ?? '') ? 'trigger' : undefined),
  lifecycle: () => 'map',
  sources: () => 'map',
}

/** The pools that a point's ladder and its queue name, each once. */
export const poolsOf = ({ ladder, queue }: HandoffPoint): string[] => [
  ...new Set([
    ...ladder.flatMap((step) => (step.kind === 'pool' ? [step.pool] : [])),
    ...(queue === undefined ? [] : [queue]),
  ]),
]

/** The calendars that a point's coverage names, each once. */
export const calendarsOf = ({ coverage, tiersWhen }: HandoffPoint): string[] => [
  ...new Set([coverage, ...tiersWhen.flatMap((rule) => (rule.coverage === undefined ? [] : [rule.coverage]))]),
]

/** The fits that a point's triggers name, each once. */
export const fitsOf = ({ triggers }: HandoffPoint): string[] => [
  ...new Set(
    triggers.flatMap(({ when, tierWhen = [] }) => [
      ...(when === undefined ? [] : fitsIn(when)),
      ...tierWhen.flatMap((rule) => fitsIn(rule.when)),
    ]),
  ),
]

const fitsIn = (condition: Condition): string[] => {
  if ('fit' in condition) return [condition.fit]
  if ('not' in condition) return fitsIn(condition.not)
  if ('all' in condition) return condition.all.flatMap(fitsIn)
  return 'any' in condition ? condition.any.flatMap(fitsIn) : []
}
