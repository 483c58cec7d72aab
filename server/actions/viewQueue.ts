import type { Queue, QueueRow } from '../../shared/handoff.ts'
import type { Buyer } from '../../shared/signal.ts'
import { runningClocks } from '../domain/handoff.ts'
import { displayName } from '../domain/match.ts'
import { allConnections } from '../store/connections.ts'
import { openHandoffsOf, type StoredHandoff } from '../store/handoffs.ts'
import { allPeople, type Person } from '../store/people.ts'
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
    return {
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

const rowsOf = async (
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
