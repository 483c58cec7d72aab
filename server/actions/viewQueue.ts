import type { Queue, QueueRow } from '../../shared/queue.ts'
import type { Buyer } from '../../shared/signal.ts'
import { runningClocks } from '../domain/clocks.ts'
import { displayName } from '../domain/match.ts'
import { allConnections } from '../store/connections.ts'
import { openHandoffsAt, openHandoffsOf } from '../store/handoffLists.ts'
import { type StoredHandoff } from '../store/handoffs.ts'
import { allPeople, type Person } from '../store/people.ts'
import { livePlaybook } from '../store/playbooks.ts'
import { personalById, seenRecord } from '../store/records.ts'
import { inWorkspace, type Tx } from '../store/transaction.ts'
import type { Actor, Environment } from './environment.ts'
import { clockView, iso } from './clockView.ts'

const ROWS_MAX = 200

/** The caller's open handoffs, worst first; for a manager those of their team beside them. */
export const viewQueue = (env: Environment, actor: Actor): Promise<Queue> =>
  inWorkspace(env.database, actor.workspace, 'viewQueue', async (tx) => {
    const people = await allPeople(tx)
    const team = teamOf(actor, people)
    const rows = await openHandoffsOf(tx, [actor.person, ...(team ?? [])], ROWS_MAX)
    const shown = await rowsOf(env, tx, people, rows)
    const shared: Queue['shared'] = []
    for (const { name, handoffs } of await sharedWith(tx, actor)) {
      shared.push({ name, rows: await rowsOf(env, tx, people, handoffs) })
    }
    return {
      shared: shared.filter(({ rows: some }) => some.length > 0),
      now: iso(tx.now),
      mine: shown.filter(({ owner }) => owner.id === actor.person),
      team: team === null ? null : shown.filter(({ owner }) => owner.id !== actor.person),
    }
  })

/** Whose queues somebody sees beside their own: a manager's people; for RevOps and admins nobody's. */
const teamOf = (actor: Actor, people: ReadonlyMap<string, Person>): string[] | null =>
  actor.role === 'manager'
    ? [...people.values()].filter(({ manager }) => manager === actor.person).map(({ id }) => id)
    : null

/** Queues that this person is in, and what waits for their approval; what they own is in their own list. */
const sharedWith = async (tx: Tx, actor: Actor): Promise<{ name: string; handoffs: StoredHandoff[] }[]> => {
  const live = await livePlaybook(tx)
  const { points = [], pools = [] } = live?.playbook ?? {}
  const queues = points.flatMap((point) => {
    const pool = pools.find(({ id }) => id === point.queue)
    const approvers = (point.approvals ?? []).flatMap((route) => route.approvers.map(({ person }) => person))
    const isIn =
      pool !== undefined &&
      (pool.owner === actor.person ||
        [...pool.members.map(({ person }) => person), ...approvers].includes(actor.person))
    return isIn ? [{ name: pool.name, point: point.id }] : []
  })
  const open = await openHandoffsAt(
    tx,
    queues.map(({ point }) => point),
    ROWS_MAX,
  )
  return queues.map(({ name, point }) => ({
    name,
    handoffs: open.filter(({ handoff }) => handoff.point === point && handoff.offer.owner !== actor.person),
  }))
}

/** As the popup shows them. */
export const rowsOf = async (
  env: Environment,
  tx: Tx,
  people: ReadonlyMap<string, Person>,
  handoffs: readonly StoredHandoff[],
): Promise<QueueRow[]> => {
  const connections = new Map((await allConnections(tx)).map((connection) => [connection.id, env.connect(connection)]))
  const bodies = await personalById(
    tx,
    handoffs.map(({ personalId }) => personalId),
  )
  const nameOf = (person: string) => ({ id: person, name: people.get(person)?.name ?? person })
  // What a signal did not say of its buyer, the CRM's record does.
  const known = new Map<string, Buyer>()
  for (const { id, personalId, handoff } of handoffs) {
    const body = bodies.get(personalId)
    const told = body?.kind === 'signal' ? body.buyer : {}
    const isEnough = told.name !== undefined && told.company !== undefined
    known.set(id, isEnough ? told : { ...(await seenRecord(tx, handoff.record))?.record.buyer, ...told })
  }
  return handoffs.flatMap(({ id, handoff }) => {
    const buyer = known.get(id) ?? {}
    const [clock] = runningClocks(handoff)
    const connector = connections.get(handoff.record.connection)
    if (connector === undefined) return []
    return [
      {
        id,
        buyer: displayName(buyer),
        ...(buyer.company === undefined ? {} : { company: buyer.company }),
        trigger: handoff.triggerName,
        owner: nameOf(handoff.offer.owner),
        state: handoff.state,
        clock: clock === undefined ? null : clockView(clock, [], nameOf),
        record: handoff.record,
        recordUrl: connector.recordUrl(handoff.record),
      },
    ]
  })
}
