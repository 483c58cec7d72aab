import type { RecordAnswer } from '../../shared/recordAnswer.ts'
import type { RecordRef } from '../../shared/record.ts'
import { lastEnded } from '../store/handoffLists.ts'
import { findHandoff, openHandoffs, type StoredHandoff } from '../store/handoffs.ts'
import { allPeople } from '../store/people.ts'
import { livePlaybook } from '../store/playbooks.ts'
import { inWorkspace, type Tx } from '../store/transaction.ts'
import type { Actor, Environment } from './environment.ts'
import { gatesAhead } from './gates.ts'
import { choicesFor } from './handOffChoices.ts'
import { getToKnow } from './readRecord.ts'
import { viewHandoff } from './viewHandoff.ts'
import { iso } from './clockView.ts'

/** Who looks at a record that was never read waits no longer for its CRM. */
const CRM_ANSWERS_WITHIN_MS = 800

/**
 * What the sidebar shows on this record: of its open handoffs the caller's own first, then the one with the nearest deadline; else the
 * one that ended last. Beside it what could be handed over, and what a stage asks for.
 */
export const viewRecord = async (env: Environment, actor: Actor, record: RecordRef): Promise<RecordAnswer> => {
  await getToKnow(env, actor.workspace, record, CRM_ANSWERS_WITHIN_MS)
  return inWorkspace(env.database, actor.workspace, 'viewRecord', (tx) => answerFor(env, tx, actor, record, null))
}

/** The same with one particular handoff of the record in the middle; null: there is none by this id. */
export const viewOne = (env: Environment, actor: Actor, id: string): Promise<RecordAnswer | null> =>
  inWorkspace(env.database, actor.workspace, 'viewOne', async (tx) => {
    const chosen = await findHandoff(tx, id)
    return chosen === null ? null : answerFor(env, tx, actor, chosen.handoff.record, chosen)
  })

const answerFor = async (
  env: Environment,
  tx: Tx,
  actor: Actor,
  record: RecordRef,
  chosen: StoredHandoff | null,
): Promise<RecordAnswer> => {
  const open = await openHandoffs(tx, record)
  const mine = open.find(({ handoff }) => handoff.offer.owner === actor.person)
  const shown = chosen ?? mine ?? open[0] ?? (await lastEnded(tx, record))
  const live = await livePlaybook(tx)
  const people = await allPeople(tx)
  const others = open.filter(({ id }) => id !== shown?.id)
  const nameOf = (id: string) => ({ id, name: people.get(id)?.name ?? id })
  const isOpen = (point: string) => open.some(({ handoff }) => handoff.point === point)
  return {
    now: iso(tx.now),
    handoff: shown === null ? null : await viewHandoff(env, tx, actor, shown),
    others: others.map(({ id, handoff }) => ({
      id,
      point: live?.playbook.points.find((point) => point.id === handoff.point)?.name ?? handoff.point,
      owner: nameOf(handoff.offer.owner),
      state: handoff.state,
    })),
    choices: live === null ? [] : await choicesFor(tx, live.playbook, people, record, isOpen),
    gates: live === null ? [] : await gatesAhead(tx, { playbook: live.playbook, people, record, open }),
  }
}
