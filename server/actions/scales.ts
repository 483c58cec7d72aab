import type { HandoffPoint } from '../../shared/point.ts'
import type { Playbook } from '../../shared/playbook.ts'
import { recordKey, type RecordRef } from '../../shared/record.ts'
import type { Trigger } from '../../shared/trigger.ts'
import { reachMs } from '../domain/crossing.ts'
import type { KnownSignal } from '../domain/facts.ts'
import { kindsOf, minds, scopeOf, type Sighted } from '../domain/trigger.ts'
import { BEFORE_MS, type Scales } from '../domain/weigh.ts'
import type { PersonalBody } from '../store/bodies.ts'
import type { StoredHandoff } from '../store/handoffs.ts'
import { personalById } from '../store/records.ts'
import { lockHandoffsAround, signalHistory, spentSignals, type StoredSignal } from '../store/signals.ts'
import type { Tx } from '../store/transaction.ts'
import { lookUpBeside, type Surroundings } from './facts.ts'

/** What a signal is weighed with, and the rows behind it: handoffs are locked, in the order in which they were opened. */
export type Laid = { scales: Scales; open: Map<string, StoredHandoff>; rows: Map<string, StoredSignal> }

/**
 * Reads the history of the signal's record and account, each signal with what is known of its record now. Null where no trigger of
 * the playbook minds its kind. To be called under the locks of record and account.
 */
export const layScales = async (
  tx: Tx,
  playbook: Playbook,
  around: Surroundings,
  signal: StoredSignal,
): Promise<Laid | null> => {
  const minding = playbook.points.filter(({ triggers }) => triggers.some((trigger) => minds(trigger, signal.kind)))
  if (minding.length === 0) return null
  const ref = refOf(signal)
  const refs = around.company === null ? [ref] : [ref, around.company]
  const summing = minding.filter(({ triggers }) => triggers.some(isOverAccount))
  // Without a record of its own an account's handoff is on one of its people's.
  const isHomeless = around.company === null || summing.some((point) => !takes(point, around.company))
  const points = isHomeless ? summing.map(({ id }) => id) : []
  const open = await lockHandoffsAround(tx, refs, around.group, points)
  const triggers = minding.flatMap((point) => point.triggers)
  const reach = Math.max(BEFORE_MS, ...triggers.map(reachMs))
  const earliest = Math.min(signal.occurredAt, ...open.map(({ handoff }) => handoff.t0))
  const found = await signalHistory(tx, {
    ref,
    kinds: [...new Set(triggers.flatMap(kindsOf))],
    group: around.group,
    groupKinds: [...new Set(summing.flatMap((point) => groupKinds(point, signal.kind)))],
    sinceMs: Math.max(0, earliest - reach),
  })
  const rows = new Map([...found, signal].map((row) => [row.id, row]))
  const history = await sightedOf(tx, playbook, around, ref, [...rows.values()])
  const weighed = history.find(({ id }) => id === signal.id)
  if (weighed === undefined) throw new RangeError(`signal ${signal.id} is not in its own history`)
  const scales: Scales = {
    playbook,
    signal: weighed,
    history,
    company: around.company,
    open: open.map(({ id, handoff }) => ({
      id,
      point: handoff.point,
      record: handoff.record,
      t0: handoff.t0,
      answeredAt: handoff.touched?.at ?? handoff.answeredAt,
      signals: new Set(handoff.signals),
    })),
    spent: await spentSignals(tx, [...rows.keys()]),
  }
  return { scales, open: new Map(open.map((stored) => [stored.id, stored])), rows }
}

const sightedOf = async (
  tx: Tx,
  playbook: Playbook,
  around: Surroundings,
  own: RecordRef,
  rows: readonly StoredSignal[],
): Promise<Sighted[]> => {
  const bodies = await personalById(
    tx,
    rows.map(({ personalId }) => personalId),
  )
  const others = new Map(rows.map((row) => [recordKey(refOf(row)), refOf(row)]))
  others.delete(recordKey(own))
  const known = await lookUpBeside(tx, playbook, [...others.values()], around)
  known.set(recordKey(own), around)
  return rows.map((row): Sighted => {
    const ref = refOf(row)
    const { record, factsWith } = known.get(recordKey(ref)) ?? around
    const signal = knownSignal(row, bodies.get(row.personalId))
    const address = (signal.buyer.email ?? record?.buyer.email)?.trim().toLowerCase()
    return {
      id: row.id,
      kind: row.kind,
      at: row.occurredAt,
      ref,
      contact: address === undefined || address === '' ? recordKey(ref) : address,
      facts: factsWith(signal),
      capped: row.capped,
      point: row.point,
    }
  })
}

const knownSignal = ({ kind, source }: StoredSignal, body: PersonalBody | undefined): KnownSignal => ({
  kind,
  source,
  ...(body?.kind === 'signal' ? { buyer: body.buyer, fields: body.fields } : { buyer: {}, fields: {} }),
})

const isOverAccount = (trigger: Trigger): boolean => scopeOf(trigger) === 'account'

const takes = ({ recordTypes }: HandoffPoint, ref: RecordRef | null): boolean =>
  ref !== null && recordTypes.includes(ref.type)

/** What is asked of the whole account: all that the point minds where this kind may add up to something, else what has added up. */
const groupKinds = ({ triggers }: HandoffPoint, kind: string): string[] => {
  const summing = triggers.filter(isOverAccount)
  return (summing.some((trigger) => minds(trigger, kind)) ? triggers : summing).flatMap(kindsOf)
}

export const refOf = ({ connectionId, recordType, recordId }: StoredSignal): RecordRef => ({
  connection: connectionId,
  type: recordType,
  id: recordId,
})
