import type { HandoffPoint } from '../../shared/point.ts'
import type { Playbook } from '../../shared/playbook.ts'
import type { Tier } from '../../shared/terms.ts'
import type { RecordRef } from '../../shared/record.ts'
import type { Facts } from '../domain/condition.ts'
import { mentioned } from '../domain/mentioned.ts'
import { calendarOf } from '../domain/calendarOf.ts'
import { startClock } from '../domain/escalate.ts'
import type { Clock, Offer } from '../domain/event.ts'
import { chooseBackup } from '../domain/backup.ts'
import { route, type AccountMatch, type Route, type RouteInputs } from '../domain/route.ts'
import { lockStandings, payTurn, returnTurn } from '../store/ledger.ts'
import type { Person } from '../store/people.ts'
import { insertDecision } from '../store/decisions.ts'
import type { Tx } from '../store/transaction.ts'
import { clerkOf } from './clerk.ts'
import type { Environment } from './environment.ts'
import { acceptCalendar, availability, deadlines } from './hours.ts'
import { lookAround } from './lookAround.ts'

/**
 * What an assignment works with, read once in its transaction. `facts`: what is known of signal, person, account and opportunity,
 * for conditions on deadlines and steps.
 */
export type Desk = {
  playbook: Playbook
  version: number
  point: HandoffPoint
  tier: Tier
  people: Map<string, Person>
  facts?: Facts
}

/** Which handoff it is; `handoffId` null: one that is about to be opened. */
export type Subject = { record: RecordRef; handoffId: string | null; sender: string | null }

/** Reads who can take it now, where the pools stand and who knows the account. The pools are locked until the transaction ends. */
export const routeInputs = async (
  env: Environment,
  tx: Tx,
  desk: Desk,
  match: AccountMatch | null,
  refusedBy: string[],
  subject?: Subject,
): Promise<RouteInputs> => {
  const { playbook, point, tier, people, facts = {} } = desk
  const ids = new Set(point.ladder.flatMap((step) => (step.kind === 'pool' ? [step.pool] : [])))
  const pools: RouteInputs['pools'] = []
  const clerk = await clerkOf(env, tx, desk)
  for (const pool of playbook.pools.filter(({ id }) => ids.has(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    pools.push({ ...pool, standings: await lockStandings(tx, pool, tier, clerk) })
  }
  const conditions = [...point.ladder, ...point.tiersWhen].map(({ when }) => when)
  return {
    at: tx.now,
    ladder: point.ladder,
    pools,
    match,
    people: Object.fromEntries(
      [...people.values()].map((person) => [person.id, availability(person, playbook, tx.now)]),
    ),
    refusedBy,
    facts: mentioned(conditions, playbook.fits, { ...facts, 'handoff.tier': tier, 'handoff.point': point.id }),
    fits: playbook.fits,
    ...(subject === undefined
      ? {}
      : { sender: subject.sender, ...(await lookAround(tx, desk, match?.account ?? null, subject)) }),
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

/**
 * Gives it to one person by name: a manager's choice, whoever returned it once it is complete, or whoever had it when it is opened
 * again. No turn is paid, and a return gives back the one that was.
 */
export const assignNamed = async (
  env: Environment,
  tx: Tx,
  desk: Desk,
  handoffId: string,
  inputs: RouteInputs,
  { owner, why, before }: { owner: string; why: 'reassigned' | 'resubmitted' | 'reopened'; before: Offer },
): Promise<Offer> => {
  if (why === 'resubmitted') await returnTurn(tx, { id: env.newId(), person: owner, handoffId, reason: 'returned' })
  const named: Route = {
    owner,
    backup: chooseBackup(inputs, owner),
    step: why,
    why,
    whyName: null,
    instead: before.owner === owner ? null : { person: before.owner, awayUntil: null },
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
  const { rule, coverage } = deadlines(desk, tx.now)
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
      rule: rule.accept,
      policy: desk.point.escalation,
      calendar: calendarOf(desk.playbook, acceptCalendar(desk, routed.owner, coverage)),
      startedAt: tx.now,
      scope: String(number),
    }),
  }
}

/** The buyer's deadline, on the point's coverage calendar. */
export const touchClock = (desk: Desk, t0: number, cycle: number): Clock => {
  const { rule, coverage } = deadlines(desk, t0)
  return startClock({
    kind: 'touch',
    rule: rule.touch,
    policy: desk.point.escalation,
    calendar: calendarOf(desk.playbook, coverage),
    startedAt: t0,
    scope: String(cycle),
  })
}
