import type { Signal } from '../../shared/signal.ts'
import { lockOpenHandoffs } from '../store/handoffs.ts'
import type { Tx } from '../store/transaction.ts'
import { apply, sceneOf } from './apply.ts'
import type { Environment } from './environment.ts'

/** A signal may be what an open handoff of its record waits for, such as «meeting booked» from a calendar. */
export const proveBySignal = async (env: Environment, tx: Tx, signal: Signal): Promise<void> => {
  for (const stored of await lockOpenHandoffs(tx, signal.record)) {
    const scene = await sceneOf(env, tx, stored)
    const occurredAt = Date.parse(signal.occurredAt)
    for (const evidence of scene.desk.point.completion) {
      const isProof = evidence.signs.some((sign) => sign.kind === 'signal' && sign.kinds.includes(signal.kind))
      if (!isProof || occurredAt < stored.handoff.begunAt || stored.handoff.signals[0] === signal.id) continue
      await apply(env, scene, { type: 'see_evidence', at: tx.now, by: null, evidence, ref: signal.id, noteId: null })
      break
    }
  }
}
