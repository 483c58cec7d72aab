import type { RecordAnswer } from '../../shared/handoff.ts'
import type { RecordRef } from '../../shared/record.ts'
import { openHandoffs } from '../store/handoffs.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Actor, Environment } from './environment.ts'
import { viewHandoff } from './viewHandoff.ts'
import { iso } from './clockView.ts'

/** The handoff that the sidebar shows on this record: the caller's own first, then the one with the nearest deadline. */
export const viewRecord = (env: Environment, actor: Actor, record: RecordRef): Promise<RecordAnswer> =>
  inWorkspace(env.database, actor.workspace, 'viewRecord', async (tx) => {
    const open = await openHandoffs(tx, record)
    const shown = open.find(({ handoff }) => handoff.offer.owner === actor.person) ?? open[0]
    return { now: iso(tx.now), handoff: shown === undefined ? null : await viewHandoff(env, tx, actor, shown) }
  })
