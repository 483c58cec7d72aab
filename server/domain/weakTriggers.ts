import type { Condition } from '../../shared/condition.ts'
import type { HandoffPoint } from '../../shared/point.ts'
import type { Playbook } from '../../shared/playbook.ts'
import type { Tier } from '../../shared/terms.ts'
import type { Trigger } from '../../shared/trigger.ts'
import { SIGNALS_MAX } from './crossing.ts'
import { namesIn } from './mentioned.ts'
import { canHold, type Effort, implies } from './satisfiable.ts'
import { RANK, scopeOf } from './trigger.ts'

/** Why a trigger is weak; `other` is the one that it overlaps, or that takes all of its signals. */
export type WeakTrigger = {
  code: 'no_fit' | 'no_observable_event' | 'overlaps' | 'never_fires'
  /** `points.0.triggers.2`. */
  path: string
  problem: string
  other?: string
}

type Placed = { point: HandoffPoint; pointRank: number; trigger: Trigger; rank: number; path: string }

/** So much is compared in one playbook, enough for hundreds of triggers of a point; what is beyond it is not told. */
const STEPS_MAX = 1_000_000

/** What people give by handing over; the point is theirs to choose. */
const BY_HAND = 'handed_off'

/**
 * What RevOps is told of triggers. «Never fires» is certain; an overlap is one that may happen. `seen`: kinds of signals that have
 * come in so far, where that is known.
 */
export const weakTriggers = (playbook: Playbook, seen?: ReadonlySet<string>): WeakTrigger[] => {
  const effort: Effort = { left: STEPS_MAX }
  const all = playbook.points.flatMap((point, pointRank) =>
    point.triggers.map((trigger, rank): Placed => ({
      point,
      pointRank,
      trigger,
      rank,
      path: `points.${pointRank}.triggers.${rank}`,
    })),
  )
  return all.flatMap((placed) => [
    ...withoutFit(playbook, placed),
    ...unobserved(placed, seen),
    ...never(playbook, placed, all, effort),
    ...overlapping(playbook, placed, all, effort),
  ])
}

/** A lead is whom nobody has judged yet; a deal's signal, or a date, is about somebody who has been. */
const withoutFit = ({ fits }: Playbook, { point, trigger, path }: Placed): WeakTrigger[] => {
  const isJudged =
    !point.recordTypes.includes('lead') || trigger.date !== undefined || trigger.kinds.every((kind) => kind === BY_HAND)
  if (trigger.tier === 'low' || isJudged) return []
  const conditions = [trigger.when, ...(trigger.tierWhen ?? []).map(({ when }) => when)]
  const isAboutFit = conditions.some(
    (condition) =>
      condition !== undefined &&
      namesIn(condition).some(({ kind, name }) =>
        kind === 'fit' ? fits.some(({ id }) => id === name) : /^(?:account|person)\./.test(name),
      ),
  )
  return isAboutFit
    ? []
    : [
        {
          code: 'no_fit',
          path,
          problem: `«${trigger.name}» asks nothing of the person or the account: any of them fires it`,
        },
      ]
}

const PLACES = { person: ['lead', 'contact'], account: ['company'], opportunity: ['deal'] } as const

const unobserved = ({ point, trigger, path }: Placed, seen?: ReadonlySet<string>): WeakTrigger[] => {
  const place = trigger.date?.field.split('.')[0] as keyof typeof PLACES | undefined
  if (place !== undefined && !PLACES[place].some((type) => point.recordTypes.includes(type)))
    return [
      {
        code: 'no_observable_event',
        path,
        problem: `«${trigger.date?.field}» is a date of a ${PLACES[place].join(' or a ')}, and the point takes no such record`,
      },
    ]
  const isHeard =
    trigger.date !== undefined || trigger.kinds.some((kind) => kind === BY_HAND || seen?.has(kind) !== false)
  return isHeard
    ? []
    : [{ code: 'no_observable_event', path, problem: `no signal «${trigger.kinds.join('», «')}» has ever come in` }]
}

