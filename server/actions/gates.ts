import type { GateView } from '../../shared/recordAnswer.ts'
import type { LifecycleStage, Playbook } from '../../shared/playbook.ts'
import type { RecordRef } from '../../shared/record.ts'
import { missingItems } from '../domain/context.ts'
import { lifecycleOf } from '../domain/lifecycle.ts'
import { findConnection } from '../store/connections.ts'
import type { StoredHandoff } from '../store/handoffs.ts'
import { seenRecord } from '../store/records.ts'
import type { Tx } from '../store/transaction.ts'
import { deskOf } from './apply.ts'
import type { Desk } from './assign.ts'
import { contextOf, contextOfRecord } from './context.ts'
import { isForPoint, namedItem } from './handOffChoices.ts'

/** Where somebody looks at the gates of a record: its open handoffs hold what was filled in for their points. */
type Place = { playbook: Playbook; people: Desk['people']; record: RecordRef; open: readonly StoredHandoff[] }

/** What is missing before this record may enter this stage, point by point; nothing: it may. */
export const gatesInto = async (
  tx: Tx,
  { playbook, people, record, open }: Place,
  stage: LifecycleStage,
  fields: Record<string, string> = {},
): Promise<GateView[]> => {
  const crm = (await findConnection(tx, record.connection))?.name ?? ''
  const gates: GateView[] = []
  for (const point of playbook.points) {
    if (!point.gate?.stages.includes(stage.id) || !(await isForPoint(tx, point, record))) continue
    const stored = open.find(({ handoff }) => handoff.point === point.id)
    const context =
      stored === undefined
        ? await contextOfRecord(tx, record, point, people, crm, { fields })
        : (await contextOf(tx, stored, await deskOf(tx, stored), crm, { fields })).context
    const missing = missingItems(context)
    if (missing.length > 0)
      gates.push({
        point: { id: point.id, name: point.name },
        stage: { id: stage.id, name: stage.name },
        missing: missing.map((item) => namedItem(point, item)),
      })
  }
  return gates
}

/** The gates that lie ahead of a record: the next guarded stage of each point, while something that it asks for is missing. */
export const gatesAhead = async (tx: Tx, place: Place): Promise<GateView[]> => {
  const { playbook, record, open } = place
  const connection = await findConnection(tx, record.connection)
  const seen = await seenRecord(tx, record)
  if (connection === null || seen === null) return []
  const present = lifecycleOf(playbook, { connection: connection.id, kind: connection.kind }, seen.record.stage)
  if (present?.ended !== undefined) return []
  const rank = (id: string) => playbook.lifecycle.findIndex((stage) => stage.id === id)
  const from = present === null ? -1 : rank(present.id)
  const gates: GateView[] = []
  for (const stage of playbook.lifecycle.filter(({ id }) => rank(id) > from)) {
    const known = new Set(gates.map(({ point }) => point.id))
    const fresh = await gatesInto(tx, place, stage)
    gates.push(
      ...fresh.filter(({ point }) => !known.has(point.id) && !open.some(({ handoff }) => handoff.point === point.id)),
    )
  }
  return gates
}
