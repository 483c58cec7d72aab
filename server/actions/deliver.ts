import type { StoredConnection } from '../store/connections.ts'
import { findConnection } from '../store/connections.ts'
import { CrmError, type WriteResult } from '../crm/connector.ts'
import { failpoint } from '../failpoint.ts'
import { type Claimed, type Delivery, failDelivery, findDelivery, settleDelivery } from '../store/deliveries.ts'
import { tell } from '../store/changes.ts'
import { findHandoff } from '../store/handoffs.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Environment } from './environment.ts'
import { pullRecord } from './pullRecord.ts'

const ATTEMPTS_MAX = 12
const BACKOFF_MS_MAX = 30 * 60_000

/** Does one delivery that this process has leased. A crash before the last commit leaves it due: it is done again under the same id. */
export const deliver = async (env: Environment, { workspace, id }: Claimed): Promise<void> => {
  const found = await inWorkspace(env.database, workspace, 'findDelivery', async (tx) => {
    const delivery = await findDelivery(tx, id)
    return delivery === null ? null : { delivery, connection: await findConnection(tx, delivery.body.ref.connection) }
  })
  if (found === null || found.delivery.state !== 'due') return
  const outcome = await send(env, workspace, found.delivery, found.connection)
  await inWorkspace(env.database, workspace, 'settleDelivery', async (tx) => {
    if (outcome instanceof CrmError) {
      const givesUp = !outcome.retry || found.delivery.attempts >= ATTEMPTS_MAX
      await failDelivery(
        tx,
        id,
        outcome.message,
        givesUp ? null : tx.now + backoffMs(env, found.delivery.attempts, outcome),
      )
    } else await settleDelivery(tx, id, outcome)
    const handoff = found.delivery.handoffId === null ? null : await findHandoff(tx, found.delivery.handoffId)
    if (handoff !== null) await tell(tx, handoff.id, null, handoff.handoff)
  })
}

const send = async (
  env: Environment,
  workspace: string,
  { id, kind, body }: Delivery,
  connection: StoredConnection | null,
): Promise<WriteResult | CrmError> => {
  if (connection === null) return new CrmError('The CRM of this record is no longer connected.', { retry: false })
  failpoint(`${kind}.beforeSend`)
  try {
    const connector = env.connect(connection)
    if (body.kind === 'crm_write') return await connector.write(body.ref, body.write, id)
    await pullRecord(env, workspace, body.ref, connector)
    return {}
  } catch (error) {
    if (error instanceof CrmError) return error
    throw error
  } finally {
    failpoint(`${kind}.afterSend`)
  }
}

/** Doubles from one second, with jitter so that many failures do not come back as one; a CRM's own wish counts more. */
const backoffMs = (env: Environment, attempts: number, { retryAfterMs }: CrmError): number =>
  retryAfterMs ?? Math.min(BACKOFF_MS_MAX, 1_000 * 2 ** (attempts - 1)) * (0.75 + env.random() / 2)
