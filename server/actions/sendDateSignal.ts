import type { Signal } from '../../shared/signal.ts'
import type { CrmRecord } from '../crm/connector.ts'
import type { DeliveryBody } from '../store/bodies.ts'
import { livePlaybook } from '../store/playbooks.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Environment } from './environment.ts'
import { type Dated, datesOf } from './planDates.ts'
import { receiveSignal } from './receiveSignal.ts'

type DateBody = Extract<DeliveryBody, { kind: 'date_signal' }>

/** The day has come: when the record still shows the date, it is a signal. False: it shows another by now. */
export const sendDateSignal = async (
  env: Environment,
  workspace: string,
  { id, body, record }: { id: string; body: DateBody; record: CrmRecord | 'gone' },
): Promise<boolean> => {
  if (record === 'gone') return false
  const found = await inWorkspace(env.database, workspace, 'findDate', async (tx) => {
    const live = await livePlaybook(tx)
    const all = live === null ? [] : await datesOf(tx, live.playbook, record)
    const dated = all.find(
      ({ point, trigger, date }) => point.id === body.point && trigger.id === body.trigger && date === body.date,
    )
    // Its day may have been moved by another version of the playbook: then it is due anew, once the record is read.
    return dated === undefined || dated.dueAt > tx.now ? null : dated
  })
  if (found === null) return false
  await receiveSignal(env, workspace, signalOf(id, found, body), { fresh: record })
  return true
}

const signalOf = (id: string, { point, trigger, date }: Dated, { ref, dueAt }: DateBody): Signal => ({
  id,
  kind: trigger.kinds[0] ?? '',
  occurredAt: new Date(dueAt).toISOString(),
  source: 'calendar',
  record: ref,
  fields: { date, trigger: `${point.id}/${trigger.id}`, days_before: trigger.date?.daysBefore ?? 0 },
})
