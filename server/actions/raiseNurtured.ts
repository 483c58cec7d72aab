import { recordKey, type RecordRef } from '../../shared/record.ts'
import { BEFORE_MS, weigh } from '../domain/weigh.ts'
import { livePlaybook, type LivePlaybook } from '../store/playbooks.ts'
import { groupSignals, idleSignals, latestAddress } from '../store/signals.ts'
import type { Tx } from '../store/transaction.ts'
import type { Environment } from './environment.ts'
import { lookUpFacts, type Surroundings } from './facts.ts'
import { queueUp } from './queueUp.ts'
import { layScales, refOf } from './scales.ts'
import { takeUp } from './takeUp.ts'

/** The latest that are looked at again: where one of a kind rises, those before it become its touchpoints. */
const RAISED_AT_ONCE = 100
/** So many signals are read for it, each time one is looked at. Past it only the latest of each kind of a record are, as often again. */
const WEIGHED_AT_ONCE = 10_000

/**
 * Looks again at what was nurtured in the last 90 days, now that its record or its account was read: what runs a clock by now opens
 * a handoff, once. Its buyer waits from now on: nobody was asked before. To be called under the locks of account and record.
 */
export const raiseNurtured = async (
  env: Environment,
  tx: Tx,
  live: LivePlaybook,
  around: Surroundings,
  ref: RecordRef,
  atMost = RAISED_AT_ONCE,
): Promise<void> => {
  const group = ref.type === 'company' ? around.group : null
  const of = { ref, group, sinceMs: tx.now - BEFORE_MS, atMost }
  const raised = new Set<string>()
  const idle = await idleSignals(tx, of)
  const latest = new Set(new Map(idle.map((row) => [`${recordKey(refOf(row))} ${row.kind}`, row.id])).values())
  let weighed = 0
  for (const row of idle) {
    if (weighed >= 2 * WEIGHED_AT_ONCE) return
    if (raised.has(row.id) || (weighed >= WEIGHED_AT_ONCE && !latest.has(row.id))) continue
    const own =
      group === null ? around : await lookUpFacts(tx, live.playbook, refOf(row), await latestAddress(tx, refOf(row)))
    const laid = await layScales(tx, live.playbook, own, row)
    if (laid === null) continue
    weighed += laid.scales.history.length
    const { uptakes } = weigh({ ...laid.scales, risenAt: tx.now })
    const opening = uptakes.filter(({ fired, handoff }) => fired !== null && handoff === null)
    await takeUp(env, tx, live, own, laid, { uptakes: opening })
    for (const { beside } of opening) for (const { id } of [row, ...beside]) raised.add(id)
  }
}

/** The same for a record that was just read, in a transaction of its own. Its signals are its account's from now on. */
export const riseAgain = async (env: Environment, tx: Tx, ref: RecordRef): Promise<void> => {
  const live = await livePlaybook(tx)
  if (live === null) return
  const around = await lookUpFacts(tx, live.playbook, ref, await latestAddress(tx, ref))
  await queueUp(tx, ref, around.group)
  if (around.group !== null) await groupSignals(tx, ref, around.group)
  await raiseNurtured(env, tx, live, around, ref)
}