const never = (playbook: Playbook, placed: Placed, all: readonly Placed[], effort: Effort): WeakTrigger[] => {
  const { point, trigger, path } = placed
  const because = (problem: string, other?: string): WeakTrigger[] => [
    { code: 'never_fires', path, problem: `«${trigger.name}» never fires: ${problem}`, ...(other ? { other } : {}) },
  ]
  if (!canHold(premisesOf(trigger), playbook.fits, effort)) return because('its condition contradicts itself')
  const tiers = tiersOf(trigger)
  if (!tiers.includes('low') && tiers.every((tier) => !mayRun(point, tier)))
    return because(`no deadline is set for ${tiers.join(' or ')} intent`)
  const impossible = (trigger.counts ?? []).find((count) => isImpossible(count, trigger))
  if (impossible !== undefined) return because('it counts more than there can be')
  if (trigger.score !== undefined && Object.keys(trigger.score.weights).length === 0)
    return because('nothing is weighed')
  const taker = takerOf(playbook, placed, all, effort)
  return taker === undefined ? [] : because(`«${taker.trigger.name}» takes all of its signals`, taker.path)
}

/** What must hold where it fires. */
const premisesOf = ({ kinds, when }: Trigger): Condition[] => [
  { field: 'signal.kind', in: kinds },
  ...(when === undefined ? [] : [when]),
]

const tiersOf = ({ tier, tierWhen = [] }: Trigger): Tier[] => [...new Set([tier, ...tierWhen.map((each) => each.tier)])]

const rulesOf = ({ tiers, tiersWhen }: HandoffPoint, tier: Tier) => [
  tiers[tier],
  ...tiersWhen.flatMap((other) => (other.tiers[tier] === undefined ? [] : [other.tiers[tier]])),
]
const mayRun = (point: HandoffPoint, tier: Tier): boolean => rulesOf(point, tier).some((rule) => rule !== null)
const alwaysRuns = (point: HandoffPoint, tier: Tier): boolean => rulesOf(point, tier).every((rule) => rule !== null)

const isImpossible = (
  { atLeast, distinct, sharing, kinds }: NonNullable<Trigger['counts']>[number],
  trigger: Trigger,
): boolean => {
  if (atLeast > SIGNALS_MAX) return true
  if (distinct === undefined || distinct.atLeast < 2) return false
  const isKind = distinct.of === 'signal.kind' || distinct.of === 'kind'
  return distinct.of === sharing || (isKind && distinct.atLeast > new Set(kinds ?? trigger.kinds).size)
}

/** The trigger that fires wherever this one does, and comes before it; of those that go by one signal alone. */
const takerOf = (playbook: Playbook, placed: Placed, all: readonly Placed[], effort: Effort): Placed | undefined => {
  const { point, pointRank, trigger, rank } = placed
  if (scopeOf(trigger) !== 'signal' || trigger.kinds.includes(BY_HAND)) return undefined
  if (tiersOf(trigger).every((tier) => !mayRun(point, tier))) return undefined
  return all.find((other) => {
    if (other === placed || scopeOf(other.trigger) !== 'signal') return false
    if (!trigger.kinds.every((kind) => other.trigger.kinds.includes(kind))) return false
    if (!implies(premisesOf(trigger), other.trigger.when, playbook.fits, effort)) return false
    const theirs = tiersOf(other.trigger)
    if (!theirs.every((tier) => alwaysRuns(other.point, tier))) return false
    if (other.pointRank !== pointRank)
      return other.pointRank < pointRank && point.recordTypes.every((type) => other.point.recordTypes.includes(type))
    const weakest = Math.min(...theirs.map((tier) => RANK[tier]))
    const strongest = Math.max(...tiersOf(trigger).map((tier) => RANK[tier]))
    return weakest > strongest || (weakest === strongest && other.rank < rank)
  })
}

/** One signal that two points would take, with another intent: the order of the points decides. Told at the later of both. */
const overlapping = (playbook: Playbook, placed: Placed, all: readonly Placed[], effort: Effort): WeakTrigger[] => {
  const { point, pointRank, trigger, path } = placed
  if (scopeOf(trigger) !== 'signal') return []
  const running = (each: Placed) => tiersOf(each.trigger).filter((tier) => mayRun(each.point, tier))
  const other = all.find(
    (each) =>
      each.pointRank < pointRank &&
      scopeOf(each.trigger) === 'signal' &&
      each.point.recordTypes.some((type) => point.recordTypes.includes(type)) &&
      each.trigger.kinds.some((kind) => kind !== BY_HAND && trigger.kinds.includes(kind)) &&
      running(each).some((tier) => running(placed).some((own) => own !== tier)) &&
      canHold([...premisesOf(trigger), ...premisesOf(each.trigger)], playbook.fits, effort),
  )
  return other === undefined
    ? []
    : [
        {
          code: 'overlaps',
          path,
          problem: `the same signal may fire «${other.trigger.name}» of «${other.point.name}» with another intent; that point comes first`,
          other: other.path,
        },
      ]
}
