import type { HandOffChoice } from '../../shared/recordAnswer.ts'
import type { NamedItem } from '../../shared/handoffParts.ts'
import type { HandoffPoint } from '../../shared/point.ts'
import type { Playbook } from '../../shared/playbook.ts'
import type { RecordRef } from '../../shared/record.ts'
import { questionsOf } from '../domain/context.ts'
import { HANDED_OFF } from '../domain/ownKinds.ts'
import { isDeal, isForRecord } from '../domain/recordKind.ts'
import { lifecycleOf } from '../domain/lifecycle.ts'
import { findConnection } from '../store/connections.ts'
import { seenRecord } from '../store/records.ts'
import type { Tx } from '../store/transaction.ts'
import type { Desk } from './assign.ts'
import { contextOfRecord } from './context.ts'

/** Whether people hand over at this point: then what is missing has somebody to answer for it. */
export const isFedByPeople = (point: HandoffPoint): boolean =>
  point.triggers.some(({ kinds }) => kinds.includes(HANDED_OFF))

/** Whether this record can be handed over there, by its kind and by what its CRM showed of it. */
export const isForPoint = async (tx: Tx, point: HandoffPoint, record: RecordRef): Promise<boolean> =>
  isForRecord(point, record, isDeal(record, (await seenRecord(tx, record))?.record.fields ?? {}))

export const pointView = ({ id, name, from, to }: HandoffPoint): HandOffChoice['point'] => ({ id, name, from, to })

/** Where this record could be handed over, with what each point asks for. */
export const choicesFor = async (
  tx: Tx,
  playbook: Playbook,
  people: Desk['people'],
  record: RecordRef,
  isOpen: (point: string) => boolean,
): Promise<HandOffChoice[]> => {
  const connection = await findConnection(tx, record.connection)
  const crm = connection?.name ?? ''
  const kinds = { connection: record.connection, kind: connection?.kind ?? '' }
  const stage = lifecycleOf(playbook, kinds, (await seenRecord(tx, record))?.record.stage)
  const choices: HandOffChoice[] = []
  for (const point of playbook.points) {
    if (!isFedByPeople(point) || isOpen(point.id) || !(await isForPoint(tx, point, record))) continue
    const proposed = stage !== null && point.gate?.stages.includes(stage.id) === true
    const context = await contextOfRecord(tx, record, point, people, crm)
    choices.push({ point: pointView(point), questions: questionsOf(point.context, context), proposed })
  }
  return choices
}

/** An item by its code, with its name where the playbook gave it one. */
export const namedItem = (point: HandoffPoint, item: string): NamedItem => {
  const name = point.context.find((rule) => rule.item === item)?.name
  return { item, ...(name === undefined ? {} : { name }) }
}
