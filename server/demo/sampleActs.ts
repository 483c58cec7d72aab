import { accept } from '../actions/accept.ts'
import type { Actor, Environment } from '../actions/environment.ts'
import { handOff } from '../actions/handOff.ts'
import { keepRecord } from '../actions/keepRecord.ts'
import { receiveSignal } from '../actions/receiveSignal.ts'
import type { CrmRecord } from '../crm/connector.ts'
import { inWorkspace } from '../store/transaction.ts'
import { asCrmRecord, crmRecordOf } from './sampleCrm.ts'
import type { Act, Story } from './sampleDeals.ts'
import { LEADS } from './sampleLeads.ts'

/** Where a story is played: in which workspace and CRM, and what «now» is for it. */
export type Scene = { env: Environment; workspace: string; connection: string; nowMs: number }

/** One thing that happens around a record, done by the action that does it in earnest. Returns the handoff that came of it. */
export const playAct = async (
  { env, workspace, connection, nowMs }: Scene,
  { record: { type, id } }: Story,
  act: Act,
  index: number,
  handoffId: string | undefined,
): Promise<string | undefined> => {
  const record = type === 'lead' ? leadOf(id, connection) : crmRecordOf(new Date(nowMs), type, id, connection)
  const at = new Date(nowMs - act.minutesAgo * 60_000).toISOString()
  const key = `sample-${type}-${id}-${index}`
  if (act.do === 'signal') {
    const { kind, source, person, fields = {} } = act
    const buyer = person === undefined ? {} : { buyer: { ...record.buyer, ...person } }
    const signal = { id: key, kind, occurredAt: at, source, record: record.ref, ...buyer, fields }
    return (await receiveSignal(env, workspace, signal, { fresh: record })).handoffId
  }
  const actor: Actor = { workspace, person: act.by, role: 'rep' }
  if (act.do === 'accept') {
    await done(accept(env, actor, { handoffId: handoffId ?? '', key, pressedAt: at }), key)
    return handoffId
  }
  // Whoever hands over looks at the record: its CRM was read just then.
  await inWorkspace(env.database, workspace, 'saveRecord', (tx) => keepRecord(env, tx, record))
  const values = Object.fromEntries(
    Object.entries(act.values).map(([item, value]) => [item, typeof value === 'string' ? value : day(nowMs, value)]),
  )
  const input = { key, pressedAt: at, record: record.ref, point: act.point, values }
  return (await done(handOff(env, actor, input), key)).handoffId
}

const leadOf = (id: string, connection: string): CrmRecord => {
  const lead = LEADS.find((each) => each.id === id)
  if (lead === undefined) throw new RangeError(`the sample has no lead ${id}`)
  return asCrmRecord(lead, connection)
}

const day = (nowMs: number, { inDays }: { inDays: number }): string =>
  new Date(nowMs + inDays * 86_400_000).toISOString().slice(0, 10)

type Answer = Awaited<ReturnType<typeof handOff>>

/** A sample of which a part was refused would be no sample. */
const done = async (answering: Promise<Answer>, key: string): Promise<Extract<Answer, { outcome: 'done' }>> => {
  const answer = await answering
  if (answer.outcome === 'refused')
    throw new Error(`${key} was refused: ${answer.refusal} ${answer.items?.join(', ') ?? ''}`)
  return answer
}
