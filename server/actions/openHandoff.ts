import type { ContextValues } from '../../shared/act.ts'
import type { HandoffPoint } from '../../shared/point.ts'
import type { Playbook } from '../../shared/playbook.ts'
import type { CrmRecord } from '../crm/connector.ts'
import { planApprovals } from '../domain/approvals.ts'
import { ownerOf, personIn } from '../domain/crmOwner.ts'
import { decide } from '../domain/decide.ts'
import { STAGE_ENTERED } from '../domain/ownKinds.ts'
import { shownBefore } from '../domain/seen.ts'
import { acceptClockOf, touchClockOf } from '../domain/deadlines.ts'
import type { Sighted } from '../domain/trigger.ts'
import type { Uptake } from '../domain/weigh.ts'
import { enqueue } from '../store/deliveries.ts'
import { append, type StoredHandoff } from '../store/handoffs.ts'
import { insertPersonal, seenRecord } from '../store/records.ts'
import type { Tx } from '../store/transaction.ts'
import { dimensions } from './apply.ts'
import { presentApprovers } from './approvers.ts'
import { assignByLadder, type Desk, routeInputs } from './assign.ts'
import type { Environment } from './environment.ts'
import type { Surroundings } from './facts.ts'
import { seenIn } from './seeInCrm.ts'
import { enqueueWrites } from './writeBack.ts'

/** Somebody hands over at one point, with what they filled in. */
export type ByHand = { by: string; point: string; values: ContextValues }

type Input = {
  uptake: Uptake
  signal: Sighted
  personalId: string
  around: Surroundings
  byHand?: ByHand | undefined
}

/** Whoever could receive it has left, or is the one who gives it. */
export class NobodyLeft extends Error {
  override readonly name = 'NobodyLeft'
}

/** Routes, starts both clocks and tells the CRM, all in this transaction. Throws `NobodyLeft`. */
export const openHandoff = async (
  env: Environment,
  tx: Tx,
  desk: Desk,
  { uptake, signal, personalId, around, byHand }: Input,
): Promise<StoredHandoff> => {
  const { point, record, fired } = uptake
  if (fired === null) throw new RangeError('a signal that fires nothing opens nothing')
  const { winner, t0, waits } = fired
  const { playbook } = desk
  const id = env.newId()
  const source = String(signal.facts['signal.source'] ?? '')
  const seen = (await seenRecord(tx, record))?.record ?? null
  const sender = byHand?.by ?? moverOf(desk, signal, seen) ?? senderOf(playbook, point, source)
  const subject = { record, handoffId: null, sender }
  const inputs = await routeInputs(env, tx, desk, around.match, [], subject)
  const offer =
    (await assignByLadder(env, tx, desk, id, inputs, 1)) ??
    // Where nobody but its sender is here, what came by itself is theirs: better than nobody's.
    (byHand === undefined && sender !== null
      ? await assignByLadder(env, tx, desk, id, { ...inputs, sender: null }, 1)
      : null)
  if (offer === null) throw new NobodyLeft(`nobody is left who could receive at point «${point.id}»`)
  const { account } = around
  const given = { fits: playbook.fits, nowMs: tx.now }
  const plan = planApprovals(point.approvals, winner.by.facts, given)
  const decision = decide(null, {
    type: 'open',
    at: tx.now,
    point: point.id,
    trigger: winner.trigger.id,
    triggerName: winner.trigger.name,
    tier: winner.tier,
    record,
    signalId: signal.id,
    kind: signal.kind,
    source,
    t0,
    playbookVersion: desk.version,
    account: account === null ? null : { id: account.id, segment: account.segment },
    touch: touchClockOf(playbook.calendars, point, waits, 1),
    offer: { ...offer, accept: acceptClockOf(playbook.calendars, point, waits, offer) },
    sender,
    ...(byHand === undefined ? {} : { byHand: true, entryId: await keepEntry(env, tx, byHand) }),
    approvals: plan === null ? null : presentApprovers(plan, desk),
    before: seen === null ? [] : shownBefore(point, await seenIn(tx, desk, seen), given),
    // Whom nobody may contact nobody is asked to touch; a colleague may always be answered.
    ...(point.firstResponse === 'buyer' && winner.by.facts['person.do_not_contact'] === true
      ? { doNotContact: true }
      : {}),
  })
  if ('refusal' in decision) throw new RangeError(`a new handoff was refused: ${decision.refusal}`)
  const handoff = await append(tx, { id, personalId, before: null }, decision.events, dimensions(desk.people))
  await enqueueWrites(env, tx, desk, id, handoff, decision.events)
  if (seen === null) await enqueue(tx, env.newId(), { kind: 'crm_pull', ref: record }, id)
  return { id, personalId, handoff }
}

const keepEntry = async (env: Environment, tx: Tx, { by, values }: ByHand): Promise<string> => {
  const id = env.newId()
  await insertPersonal(tx, id, { kind: 'context', by, at: tx.now, values })
  return id
}

/** Whoever moved the record into the stage gives it, else whose it is. */
const moverOf = ({ people }: Desk, { kind, facts }: Sighted, seen: CrmRecord | null): string | null => {
  if (kind !== STAGE_ENTERED) return null
  const moved = ownerOf({ ownerEmail: String(facts['signal.fields.moved_by'] ?? '') })
  const owner = seen === null ? null : personIn(people.values(), ownerOf(seen))
  return (personIn(people.values(), moved) ?? owner)?.id ?? null
}

/** Who answers for what comes from there: as the playbook says of the source, else of the point. */
const senderOf = ({ sources }: Playbook, point: HandoffPoint, source: string): string | null => {
  const name = source.trim().toLowerCase()
  return sources.find((each) => each.source.trim().toLowerCase() === name)?.sender ?? point.sender ?? null
}
