import type { Trigger } from '../../shared/playbook.ts'
import type { Signal } from '../../shared/signal.ts'
import { decide } from '../domain/decide.ts'
import { companyDomain } from '../domain/match.ts'
import type { AccountMatch } from '../domain/route.ts'
import { type Account, accountByDomain } from '../store/accounts.ts'
import { append } from '../store/handoffs.ts'
import { seenRecord } from '../store/records.ts'
import type { Tx } from '../store/transaction.ts'
import { dimensions } from './apply.ts'
import { assignByLadder, type Desk, routeInputs, touchClock } from './assign.ts'
import type { Environment } from './environment.ts'
import { enqueueWrites } from './writeBack.ts'

/** Matches the buyer to an account, routes, starts both clocks and tells the CRM, all in this transaction. Returns the new id. */
export const openHandoff = async (
  env: Environment,
  tx: Tx,
  desk: Desk,
  input: { signal: Signal; trigger: Trigger; personalId: string; t0: number },
): Promise<string> => {
  const { signal, trigger, personalId, t0 } = input
  const id = env.newId()
  const found = await matchAccount(tx, signal)
  const inputs = await routeInputs(tx, desk, found?.match ?? null, [])
  const offer = await assignByLadder(env, tx, desk, id, inputs, 1)
  if (offer === null)
    throw new RangeError(`the ladder of point «${desk.point.id}» ends without an owner: its catch-all has left`)
  const decision = decide(null, {
    type: 'open',
    at: tx.now,
    point: desk.point.id,
    trigger: trigger.id,
    triggerName: trigger.name,
    tier: desk.tier,
    record: signal.record,
    signalId: signal.id,
    kind: signal.kind,
    source: signal.source,
    t0,
    playbookVersion: desk.version,
    account: found === null ? null : { id: found.account.id, segment: found.account.segment },
    touch: touchClock(desk, t0, 1),
    offer,
  })
  if ('refusal' in decision) throw new RangeError(`a new handoff was refused: ${decision.refusal}`)
  const handoff = await append(tx, { id, personalId, before: null }, decision.events, dimensions(desk.people))
  await enqueueWrites(env, tx, desk, id, handoff, decision.events)
  return id
}

/** By the registrable domain of the buyer's address: from the signal first, else as the CRM knows it. */
const matchAccount = async (tx: Tx, signal: Signal): Promise<{ account: Account; match: AccountMatch } | null> => {
  const email = signal.buyer?.email ?? (await seenRecord(tx, signal.record))?.record.buyer.email
  const value = companyDomain(email)
  const account = value === null ? null : await accountByDomain(tx, value)
  if (value === null || account === null) return null
  const { id, name, ownerId: owner, backupId: backup } = account
  return { account, match: { account: id, name, evidence: 'email_domain', value, owner, backup } }
}
