import { chooseBackup } from '../../server/domain/backup.ts'
import { startClock } from '../../server/domain/escalate.ts'
import type { Clock, Offer } from '../../server/domain/event.ts'
import { route, type Route, type RouteInputs } from '../../server/domain/route.ts'
import type { Calendar } from '../../shared/calendar.ts'
import type { EscalationStep, HandoffPoint } from '../../shared/point.ts'

/** By what offers and clocks are made. */
export type Rules = { policy: EscalationStep[]; calendar: Calendar; tiers: HandoffPoint['tiers'] }

/** What the ladder gives; null: nobody. */
export const routedOffer = (rules: Rules, inputs: RouteInputs, number: number): Offer | null => {
  const routed = route(inputs)
  return routed === null ? null : offerOf(rules, routed, number, inputs.at)
}

/** An offer to somebody in particular, after another one. */
export const offerTo = (
  rules: Rules,
  inputs: RouteInputs,
  owner: string,
  before: Offer,
  why: Offer['why'] = 'took_over',
): Offer =>
  offerOf(
    rules,
    {
      owner,
      backup: chooseBackup(inputs, owner),
      why,
      whyName: null,
      instead: { person: before.owner, awayUntil: null },
      pool: null,
    },
    before.number + 1,
    inputs.at,
  )

/** Who takes over from this offer: its backup where they can, else the next best; null: nobody. */
export const successor = (inputs: RouteInputs, offer: Offer): string | null => {
  const status = offer.backup === null ? 'left' : (inputs.people[offer.backup]?.status ?? 'left')
  return status === 'on_duty' || status === 'off_duty' ? offer.backup : chooseBackup(inputs, offer.owner)
}

const offerOf = (rules: Rules, routed: Omit<Route, 'trace' | 'step'>, number: number, at: number): Offer => {
  const { owner, backup, why, whyName, instead, pool } = routed
  return {
    number,
    owner,
    backup,
    why,
    whyName,
    instead,
    pool,
    decisionId: `decision-${number}`,
    accept: clockOf(rules, 'accept', 'high', at, number),
  }
}

/** Throws a RangeError for a tier that runs no clock. */
export const clockOf = (
  { tiers, policy, calendar }: Rules,
  kind: Clock['kind'],
  tier: 'high' | 'medium',
  startedAt: number,
  scope: number,
): Clock => {
  const rule = tiers[tier]
  if (rule === null) throw new RangeError(`tier «${tier}» runs no clock`)
  return startClock({ kind, rule: rule[kind], policy, calendar, startedAt, scope: String(scope) })
}
