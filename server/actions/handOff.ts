import type { ActAnswer, HandOffInput } from '../../shared/act.ts'
import type { Signal } from '../../shared/signal.ts'
import { HANDED_OFF } from '../domain/ownKinds.ts'
import { missingItems } from '../domain/context.ts'
import { findConnection } from '../store/connections.ts'
import { lockOpenHandoff } from '../store/handoffs.ts'
import { allPeople } from '../store/people.ts'
import { livePlaybook } from '../store/playbooks.ts'
import { seenRecord } from '../store/records.ts'
import { findSignal } from '../store/signals.ts'
import { inWorkspace, type Tx } from '../store/transaction.ts'
import { contextOfRecord } from './context.ts'
import type { Actor, Environment } from './environment.ts'
import { isFedByPeople, isForPoint } from './handOffChoices.ts'
import { getToKnow } from './readRecord.ts'
import { NobodyLeft } from './openHandoff.ts'
import { receiveSignal } from './receiveSignal.ts'
import { AlreadyOpen } from './takeUp.ts'

/** Whoever hands over waits no longer for a CRM that has never been asked for this record. */
const CRM_ANSWERS_WITHIN_MS = 1_500

/**
 * A person hands a record over at a point, with what it asks for: refused while required items are missing. It is a signal under an id
 * made of the press, so that a repeated one is one hand-over.
 */
export const handOff = async (env: Environment, actor: Actor, input: HandOffInput): Promise<ActAnswer> => {
  await getToKnow(env, actor.workspace, input.record, CRM_ANSWERS_WITHIN_MS)
  const prepared = await inWorkspace(env.database, actor.workspace, 'handOff', (tx) => prepare(tx, actor, input))
  if ('outcome' in prepared) return prepared
  const byHand = { by: actor.person, point: input.point, values: input.values }
  const received = await receiveSignal(env, actor.workspace, prepared, { byHand }).catch(inVain)
  if (received instanceof NobodyLeft) return refused('nobody_left')
  if (received instanceof AlreadyOpen) return refused('already_open')
  const { outcome, handoffId } = received
  if (handoffId === undefined) return refused(outcome === 'rejected' ? 'not_found' : 'no_such_point')
  return { outcome: 'done', handoffId }
}

/** Looks whether it may be; the signal that it is then. */
const prepare = async (
  tx: Tx,
  actor: Actor,
  { key, record, point: id, values, note }: HandOffInput,
): Promise<ActAnswer | Signal> => {
  const signalId = `hand/${actor.person}/${key}`
  const earlier = await findSignal(tx, signalId)
  if (earlier?.handoffId) return { outcome: 'done', handoffId: earlier.handoffId }
  const live = await livePlaybook(tx)
  const connection = await findConnection(tx, record.connection)
  const point = live?.playbook.points.find((each) => each.id === id)
  if (connection === null) return refused('not_found')
  if (point === undefined || !isFedByPeople(point) || !(await isForPoint(tx, point, record)))
    return refused('no_such_point')
  const people = await allPeople(tx)
  const open = await lockOpenHandoff(tx, record, id)
  if (open !== null) {
    const owner = people.get(open.handoff.offer.owner)
    return { ...refused('already_open'), ...(owner === undefined ? {} : { by: { id: owner.id, name: owner.name } }) }
  }
  const given = { kind: 'context' as const, by: actor.person, at: tx.now, values }
  const missing = missingItems(await contextOfRecord(tx, record, point, people, connection.name, { given }))
  if (missing.length > 0) return { ...refused('missing_context'), items: missing }
  const buyer = (await seenRecord(tx, record))?.record.buyer
  return {
    id: signalId,
    kind: HANDED_OFF,
    occurredAt: new Date(tx.now).toISOString(),
    source: people.get(actor.person)?.name ?? actor.person,
    record,
    ...(buyer === undefined ? {} : { buyer }),
    fields: { ...values, ...(note === undefined ? {} : { note }) },
  }
}

/** Nothing is stored then: what was filled in is still in the form. */
const inVain = (error: unknown): NobodyLeft | AlreadyOpen => {
  if (error instanceof NobodyLeft || error instanceof AlreadyOpen) return error
  throw error
}

const refused = (refusal: Extract<ActAnswer, { outcome: 'refused' }>['refusal']) => ({
  outcome: 'refused' as const,
  refusal,
})
