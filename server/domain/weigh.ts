import type { HandoffPoint } from '../../shared/point.ts'
import type { Playbook } from '../../shared/playbook.ts'
import { recordKey, type RecordRef } from '../../shared/record.ts'
import type { Trigger } from '../../shared/trigger.ts'
import { type Wait, deadlinesFor } from './deadlines.ts'
import { isDealByFacts, isForRecord } from './recordKind.ts'
import {
  anyRestsOn,
  byTime,
  type Firing,
  firingsOf,
  isEligible,
  minds,
  restsOn,
  scopeOf,
  type Sighted,
  strongest,
} from './trigger.ts'

/** A handoff that is open, as far as signals concern it. */
export type OpenHandoff = {
  id: string
  point: string
  record: RecordRef
  t0: number
  /** Until when the buyer has been answered; null: never yet. */
  answeredAt: number | null
  signals: ReadonlySet<string>
}

/** All that a signal is weighed with. */
export type Scales = {
  playbook: Playbook
  signal: Sighted
  /** The signals of its record and of its account, itself among them. */
  history: readonly Sighted[]
  /** The account's own record in the CRM. */
  company: RecordRef | null
  /** Open handoffs of these records, oldest first. */
  open: readonly OpenHandoff[]
  /** By point: what handoffs that have ended held. It counts no more. */
  spent: ReadonlyMap<string, ReadonlySet<string>>
  /** Fit or intent rose at this instant, without anybody asking: whoever waits does so since then. */
  risenAt?: number
}

/** What a signal does at one point to one record. `handoff` null: it opens one. */
export type Uptake = {
  point: HandoffPoint
  record: RecordRef
  handoff: OpenHandoff | null
  /** Null: it is a touchpoint and no more. */
  fired: { winner: Firing; t0: number; waits: Wait[] } | null
  /** Other signals that become touchpoints with it, oldest first. */
  beside: Sighted[]
}

/** `noted`: some trigger takes note of it, also where nothing runs a clock. `lowered`: its list was not confirmed, so high is medium. */
export type Weighed = { uptakes: Uptake[]; noted: boolean; lowered: boolean }

/** How long before its start a handoff takes in what was nurtured. */
export const BEFORE_MS = 90 * 86_400_000

/**
 * What follows from a signal, at every point. It goes by the times at which signals occurred alone: whatever order they arrive in,
 * the same handoffs are open in the end, since the same time, with the same intent, deadlines and touchpoints. The uptakes of the
 * signal's own record come first. (Only where an account has no record of its own does the order decide which of its people's
 * records carries what its signals add up to: the one at which it was first seen.)
 */
export const weigh = (scales: Scales): Weighed => {
  const { playbook, signal } = scales
  const home = homes(playbook)
  const points = playbook.points.filter(
    (point) => isFor(point, signal) && point.triggers.some((trigger) => minds(trigger, signal.kind)),
  )
  const weighed = points.map((point) => atPoint(scales, point, home))
  const own = recordKey(signal.ref)
  const isOwn = ({ record }: Uptake): boolean => recordKey(record) === own
  const uptakes = weighed.flatMap((each) => each.uptakes)
  return {
    uptakes: [...uptakes.filter(isOwn), ...uptakes.filter((uptake) => !isOwn(uptake))],
    noted: points.some((point) => takesNote(playbook, point, signal)),
    lowered: weighed.some(({ lowered }) => lowered),
  }
}

const isOf = (point: HandoffPoint, { ref, facts }: Sighted): boolean =>
  isForRecord(point, ref, isDealByFacts(ref, facts))

type Home = (signal: Sighted) => string | null

/** The point that takes a signal for itself: the first with a trigger that it fires alone, and that runs a clock. */
const homes = (playbook: Playbook): Home => {
  const known = new Map<string, string | null>()
  const byKind = new Map<string, HandoffPoint[]>()
  /** The points with only what a signal of this kind may fire alone. */
  const pointsFor = (kind: string): HandoffPoint[] => {
    const found = byKind.get(kind) ?? playbook.points.flatMap((point) => aloneAt(point, kind))
    byKind.set(kind, found)
    return found
  }
  return (signal) => {
    const found = known.get(signal.id)
    if (found !== undefined) return found
    const home = pointsFor(signal.kind).find(
      (point) =>
        isFor(point, signal) &&
        isOf(point, signal) &&
        firingsOf(point, [signal], playbook.fits).some((firing) => runsClock(playbook, point, firing)),
    )
    known.set(signal.id, home?.id ?? null)
    return home?.id ?? null
  }
}

const aloneAt = (point: HandoffPoint, kind: string): HandoffPoint[] => {
  const triggers = point.triggers.filter((each) => scopeOf(each) === 'signal' && each.kinds.includes(kind))
  return triggers.length === 0 ? [] : [{ ...point, triggers }]
}

const isFor = ({ id }: HandoffPoint, { point = null }: Sighted): boolean => point === null || point === id

const runsClock = (playbook: Playbook, point: HandoffPoint, { tier, at, by }: Firing): boolean =>
  deadlinesFor(playbook, point, tier, by.facts, at).rule !== null

type Target = Pick<Uptake, 'record' | 'handoff'> & {
  /** It is the account's: everything of the account concerns it. */
  isWide: boolean
}

const isOn = (record: RecordRef, { ref }: Pick<Sighted, 'ref'>): boolean => recordKey(ref) === recordKey(record)

