import { stepsAhead } from '../domain/clocks.ts'
import { chooseBackup } from '../domain/backup.ts'
import type { PlannedStep } from '../domain/event.ts'
import { disarm, lockHandoff, rearm } from '../store/handoffs.ts'
import { returnTurn } from '../store/ledger.ts'
import type { Tx } from '../store/transaction.ts'
import { apply, type Scene, sceneOf } from './apply.ts'
import { assignTo } from './assign.ts'
import type { Environment } from './environment.ts'
import { reopening } from './reopenHandoff.ts'

/** Fires the one step that is due on this handoff, in the transaction that claimed it. */
export const tickHandoff = async (env: Environment, tx: Tx, handoffId: string): Promise<void> => {
  const stored = await lockHandoff(tx, handoffId)
  if (stored === null) return
  const [step] = stepsAhead(stored.handoff, tx.now)
  if (step === undefined || step.at > tx.now) return rearm(tx, stored)
  const scene = await sceneOf(env, tx, stored)
  if (step.act === 'reopen') return reopenOnDate(env, scene, step)
  const next = step.act === 'hand_to_backup' ? await backupOffer(env, scene) : null
  await apply(env, scene, { type: 'tick', at: tx.now, key: step.key, target: targetOf(scene, step.target), next })
}

/** The date for which the buyer asked has come. Where another handoff was opened meanwhile, that one answers them. */
const reopenOnDate = async (env: Environment, scene: Scene, step: PlannedStep): Promise<void> => {
  const command = await reopening(env, scene, step.at)
  const applied = await apply(env, scene, { ...command, key: step.key })
  if (!Array.isArray(applied) || applied.length === 0) await disarm(scene.tx, scene.stored)
}

/** The backup of the offer, or the next best when they cannot take it now; null: the owner keeps it. */
const backupOffer = async (env: Environment, { tx, stored, desk, inputs }: Scene) => {
  const { offer, refusedBy } = stored.handoff
  const seen = await inputs([...refusedBy, offer.owner])
  const status = offer.backup === null ? 'left' : (seen.people[offer.backup]?.status ?? 'left')
  const isReady = offer.backup !== null && (status === 'on_duty' || status === 'off_duty')
  const owner = isReady ? offer.backup : chooseBackup(seen, offer.owner)
  if (owner === null) return null
  // Whoever was away could not take it: the turn is theirs again.
  if (seen.people[offer.owner]?.status === 'away')
    await returnTurn(tx, { id: env.newId(), person: offer.owner, handoffId: stored.id, reason: 'away' })
  return assignTo(env, tx, desk, stored.id, seen, owner, {
    why: 'took_over',
    person: offer.owner,
    number: offer.number,
  })
}

/** Resolved when the step fires: whoever holds the part now. */
const targetOf = ({ stored, desk }: Scene, target: PlannedStep['target']): string | null => {
  const { offer, sender } = stored.handoff
  const managerOf = (person: string | null) => (person === null ? null : (desk.people.get(person)?.manager ?? null))
  const person = {
    owner: offer.owner,
    backup: offer.backup,
    manager: managerOf(offer.owner),
    sender_manager: managerOf(sender),
  }[target]
  return person === null || desk.people.get(person)?.left !== false ? null : person
}
