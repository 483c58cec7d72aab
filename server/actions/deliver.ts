import type { StoredConnection } from '../store/connections.ts'
import { findConnection } from '../store/connections.ts'
import { CrmError, type CrmWrite, type WriteResult } from '../crm/connector.ts'
import { failpoint } from '../failpoint.ts'
import {
  type Claimed,
  type Delivery,
  enqueue,
  failDelivery,
  findDelivery,
  forgetFetched,
  settleDelivery,
} from '../store/deliveries.ts'
import { ownerWritten } from '../domain/crmOwner.ts'
import { noteOwner } from '../store/recordStates.ts'
import { tell } from '../store/changes.ts'
import { errorWords, type Log } from '../log.ts'
import { isUnavailable } from '../store/query.ts'
import { findHandoff } from '../store/handoffs.ts'
import type { DeliveryBody } from '../store/bodies.ts'
import { noteStage, personalById } from '../store/records.ts'
import { inWorkspace, type Tx } from '../store/transaction.ts'
import type { Environment } from './environment.ts'
import { pullRecord } from './pullRecord.ts'
import { receiveSignal } from './receiveSignal.ts'
import { sendDateSignal } from './sendDateSignal.ts'

const DAY_MS = 86_400_000
const BACKOFF_MS_MAX = 30 * 60_000
/** What a CRM told of is a buyer: it is not given up before a week-end and a holiday are over. A write is told at its handoff. */
const GIVE_UP_MS = { crm_pull: 14 * DAY_MS, crm_write: 3 * DAY_MS, date_signal: 14 * DAY_MS, signal: 14 * DAY_MS }

/** Does one delivery that this process has leased. A crash before the last commit leaves it due: it is done again under the same id. */
export const deliver = async (env: Environment, log: Log, { workspace, id }: Claimed): Promise<void> => {
  const found = await inWorkspace(env.database, workspace, 'findDelivery', async (tx) => {
    const delivery = await findDelivery(tx, id)
    return delivery === null ? null : { delivery, connection: await findConnection(tx, delivery.body.ref.connection) }
  })
  if (found === null || found.delivery.state !== 'due') return
  const { delivery, connection } = found
  const outcome = await send(env, workspace, log, delivery, connection)
  await inWorkspace(env.database, workspace, 'settleDelivery', async (tx) => {
    if (outcome instanceof CrmError) {
      const againAt = againAfter(env, tx.now, delivery, outcome)
      if (!(await failDelivery(tx, delivery, outcome.message, againAt))) return
      log(againAt === null ? 'delivery_given_up' : 'delivery_put_off', { delivery: id, kind: delivery.kind })
      // The record may be gone, or somebody else's by now: that is looked at once more.
      if (againAt === null && delivery.kind === 'crm_write')
        await enqueue(tx, `after/${id}`, { kind: 'crm_pull', ref: delivery.body.ref }, delivery.handoffId)
    } else {
      if (!(await settleDelivery(tx, delivery, outcome))) return
      await noteDone(tx, delivery)
    }
    const handoff = delivery.handoffId === null ? null : await findHandoff(tx, delivery.handoffId)
    if (handoff !== null) await tell(tx, handoff.id, null, handoff.handoff)
  })
}

/** What the CRM was told of a record's owner and stage counts as what it shows: its own echo is no change. */
const noteDone = async (tx: Tx, { body }: Delivery): Promise<void> => {
  if (body.kind === 'crm_pull') return forgetFetched(tx)
  if (body.kind === 'date_signal' || body.kind === 'signal') return
  if (body.write.kind === 'owner') await noteOwner(tx, body.ref, ownerWritten(body.write.ownerEmail))
  if (body.write.kind === 'stage') await noteStage(tx, body.ref, body.write.stage)
}

const send = async (
  env: Environment,
  workspace: string,
  log: Log,
  delivery: Delivery,
  connection: StoredConnection | null,
): Promise<WriteResult | CrmError> => {
  const { id, kind, body } = delivery
  if (connection === null) return new CrmError('The CRM of this record is no longer connected.', { retry: false })
  failpoint(`${kind}.beforeSend`)
  try {
    const connector = env.connect(connection)
    if (body.kind === 'crm_write') return await connector.write(body.ref, await inFull(env, workspace, body), id)
    if (body.kind === 'signal') {
      await receiveSignal(env, workspace, body.signal, { own: true })
      return {}
    }
    if (body.kind === 'date_signal') {
      const record = await connector.read(body.ref)
      const isSent = await sendDateSignal(env, workspace, { id, body, record })
      return isSent ? {} : { differs: 'The record shows another date by now.' }
    }
    await pullRecord(env, workspace, { ref: body.ref, crm: connection.name, connector, mine: delivery })
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
  { kind, createdAt, attempts, body }: Delivery,
  failure: CrmError,
): number | null => {
  const since = body.kind === 'date_signal' ? body.dueAt : createdAt
  if (now - since > GIVE_UP_MS[kind]) return null
  if (!failure.retry) return kind !== 'crm_write' ? now + BACKOFF_MS_MAX : null
  return now + backoffMs(env, attempts, failure)
}

/** Doubles from one second, with jitter so that many failures do not come back as one; a CRM may ask for more, up to half an hour. */
const backoffMs = (env: Environment, attempts: number, { retryAfterMs = 0 }: CrmError): number => {
  const own = Math.min(BACKOFF_MS_MAX, 1_000 * 2 ** Math.min(attempts - 1, 20))
  return Math.max(own, Math.min(retryAfterMs, BACKOFF_MS_MAX)) * (0.75 + env.random() / 2)
}