const atPoint = (scales: Scales, point: HandoffPoint, home: Home): { uptakes: Uptake[]; lowered: boolean } => {
  const { playbook, signal, spent } = scales
  const gone = spent.get(point.id)
  if (gone?.has(signal.id)) return { uptakes: [], lowered: false }
  const history = scales.history.filter((each) => gone?.has(each.id) !== true && isFor(point, each))
  const fire = (signals: readonly Sighted[]): Firing[] =>
    firingsOf(point, signals, playbook.fits).filter(
      (firing) => (firing.scope !== 'signal' || home(firing.by) === point.id) && runsClock(playbook, point, firing),
    )
  const firings = fire(history)
  const uptakes = targetsOf(scales, point, firings).flatMap(({ record, handoff, isWide }) => {
    const since = handoff?.answeredAt ?? null
    // What was answered fires no more: after a touch everything is counted anew.
    const counted = since === null ? firings : fire(history.filter(({ at }) => at > since))
    const its = counted.filter(({ scope, by }) => (scope === 'account' ? isWide : isOn(record, by)))
    const uptake = takenUp(scales, { point, record, handoff, isWide, firings: its }, history, home)
    return uptake === null ? [] : [uptake]
  })
  return { uptakes, lowered: firings.some((firing) => firing.lowered && restsOn(firing, signal)) }
}

/** The signal's own record, and the account's, which may be the same. */
const targetsOf = ({ signal, company, open }: Scales, point: HandoffPoint, firings: readonly Firing[]): Target[] => {
  const openHere = open.filter((each) => each.point === point.id)
  const ofAccount = firings.filter(({ scope }) => scope === 'account')
  const crossed = ofAccount.find((firing) => restsOn(firing, signal) && isOf(point, firing.by))
  // Without a record of its own the account's handoff is the one that its people have at this point already.
  const amongPeople = ofAccount.length === 0 ? null : (openHere[0]?.record ?? crossed?.by.ref ?? null)
  const wide = company !== null && point.recordTypes.includes(company.type) ? company : amongPeople
  const records = isOf(point, signal) ? [signal.ref] : []
  if (wide !== null && !isOn(wide, signal)) records.push(wide)
  return records.map((record) => ({
    record,
    handoff: openHere.find((each) => recordKey(each.record) === recordKey(record)) ?? null,
    isWide: wide !== null && recordKey(wide) === recordKey(record),
  }))
}

const takenUp = (
  { playbook, signal, risenAt }: Scales,
  { point, record, handoff, isWide, firings }: Target & { point: HandoffPoint; firings: Firing[] },
  history: readonly Sighted[],
  home: Home,
): Uptake | null => {
  const isFired = firings.some((firing) => restsOn(firing, signal))
  if (!isFired && handoff === null) return null
  const relevant = isFired
    ? firings.filter((firing) => (handoff !== null && firing.at >= handoff.t0) || restsOn(firing, signal))
    : []
  const winner = strongest(relevant)
  const t0 = risenAt ?? relevant.reduce((earliest, { at }) => Math.min(earliest, at), Infinity)
  const since = Math.min(t0, handoff?.t0 ?? Infinity) - BEFORE_MS
  const isRested = anyRestsOn(firings)
  const isTouchpoint = (each: Sighted): boolean =>
    isRested(each) ||
    (each.at >= since &&
      (isWide || isOn(record, each)) &&
      point.triggers.some((trigger) => minds(trigger, each.kind)) &&
      (isAtHome(home(each), point) || point.triggers.some((trigger) => isSummed(playbook, trigger, each))))
  const isIn = ({ id }: Sighted): boolean => handoff?.signals.has(id) === true
  if (!isFired && (isIn(signal) || !isTouchpoint(signal))) return null
  return {
    point,
    record,
    handoff,
    fired: winner === undefined ? null : { winner, t0, waits: waitsOf(playbook, point, relevant, risenAt) },
    beside: history.filter((each) => each.id !== signal.id && !isIn(each) && isTouchpoint(each)).toSorted(byTime),
  }
}

const isAtHome = (home: string | null, point: HandoffPoint): boolean => home === null || home === point.id

/** Who waits, the earliest of each rule: of two with one rule the later never has the nearer deadline. */
const waitsOf = (playbook: Playbook, point: HandoffPoint, firings: readonly Firing[], risenAt?: number): Wait[] => {
  const waits: Wait[] = []
  for (const { tier, by, at: firedAt } of firings) {
    const at = risenAt ?? firedAt
    const { rule, coverage } = deadlinesFor(playbook, point, tier, by.facts, firedAt)
    if (rule === null) continue
    const same = waits.find((wait) => wait.rule === rule && wait.coverage === coverage)
    if (same === undefined) waits.push({ rule, coverage, at })
    else same.at = Math.min(same.at, at)
  }
  return waits
}

/** Whether a signal adds to what this trigger counts or scores. */
const isSummed = (playbook: Playbook, trigger: Trigger, signal: Sighted): boolean =>
  scopeOf(trigger) !== 'signal' &&
  minds(trigger, signal.kind) &&
  (!trigger.kinds.includes(signal.kind) || isEligible(trigger, signal, playbook.fits))

const takesNote = (playbook: Playbook, point: HandoffPoint, signal: Sighted): boolean =>
  point.triggers.some((trigger) =>
    scopeOf(trigger) === 'signal'
      ? isOf(point, signal) && isEligible(trigger, signal, playbook.fits)
      : isSummed(playbook, trigger, signal),
  )
