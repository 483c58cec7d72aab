import { sql } from 'drizzle-orm'
import type { Environment } from '../actions/environment.ts'
import { deliver } from '../actions/deliver.ts'
import { pollConnection } from '../actions/pollConnection.ts'
import { tickHandoff } from '../actions/tickHandoff.ts'
import { failpoint } from '../failpoint.ts'
import { errorWords, type Log } from '../log.ts'
import { isUnavailable } from '../store/query.ts'
import { listenToDue } from '../store/changes.ts'
import { claimClocks, claimDeliveries, releaseLeases } from '../store/deliveries.ts'
import { claimPolls } from '../store/polls.ts'
import { enterWorkspace, inEngine } from '../store/transaction.ts'

/** Longer than any connector's time-out, so that nobody sends what another is still sending. */
const LEASE_MS = 30_000
const DELIVERIES_AT_ONCE = 8
const POLLS_AT_ONCE = 8
/** How often it looks when nothing has hinted that something is due. */
const POLL_MS = 250
/** The same for CRMs that are to be asked, whose turn comes once a minute. */
const POLL_CRMS_MS = 1_000
const POLL_AFTER_FAULT_MS = 2_000

export type Engine = {
  /** Fires every clock that is due now. */
  sweepClocks(): Promise<number>
  /** Does all that is due now; resolves to how many things it did. */
  sweep(): Promise<number>
  /** Sweeps for as long as the process lives. */
  start(): Promise<void>
  /** Ends after what is in hand. */
  stop(): Promise<void>
}

/** The one primitive for everything with a time: claim the rows that are due, do them, commit. Any number may run beside each other. */
export const makeEngine = (env: Environment, log: Log): Engine => {
  let running = false
  const polling = new Set<Promise<void>>()
  let loops: Promise<unknown> = Promise.resolve()
  const sleepers = new Set<() => void>()
  let stopListening: (() => Promise<void>) | null = null

  const allClocks = async (): Promise<number> => {
    let done = 0
    for (let fired = 1; fired > 0; done += fired) fired = await sweepClock(env, log)
    return done
  }

  const sweep = async (): Promise<number> => {
    let done = 0
    for (let round = 1; round > 0; done += round) {
      round = (await allClocks()) + (await sweepDeliveries(env, log)) + (await beginPolls())
      await Promise.all(polling)
    }
    return done
  }

  /** Asks the connections that are due, and waits for none of them: one that hangs keeps no other from its turn. */
  const beginPolls = async (): Promise<number> => {
    const free = POLLS_AT_ONCE - polling.size
    const claimed = free === 0 ? [] : await inEngine(env.database, (db) => claimPolls(db, free, LEASE_MS))
    for (const connection of claimed) {
      const poll: Promise<void> = pollConnection(env, log, connection)
        .catch((error: unknown) => log('poll_fault', { connection: connection.id, ...errorWords(error) }))
        .finally(() => polling.delete(poll))
      polling.add(poll)
    }
    return claimed.length
  }

  /** Clocks, deliveries and polls go each at their own pace: a CRM that hangs makes no reminder late. */
  const loop = async (work: () => Promise<number>, everyMs = POLL_MS): Promise<void> => {
    while (running) {
      const pauseMs = await work().then(
        (done) => (done > 0 ? 0 : everyMs),
        (error: unknown) => {
          log(isUnavailable(error) ? 'engine_waits_for_database' : 'engine_fault', errorWords(error))
          return POLL_AFTER_FAULT_MS
        },
      )
      if (running && pauseMs > 0) await pause(pauseMs)
    }
  }

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        sleepers.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      sleepers.add(wake)
    })
  const wakeAll = (): void => sleepers.forEach((wake) => wake())

  return {
    sweepClocks: allClocks,
    sweep,
    start: async () => {
      // Nobody else can have the embedded database open: what is leased there was left by a crash, and need not wait for its lease.
      if (env.database.kind === 'embedded') await inEngine(env.database, releaseLeases)
      stopListening = await listenToDue(env.database, wakeAll)
      running = true
      loops = Promise.all([loop(allClocks), loop(() => sweepDeliveries(env, log)), loop(beginPolls, POLL_CRMS_MS)])
    },
    stop: async () => {
      running = false
      wakeAll()
      await loops
      await Promise.all(polling)
      await stopListening?.()
    },
  }
}

/** One clock a transaction: what it locks (a handoff, then a pool) is taken in one order by everybody. */
const sweepClock = async (env: Environment, log: Log): Promise<number> => {
  const claimed = await inEngine(env.database, async (db) => {
    const [clock] = await claimClocks(db, 1)
    if (clock === undefined) return 0
    const now = await enterWorkspace(db, clock.workspace)
    await db.execute(sql`savepoint step`)
    try {
      await tickHandoff(env, { db, workspace: clock.workspace, now }, clock.id)
    } catch (error) {
      if (isUnavailable(error)) throw error
      // One handoff that cannot go on must not hold up the others: it is looked at again in a minute, and told in the log.
      await db.execute(sql`rollback to savepoint step`)
      await db.execute(sql`update handoffs set next_due_at = baton_now() + interval '1 minute' where id = ${clock.id}`)
      log('clock_fault', { handoff: clock.id, ...errorWords(error) })
    }
    failpoint('tick.beforeCommit')
    return 1
  })
  if (claimed > 0) failpoint('tick.afterCommit')
  return claimed
}

const sweepDeliveries = async (env: Environment, log: Log): Promise<number> => {
  const claimed = await inEngine(env.database, (db) => claimDeliveries(db, DELIVERIES_AT_ONCE, LEASE_MS))
  await Promise.all(
    claimed.map((delivery) =>
      deliver(env, log, delivery).catch((error: unknown) =>
        log('delivery_fault', { delivery: delivery.id, ...errorWords(error) }),
      ),
    ),
  )
  return claimed.length
}
