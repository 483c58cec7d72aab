import { type Changes, CrmError } from '../crm/connector.ts'
import { errorWords, type Log } from '../log.ts'
import { type Claimed, enqueue } from '../store/deliveries.ts'
import { findPoll, keepPoll, lockPoll, type Poll } from '../store/polls.ts'
import { inWorkspace } from '../store/transaction.ts'
import type { Environment } from './environment.ts'
import { changeId } from './receiveHook.ts'

const POLL_MS = 60_000
const BACKOFF_MS_MAX = 30 * 60_000

/**
 * Asks a connected CRM what its webhooks may not have told, and puts it into the outbox together with where to go on. A crash
 * in between leaves the cursor as it was: the same is heard again, under the same ids.
 */
export const pollConnection = async (env: Environment, log: Log, { workspace, id }: Claimed): Promise<void> => {
  const begun = await inWorkspace(env.database, workspace, 'findPoll', (tx) => findPoll(tx, id))
  if (begun === null) return
  const heard = await ask(env, log, begun)
  await inWorkspace(env.database, workspace, 'keepPoll', async (tx) => {
    // Another address or key, or a process that was faster: what was heard here belongs to what is no more.
    const now = await lockPoll(tx, id)
    if (JSON.stringify(now) !== JSON.stringify(begun)) return
    const { cursor, failures } = begun
    if (heard === null) {
      await keepPoll(tx, id, { cursor, nextAt: null, problem: null, failures: 0 })
    } else if (heard instanceof CrmError) {
      const nextAt = tx.now + backoffMs(env, failures, heard)
      await keepPoll(tx, id, { cursor, nextAt, problem: heard.message, failures: failures + 1 })
      log('poll_put_off', { connection: id, failures: failures + 1 })
    } else {
      for (const { ref, key } of heard.changes) await enqueue(tx, changeId(id, key), { kind: 'crm_pull', ref }, null)
      // More without a way on would be asked for ever.
      const isMore = heard.more && heard.cursor !== cursor
      const nextAt = isMore ? tx.now : tx.now + POLL_MS * (0.9 + env.random() / 5)
      await keepPoll(tx, id, { cursor: heard.cursor, nextAt, problem: null, failures: 0 })
    }
  })
}

/** Null when this CRM cannot be asked so. */
const ask = async (env: Environment, log: Log, { connection, cursor }: Poll): Promise<Changes | CrmError | null> => {
  try {
    return (await env.connect(connection).changesSince?.(cursor)) ?? null
  } catch (error) {
    if (error instanceof CrmError) return error
    log('poll_fault', { connection: connection.id, ...errorWords(error) })
    return new CrmError('Baton could not do this; its log tells more.', { retry: true, cause: error })
  }
}

/** Doubles from one minute, with jitter so that many do not come back as one; a CRM may ask for more, up to half an hour. */
const backoffMs = (env: Environment, failures: number, { retryAfterMs = 0 }: CrmError): number => {
  const own = Math.min(BACKOFF_MS_MAX, POLL_MS * 2 ** Math.min(failures, 20))
  return Math.max(own, Math.min(retryAfterMs, BACKOFF_MS_MAX)) * (0.9 + env.random() / 5)
}
