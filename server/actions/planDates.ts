import type { HandoffPoint } from '../../shared/point.ts'
import type { Playbook } from '../../shared/playbook.ts'
import { recordKey, type RecordType } from '../../shared/record.ts'
import type { Trigger } from '../../shared/trigger.ts'
import type { CrmRecord } from '../crm/connector.ts'
import { calendarOf } from '../domain/calendarOf.ts'
import { isDeal, isForRecord } from '../domain/recordKind.ts'
import { dateIn, daysBefore } from '../domain/dueDate.ts'
import { enqueueAt } from '../store/deliveries.ts'
import type { Tx } from '../store/transaction.ts'
import { factsOfRecord } from './facts.ts'

/** A date that a record shows, and when it sets a trigger off. */
export type Dated = { point: HandoffPoint; trigger: Trigger; date: string; dueAt: number }

/** Puts what the dates of a record will set off into the outbox, each date once, however often it is read. */
export const planDates = async (tx: Tx, playbook: Playbook, record: CrmRecord): Promise<void> => {
  const { ref } = record
  for (const { point, trigger, date, dueAt } of await datesOf(tx, playbook, record)) {
    // What lies behind is no longer due in so many days.
    if (daysBefore(date, -1, calendarOf(playbook, point.coverage).zone) <= tx.now) continue
    const id = `date/${point.id}/${trigger.id}/${recordKey(ref)}/${date}`
    // One that was read too late is due since then.
    const body = { ref, point: point.id, trigger: trigger.id, date, dueAt: Math.max(dueAt, tx.now) }
    await enqueueAt(tx, id, { kind: 'date_signal', ...body })
  }
}

/** The dates of a record that triggers wait for. */
export const datesOf = async (tx: Tx, playbook: Playbook, record: CrmRecord): Promise<Dated[]> => {
  const asking = playbook.points.flatMap((point) =>
    isForRecord(point, record.ref, isDeal(record.ref, record.fields))
      ? point.triggers.flatMap((trigger) =>
          trigger.date === undefined ? [] : [{ point, trigger, rule: trigger.date }],
        )
      : [],
  )
  const places = isDeal(record.ref, record.fields) ? [PLACES.deal, PLACES[record.ref.type]] : [PLACES[record.ref.type]]
  const own = asking.filter(({ rule }) => places.includes(rule.field.split('.')[0] ?? ''))
  if (own.length === 0) return []
  const facts = await factsOfRecord(tx, playbook, record)
  return own.flatMap(({ point, trigger, rule }): Dated[] => {
    const { zone } = calendarOf(playbook, point.coverage)
    const date = dateIn(facts[rule.field], zone)
    return date === null ? [] : [{ point, trigger, date, dueAt: daysBefore(date, rule.daysBefore, zone) }]
  })
}

/** The records whose dates a rule means: those that it is itself about, not all that belong to them. */
const PLACES: Record<RecordType, string> = {
  lead: 'person',
  contact: 'person',
  company: 'account',
  deal: 'opportunity',
}
