import type { StoredConnection } from '../store/connections.ts'
import { findConnection } from '../store/connections.ts'
import { CrmError, type CrmWrite, type WriteResult } from '../crm/connector.ts'
import { failpoint } from '../failpoint.ts'
import { type Claimed, type Delivery, failDelivery, findDelivery, settleDelivery } from '../store/deliveries.ts'
import { tell } from '../store/changes.ts'
import { errorWords, type Log } from '../log.ts'
import { isUnavailable } from '../store/query.ts'
import { findHandoff } from '../store/handoffs.ts'
import type { DeliveryBody } from '../store/bodies.ts'
import { personalById } from '../store/records.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Environment } from './environment.ts'
import { pullRecord } from './pullRecord.ts'

const DAY_MS = 86_400_000
const BACKOFF_MS_MAX = 30 * 60_000
/** What a CRM told of is a buyer: it is not given up before a week-end and a holiday are over. A write is told at its handoff. */
const GIVE_UP_MS = { crm_pull: 14 * DAY_MS, crm_write: 3 * DAY_MS }

/** Does one delivery that this process has leased. A crash before the last commit leaves it due: it is done again under the same id. */
export const deliver = async (env: Environment, log: Log, { workspace, id }: Claimed): Promise<void> => {
  const found = await inWorkspace(env.database, workspace, 'findDelivery', async (tx) => {
    const delivery = await findDelivery(tx, id)
    return delivery === null ? null : { delivery, connection: await findConnection(tx, delivery.body.ref.connection) }
  })
  if (found === null || found.delivery.state !== 'due') return
  const outcome = await send(env, workspace, log, found.delivery, found.connection)
  await inWorkspace(env.database, workspace, 'settleDelivery', async (tx) => {
    if (outcome instanceof CrmError) {
      const againAt = againAfter(env, tx.now, found.delivery, outcome)
      await failDelivery(tx, id, outcome.message, againAt)
      log(againAt === null ? 'delivery_given_up' : 'delivery_put_off', { delivery: id, kind: found.delivery.kind })
    } else await settleDelivery(tx, id, outcome)
    const handoff = found.delivery.handoffId === null ? null : await findHandoff(tx, found.delivery.handoffId)
    if (handoff !== null) await tell(tx, handoff.id, null, handoff.handoff)
  })
}

const send = async (
  env: Environment,
  workspace: string,
  log: Log,
  { id, kind, body }: Delivery,
  connection: StoredConnection | null,
): Promise<WriteResult | CrmError> => {
  if (connection === null) return new CrmError('The CRM of this record is no longer connected.', { retry: false })
  failpoint(`${kind}.beforeSend`)
  try {
    const connector = env.connect(connection)
    if (body.kind === 'crm_write') return await connector.write(body.ref, await inFull(env, workspace, body), id)
    await pullRecord(env, workspace, body.ref, connector)
    return {}
  } catch (error) {
    if (error instanceof CrmError) return error
    if (isUnavailable(error)) throw error
    // A fault of our own over one record must not hold up its lane unseen: it is told, and tried again ever more rarely.
    log('delivery_fault', { delivery: id, ...errorWords(error) })
    return new CrmError('Baton could not do this; its log tells more.', { retry: true, cause: error })
  } finally {
    failpoint(`${kind}.afterSend`)
  }
}

/** The write with the words that somebody typed: they stay in a row that can be erased. */
const inFull = async (
  env: Environment,
  workspace: string,
  { write, noteId }: Extract<DeliveryBody, { kind: 'crm_write' }>,
): Promise<CrmWrite> => {
  if (noteId === undefined || write.kind !== 'task') return write
  const notes = await inWorkspace(env.database, workspace, 'readNote', (tx) => personalById(tx, [noteId]))
  const note = notes.get(noteId)
  return note?.kind === 'note' ? { ...write, summary: note.text } : write
}

/** When to try again; null gives up. What cannot succeed by itself gives its lane free at once, but for a buyer's record. */
const againAfter = (
  env: Environment,
  now: number,
  { kind, createdAt, attempts }: Delivery,
  failure: CrmError,
): number | null => {
  if (now - createdAt > GIVE_UP_MS[kind]) return null
  if (!failure.retry) return kind === 'crm_pull' ? now + BACKOFF_MS_MAX : null
  return now + backoffMs(env, attempts, failure)
}

/** Doubles from one second, with jitter so that many failures do not come back as one; a CRM may ask for more, up to half an hour. */
const backoffMs = (env: Environment, attempts: number, { retryAfterMs = 0 }: CrmError): number => {
  const own = Math.min(BACKOFF_MS_MAX, 1_000 * 2 ** Math.min(attempts - 1, 20))
  return Math.max(own, Math.min(retryAfterMs, BACKOFF_MS_MAX)) * (0.75 + env.random() / 2)
}
