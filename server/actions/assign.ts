import type { HandoffPoint, Playbook, Tier, TierRule } from '../../shared/playbook.ts'
import type { Calendar } from '../../shared/calendar.ts'
import { startClock } from '../domain/escalate.ts'
import type { Clock, Offer } from '../domain/event.ts'
import { chooseBackup, route, type AccountMatch, type Route, type RouteInputs } from '../domain/route.ts'
import { openWindows } from '../domain/workingTime.ts'
import { lockStandings, payTurn } from '../store/ledger.ts'
import type { Person } from '../store/people.ts'
import { insertDecision } from '../store/decisions.ts'
import type { Tx } from '../store/transaction.ts'
import type { Environment } from './environment.ts'

/** What an assignment works with, read once in its transaction. */
export type Desk = { playbook: Playbook; version: number; point: HandoffPoint; tier: Tier; people: Map<string, Person> }

/** Reads who can take it now and where the pools stand. The pools are locked until the transaction ends. */
export const routeInputs = async (
  tx: Tx,
  desk: Desk,
  match: AccountMatch | null,
  refusedBy: string[],
): Promise<RouteInputs> => {
  const { playbook, point, tier, people } = desk
  const ids = new Set(point.ladder.flatMap((step) => (step.kind === 'pool' ? [step.pool] : [])))
  const pools: RouteInputs['pools'] = []
  for (const pool of playbook.pools.filter(({ id }) => ids.has(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    pools.push({ ...pool, standings: await lockStandings(tx, pool, tier) })
  }
  return {
    at: tx.now,
    ladder: point.ladder,
    pools,
    match,
    people: Object.fromEntries(
      [...people.values()].map((person) => [person.id, availability(person, playbook, tx.now)]),
    ),
    refusedBy,
  }
}

/** Routes and makes the offer: decision and turn are stored in the same transaction. Null: nobody is left. */
export const assignByLadder = async (
  env: Environment,
  tx: Tx,
  desk: Desk,
  handoffId: string,
  inputs: RouteInputs,
  number: number,
): Promise<Offer | null> => {
  const routed = route(inputs)
  if (routed === null) return null
  if (routed.pool !== null) {
    await payTurn(tx, {
      id: env.newId(),
      pool: routed.pool,
      tier: desk.tier,
      person: routed.owner,
      handoffId,
      reason: 'rotation',
    })
  }
  return makeOffer(env, tx, desk, handoffId, inputs, routed, number)
}

/** Gives it to one particular person: the backup, by time or by stepping in. Their pool pays the turn when they are in it. */
export const assignTo = async (
  env: Environment,
  tx: Tx,
  desk: Desk,
  handoffId: string,
  inputs: RouteInputs,
  owner: string,
  before: { why: 'took_over' | 'stepped_in'; person: string; number: number },
): Promise<Offer> => {
  const pool = inputs.pools.find(({ standings }) => standings.some(({ person }) => person === owner))
  if (pool !== undefined) {
    await payTurn(tx, {
      id: env.newId(),
      pool: pool.id,
      tier: desk.tier,
      person: owner,
      handoffId,
      reason: 'took_over',
    })
  }
  const taken: Route = {
    owner,
    backup: chooseBackup(inputs, owner),
    step: 'take_over',
    why: before.why,
    whyName: null,
    instead: { person: before.person, awayUntil: null },
    pool: pool?.id ?? null,
    trace: [],
  }
  return makeOffer(env, tx, desk, handoffId, inputs, taken, before.number + 1)
}

/** Gives it to whom the CRM shows as the owner. Somebody has chosen them by name: no pool pays a turn. */
export const assignAsInCrm = (
  env: Environment,
  tx: Tx,
  desk: Desk,
  handoffId: string,
  inputs: RouteInputs,
  owner: string,
  before: { person: string; number: number; crm: string },
): Promise<Offer> => {
  const named: Route = {
    owner,
    backup: chooseBackup(inputs, owner),
    step: 'crm',
    why: 'crm_changed',
    whyName: before.crm,
    instead: { person: before.person, awayUntil: null },
    pool: null,
    trace: [],
  }
  return makeOffer(env, tx, desk, handoffId, inputs, named, before.number + 1)
}

/** Asks the same owner anew, for a buyer who waits anew; their last offer was never answered. */
export const assignAnew = (
  env: Environment,
  tx: Tx,
  desk: Desk,
  handoffId: string,
  inputs: RouteInputs,
  { owner, why, whyName, instead, number }: Offer,
): Promise<Offer> => {
  const same: Route = {
    owner,
    backup: chooseBackup(inputs, owner),
    step: 'anew',
    why,
    whyName,
    instead,
    pool: null,
    trace: [],
  }
  return makeOffer(env, tx, desk, handoffId, inputs, same, number + 1)
}

const makeOffer = async (
  env: Environment,
  tx: Tx,
  desk: Desk,
  handoffId: string,
  inputs: RouteInputs,
  routed: Route,
  number: number,
): Promise<Offer> => {
  const decisionId = env.newId()
  await insertDecision(tx, { id: decisionId, handoffId, playbookVersion: desk.version, inputs, route: routed })
  return {
    number,
    owner: routed.owner,
    backup: routed.backup,
    why: routed.why,
    whyName: routed.whyName,
    instead: routed.instead,
    pool: routed.pool,
    decisionId,
    accept: startClock({
      kind: 'accept',
      rule: deadlines(desk).accept,
      policy: desk.point.escalation,
      calendar: calendarOf(desk.playbook, desk.people.get(routed.owner)?.calendar ?? desk.point.coverage),
      startedAt: tx.now,
      scope: String(number),
    }),
  }
}

/** The buyer's deadline, on the point's coverage calendar. */
export const touchClock = (desk: Desk, t0: number, cycle: number): Clock =>
  startClock({
    kind: 'touch',
    rule: deadlines(desk).touch,
    policy: desk.point.escalation,
    calendar: calendarOf(desk.playbook, desk.point.coverage),
    startedAt: t0,
    scope: String(cycle),
  })

const deadlines = ({ point, tier }: Desk): NonNullable<TierRule> => {
  const rule = point.tiers[tier]
  if (rule === null) throw new RangeError(`tier «${tier}» of point «${point.id}» runs no clock`)
  return rule
}

export const calendarOf = (playbook: Playbook, id: string): Calendar => {
  const calendar = playbook.calendars.find((each) => each.id === id) ?? playbook.calendars[0]
  if (calendar === undefined) throw new RangeError('the playbook has no calendar')
  return calendar
}

const availability = (person: Person, playbook: Playbook, now: number): RouteInputs['people'][string] => {
  const { manager, awayUntil } = person
  if (person.left) return { status: 'left', manager }
  if (awayUntil !== null) return { status: 'away', awayUntil, manager }
  if (person.paused) return { status: 'paused', manager }
  const isOpen = openWindows(calendarOf(playbook, person.calendar), now, now + 1).length > 0
  return { status: isOpen ? 'on_duty' : 'off_duty', manager }
}
