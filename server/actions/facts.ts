import type { Playbook } from '../../shared/playbook.ts'
import { recordKey, type RecordRef } from '../../shared/record.ts'
import type { CrmRecord } from '../crm/connector.ts'
import type { Facts } from '../domain/condition.ts'
import { isDeal } from '../domain/recordKind.ts'
import { factsOf, type KnownDeal, type KnownSignal, type Stages } from '../domain/facts.ts'
import { connectionKinds } from '../store/connections.ts'
import type { StoredHandoff } from '../store/handoffs.ts'
import { personalById, seenRecords } from '../store/records.ts'
import { signalsOf } from '../store/signals.ts'
import type { Tx } from '../store/transaction.ts'
import { type Belonging, belongingOf } from './belonging.ts'

/** What is known around one record, read once; facts of any of its signals are put together from it. */
export type Surroundings = Belonging & {
  record: CrmRecord | null
  factsWith: (signal: KnownSignal | null) => Facts
}

/**
 * What is known of a record at this moment: the account by the company record that it belongs to, else by the domain of the
 * company's or the buyer's address. `email`: the buyer's, where a signal brought one.
 */
export const lookUpFacts = async (
  tx: Tx,
  playbook: Playbook,
  ref: RecordRef,
  email?: string,
): Promise<Surroundings> => {
  const record = (await seenRecords(tx, [ref])).get(recordKey(ref)) ?? null
  const belonging = await belongingOf(tx, ref, record, email)
  const [around] = await factsAround(tx, playbook, [{ ref, record }], belonging)
  return { ...belonging, record, factsWith: around ?? (() => ({})) }
}

/** The facts of a record as it was just read, without any signal. */
export const factsOfRecord = async (tx: Tx, playbook: Playbook, record: CrmRecord): Promise<Facts> => {
  const { ref } = record
  const [around] = await factsAround(tx, playbook, [{ ref, record }], await belongingOf(tx, ref, record))
  return around?.(null) ?? {}
}

/** The same for other records of the same account, by `recordKey`. */
export const lookUpBeside = async (
  tx: Tx,
  playbook: Playbook,
  refs: readonly RecordRef[],
  belonging: Belonging,
): Promise<Map<string, Pick<Surroundings, 'record' | 'factsWith'>>> => {
  if (refs.length === 0) return new Map()
  const records = await seenRecords(tx, refs)
  const about = refs.map((ref) => ({ ref, record: records.get(recordKey(ref)) ?? null }))
  const around = await factsAround(tx, playbook, about, belonging)
  return new Map(about.map(({ ref, record }, i) => [recordKey(ref), { record, factsWith: around[i] ?? (() => ({})) }]))
}

/** For each of these records of one account, in their order; what lies around them is read at once. */
const factsAround = async (
  tx: Tx,
  { lifecycle }: Playbook,
  about: readonly { ref: RecordRef; record: CrmRecord | null }[],
  { account, company: companyRef }: Belonging,
): Promise<Surroundings['factsWith'][]> => {
  const stages: Stages = { lifecycle, kinds: await connectionKinds(tx) }
  const contacts = about.flatMap(({ ref, record }) => (isPerson(ref) ? [] : (record?.related?.contact ?? [])))
  const beside = await seenRecords(tx, [...contacts, ...(companyRef === null ? [] : [companyRef])])
  const seen = (ref: RecordRef | null | undefined) => (ref ? (beside.get(recordKey(ref)) ?? null) : null)
  return about.map(({ ref, record }) => {
    const company = ref.type === 'company' ? record : seen(companyRef)
    const person = isPerson(ref) ? record : seen(record?.related?.contact)
    const deal = isDeal(ref, record?.fields ?? {}) ? record : onlyOpen(record, company)
    return (signal) => factsOf({ signal, person, company, deal, account }, stages)
  })
}

const isPerson = ({ type }: RecordRef): boolean => type === 'lead' || type === 'contact'

const onlyOpen = (record: CrmRecord | null, company: CrmRecord | null): KnownDeal | null => {
  const deals = record?.related?.opportunities ?? company?.related?.opportunities ?? []
  const open = deals.filter(({ closed }) => !closed)
  return open.length === 1 ? (open[0] ?? null) : null
}

/** What is known of a handoff now: its record, the signal that opened it, and what people have filled in (as the signal's fields). */
export const factsOfHandoff = async (
  tx: Tx,
  playbook: Playbook,
  { id, handoff }: StoredHandoff,
  more: Record<string, string> = {},
): Promise<Facts> => {
  const first = (await signalsOf(tx, id)).find((signal) => signal.id === handoff.signals[0])
  const bodies = await personalById(tx, [...handoff.entries, ...(first === undefined ? [] : [first.personalId])])
  const told = first === undefined ? undefined : bodies.get(first.personalId)
  const given = handoff.entries
    .map((entry) => bodies.get(entry))
    .flatMap((body) => (body?.kind === 'context' ? [body.values] : []))
  const own: Pick<KnownSignal, 'buyer' | 'fields'> = told?.kind === 'signal' ? told : { buyer: {}, fields: {} }
  const { factsWith } = await lookUpFacts(tx, playbook, handoff.record, own.buyer.email)
  return factsWith({
    kind: first?.kind ?? '',
    source: first?.source ?? handoff.source,
    buyer: own.buyer,
    fields: Object.assign({}, own.fields, ...given, more),
  })
}
